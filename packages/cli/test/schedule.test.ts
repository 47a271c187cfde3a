import { describe, expect, it } from "vitest";
import { openbell } from "./support.js";

const lines = async (...argv: string[]): Promise<string[]> => {
  const { code, stdout } = await openbell(argv);
  expect(code).toBe(0);
  return stdout.toString().trimEnd().split("\n");
};

describe("openbell schedule", () => {
  it("prints one session a row, in UTC, empty where there is no break", async () => {
    expect(await lines("schedule", "XNYS", "--from", "2024-07-01", "--to", "2024-07-05", "--format", "csv")).toEqual([
      "session,open,break_start,break_end,close",
      "2024-07-01,2024-07-01T13:30Z,,,2024-07-01T20:00Z",
      "2024-07-02,2024-07-02T13:30Z,,,2024-07-02T20:00Z",
      "2024-07-03,2024-07-03T13:30Z,,,2024-07-03T17:00Z",
      "2024-07-05,2024-07-05T13:30Z,,,2024-07-05T20:00Z",
    ]);
  });

  it("knows names of other libraries, lunch breaks and the later close of Tokyo", async () => {
    expect(await lines("schedule", "TSE", "--from", "2024-11-01", "--to", "2024-11-05")).toEqual([
      "session,open,break_start,break_end,close",
      "2024-11-01,2024-11-01T00:00Z,2024-11-01T02:30Z,2024-11-01T03:30Z,2024-11-01T06:00Z",
      "2024-11-05,2024-11-05T00:00Z,2024-11-05T02:30Z,2024-11-05T03:30Z,2024-11-05T06:30Z",
    ]);
  });

  it("adds pre-market and post-market", async () => {
    expect(await lines("schedule", "NASDAQ", "--from", "2024-07-05", "--to", "2024-07-05", "--phases")).toEqual([
      "session,pre,open,break_start,break_end,close,post",
      "2024-07-05,2024-07-05T08:00Z,2024-07-05T13:30Z,,,2024-07-05T20:00Z,2024-07-06T00:00Z",
    ]);
  });

  it("gives each segment a row", async () => {
    expect(await lines("schedule", "HKEX", "--from", "2024-07-02", "--to", "2024-07-02", "--segments")).toEqual([
      "session,segment,open,close",
      "2024-07-02,1,2024-07-02T01:30Z,2024-07-02T04:00Z",
      "2024-07-02,2,2024-07-02T05:00Z,2024-07-02T08:00Z",
    ]);
  });

  it("prints JSON with null where there is nothing", async () => {
    const { stdout } = await openbell(["schedule", "CME_Equity", "--from", "2024-06-03", "--to", "2024-06-03", "--format", "json"]);
    expect(JSON.parse(stdout.toString())).toEqual([
      { session: "2024-06-03", open: "2024-06-02T22:00Z", break_start: null, break_end: null, close: "2024-06-03T21:00Z" },
    ]);
  });

  it("is a table on a terminal", async () => {
    const { stdout } = await openbell(["schedule", "XNYS", "--from", "2024-07-05", "--to", "2024-07-05"], {
      terminal: true,
      env: { NO_COLOR: "1" },
    });
    expect(stdout.toString()).toMatch(
      /^session +open +break_start +break_end +close\n2024-07-05 {2}2024-07-05T13:30Z +2024-07-05T20:00Z\n$/,
    );
  });

  it("says what lies beyond the calendar's coverage and guesses nothing", async () => {
    const { code, stdout, stderr } = await openbell(["schedule", "XNYS", "--from", "1989-12-20", "--to", "1990-01-02"]);
    expect(code).toBe(0);
    expect(stdout.toString().trimEnd().split("\n")).toHaveLength(2);
    expect(stderr).toMatch(/^warning: XNYS is known from 1990-01-01 to \d{4}-12-31; the part of the range outside it is left out\.$/m);
    const beyond = await openbell(["schedule", "XNYS", "--from", "2150-01-01", "--to", "2150-12-31"]);
    expect(beyond.code).toBe(1);
    expect(beyond.stdout.length).toBe(0);
    expect(beyond.stderr).toMatch(/^error: XNYS is known from /);
  });

  it("names the nearest calendars", async () => {
    const { code, stderr } = await openbell(["schedule", "NYS", "--from", "2024-01-01", "--to", "2024-01-02"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: Unknown calendar "NYS"\. Nearest: "XNYS"/);
  });

  it.each([
    ["no dates", ["schedule", "XNYS"]],
    ["a date that does not exist", ["schedule", "XNYS", "--from", "2024-02-30", "--to", "2024-03-01"]],
    ["no calendar", ["schedule", "--from", "2024-01-01", "--to", "2024-01-02"]],
    ["phases and segments at once", ["schedule", "XNYS", "--from", "2024-01-01", "--to", "2024-01-02", "--phases", "--segments"]],
    ["a format nobody knows", ["schedule", "XNYS", "--from", "2024-01-01", "--to", "2024-01-02", "--format", "xml"]],
  ])("%s is wrong usage", async (_, argv) => expect((await openbell(argv)).code).toBe(2));
});

describe("openbell calendars", () => {
  it("lists every calendar with zone, coverage and aliases", async () => {
    const list = await lines("calendars");
    expect(list[0]).toMatch(/^name +mic +time zone +coverage +title +aliases$/);
    expect(list.find((line) => line.startsWith("XNYS "))).toMatch(/XNYS +America\/New_York +1990-01-01 to \d{4}-12-31 .*NASDAQ/);
    expect(list.some((line) => line.startsWith("CME_CRYPTO ") && line.includes("CME_Globex_Crypto"))).toBe(true);
  });

  it("prints the same as JSON", async () => {
    const { stdout } = await openbell(["calendars", "--json"]);
    const entries = JSON.parse(stdout.toString()) as Record<string, unknown>[];
    expect(entries.find(({ name }) => name === "XTKS")).toMatchObject({
      mic: "XTKS",
      timeZone: "Asia/Tokyo",
      coverage: { from: expect.any(String), to: expect.any(String) },
    });
  });
});
