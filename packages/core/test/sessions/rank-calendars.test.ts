/** Which calendar fits a column: bars of a venue, made and real, rank its calendar first. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { CME_EQUITY } from "../../src/calendars/cme-equity.js";
import { calendarEntries } from "../../src/calendars/lookup.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import { type CalendarDefinition, rankCalendars, schedule, sessionSegments } from "../../src/index.js";
import { projectFile } from "../support/golden.js";

describe("ranking calendars by how well they fit", () => {
  const minutes = (calendar: CalendarDefinition, from: string, to: string, step: number): Float64Array =>
    Float64Array.from(
      Array.from(schedule(calendar, from, to).session).flatMap((day) =>
        sessionSegments(calendar, day).flatMap(({ openMs, closeMs }) =>
          Array.from({ length: Math.floor((closeMs - openMs) / step) }, (_, i) => openMs + i * step),
        ),
      ),
    );
  const first = async (timestamps: Float64Array | string[]): Promise<string | undefined> => (await rankCalendars(timestamps))[0]?.name;

  test("every calendar is there, most rows first", async () => {
    const ranks = await rankCalendars(minutes(XNYS, "2024-06-03", "2024-06-07", 300_000));
    expect(ranks.map(({ name }) => name).sort()).toEqual(
      calendarEntries()
        .map(({ name }) => name)
        .sort(),
    );
    expect(ranks.map(({ assigned }) => assigned)).toEqual(ranks.map(({ assigned }) => assigned).sort((a, b) => b - a));
    // 390 bars of five minutes in five sessions; from the first to the last of them four days and 6 hours 25 minutes.
    expect(ranks.find(({ name }) => name === "24/7")).toEqual({ name: "24/7", assigned: 390, rows: 390, openHours: 102 + 25 / 60 });
  });

  test.each([
    ["XNYS", XNYS, "2024-01-01", "2024-12-31"],
    ["XTKS", XTKS, "2024-01-01", "2024-12-31"],
    ["24/7", ALWAYS_OPEN, "2024-06-01", "2024-06-30"],
    ["CME_EQUITY", CME_EQUITY, "2024-01-01", "2024-12-31"],
    ["CME_EQUITY", CME_EQUITY, "2013-10-01", "2013-10-31"],
  ])("bars of every minute in which %s trades rank it first", async (name, calendar, from, to) => {
    expect(await first(minutes(calendar, from, to, 300_000))).toBe(name);
  });

  test.each([
    ["es-1m-2013-10-06_11.csv.gz", "CME_EQUITY"],
    ["spx-1m-early-close-2023-06_07.csv.gz", "XNYS"],
    ["aapl-15m-2022-11_2023-03.csv.gz", "XNYS"],
    ["btcusdt-1m-outage-2023-03-23_25.csv.gz", "24/7"],
  ])("the real bars of %s rank %s first", async (file, name) => {
    const lines = gunzipSync(readFileSync(projectFile(`examples/data/${file}`)))
      .toString("utf8")
      .trim()
      .split("\n")
      .slice(1);
    expect(await first(lines.map((line) => line.split(",")[0] as string))).toBe(name);
  });

  test("timestamps are read as the options say, and no policy refuses, drops or fills a row", async () => {
    const bars = minutes(XTKS, "2024-06-03", "2024-06-04", 1_800_000);
    const plain = await rankCalendars(bars);
    const seconds = bars.map((ms) => ms / 1000);
    for (const outside of ["error", "drop", "next"] as const) expect(await rankCalendars(seconds, { unit: "s", outside })).toEqual(plain);
  });

  test("a column without a row ranks all alike", async () => {
    expect((await rankCalendars([])).every(({ assigned, rows }) => assigned === 0 && rows === 0)).toBe(true);
  });
});
