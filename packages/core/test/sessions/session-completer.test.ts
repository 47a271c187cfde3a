/** The completer: which calendar it is, the hours of a session, and that it does what the functions do. */

import { describe, expect, test } from "vitest";
import { XNYS } from "../../src/calendars/xnys.js";
import { completeSessions } from "../../src/sessions/completion/complete.js";
import { findGaps } from "../../src/sessions/completion/gaps.js";
import { SessionCompleter } from "../../src/sessions/completion/session-completer.js";
import { at } from "../calendar/support.js";

const MAPPING: readonly (readonly [code: string, calendar: string])[] = [
  ["CME", "CME_CRYPTO"],
  ["nyse", "XNYS"],
  ["TSE", "XTKS"],
  ["HKEX", "XHKG"],
];

test.each(MAPPING)("%s is %s", async (code, calendar) => {
  expect((await SessionCompleter.fromExchange(code)).calendar.name).toBe(calendar);
});

test("a choice is told, and can be made", async () => {
  expect((await SessionCompleter.fromExchange("CME")).note).toContain("CME_EQUITY");
  const completer = await SessionCompleter.fromExchange("CME", { product: "ES" });
  expect([completer.calendar.name, completer.note]).toEqual(["CME_EQUITY", null]);
  expect(new SessionCompleter(XNYS).note).toBeNull();
});

test("by name, by configuration, and not by nothing", async () => {
  expect((await SessionCompleter.fromName("CME_Globex_Crypto")).calendar.name).toBe("CME_CRYPTO");
  expect((await SessionCompleter.from({ calendar: "NYSE", exchange: "TSE" })).calendar.name).toBe("XNYS");
  expect((await SessionCompleter.from({ exchange: "CME", product: "equity" })).calendar.name).toBe("CME_EQUITY");
  await expect(SessionCompleter.from({})).rejects.toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  await expect(SessionCompleter.fromExchange("NYS")).rejects.toThrow(expect.objectContaining({ code: "UNKNOWN_EXCHANGE" }));
  await expect(SessionCompleter.fromName("NYS")).rejects.toThrow(expect.objectContaining({ code: "UNKNOWN_CALENDAR" }));
});

describe("session info", () => {
  const completer = new SessionCompleter(XNYS);
  test.each<readonly [string, string, string]>([
    ["2024-07-02", "2024-07-02T13:30Z", "2024-07-02T20:00Z"],
    ["2024-07-03", "2024-07-03T13:30Z", "2024-07-03T17:00Z"],
    ["2024-01-08", "2024-01-08T14:30Z", "2024-01-08T21:00Z"],
  ])("%s", (sessionDate, open, close) => {
    expect(completer.sessionInfo(sessionDate)).toEqual({ sessionDate, openMs: at(open), closeMs: at(close) });
  });

  test("none on a Saturday and on a holiday", () => {
    expect([completer.sessionInfo("2024-07-06"), completer.sessionInfo("2024-07-04")]).toEqual([null, null]);
  });

  test("a day number is as good; a date beyond coverage is not guessed", () => {
    expect(completer.sessionInfo(Date.UTC(2024, 6, 2) / 86_400_000)?.sessionDate).toBe("2024-07-02");
    expect(() => completer.sessionInfo("1700-01-01")).toThrow(expect.objectContaining({ code: "BEYOND_COVERAGE" }));
  });
});

test("it completes and finds gaps by its calendar", () => {
  const completer = new SessionCompleter(XNYS);
  const frame = { timestamp: [at("2024-07-02T13:30Z")], close: [1] };
  expect(completer.completeSessions(frame, { interval: "5m" })).toEqual(completeSessions(XNYS, frame, { interval: "5m" }));
  expect(completer.findGaps(frame)).toEqual(findGaps(XNYS, frame));
});
