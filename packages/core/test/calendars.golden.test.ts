/** Every calendar equals both peers in every session, open, close and break, but for the evidenced deviations. */

import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CME_EQUITY } from "../src/calendars/cme-equity.js";
import { assignSessions, formatInstant, NO_SESSION, parseInstant, sessionSegments, sessionsInRange } from "../src/index.js";
import { compareCalendar, deviationRows, goldenCalendars } from "./support/compare-calendars.js";
import { goldenFolder, marketDataFolder, readCsv } from "./support/golden.js";

const folder = goldenFolder("calendars");
const { ours, missing } = folder === null ? { ours: [], missing: [] } : await goldenCalendars(folder);
const deviations = deviationRows();
const table: Record<string, unknown>[] = [];

describe.skipIf(folder === null)("calendars against the peers", () => {
  test.each(ours.map((golden) => [`${golden.peer}/${golden.name}`, golden] as const))("%s", { timeout: 60_000 }, (label, golden) => {
    const { compared, equal, explained, unexplained, stale } = compareCalendar(folder as string, golden, deviations);
    table.push({
      peer: label,
      calendar: golden.calendar.name,
      sessions: compared,
      equal,
      explained,
      unexplained: unexplained.length,
      stale: stale.length,
    });
    expect.soft(unexplained.slice(0, 40), `${unexplained.length} unexplained differences`).toEqual([]);
    expect.soft(stale, "deviation rows that explain nothing, or end on a date without a difference").toEqual([]);
    expect(compared).toBeGreaterThan(1000);
  });

  test("every calendar of the peers is there", () => {
    expect(missing).toEqual([]);
  });

  test("every row of the deviations list is about a calendar of ours and carries its evidence", () => {
    const known = new Set(ours.map(({ peer, name }) => `${peer}/${name}`));
    for (const row of deviations) {
      expect(known, JSON.stringify(row)).toContain(`${row["peer"]}/${row["peer_calendar"]}`);
      expect((row["evidence"] as string).length, JSON.stringify(row)).toBeGreaterThan(20);
    }
  });

  afterAll(() => {
    console.table(table);
  });
});

/**
 * When the Nasdaq-100 future really traded, as runs of one-minute bars (by start, UTC). The file's bars before June 2009 run through the
 * 15:15 pause that the exchange's notices have, so they prove nothing about it.
 */
const observed = marketDataFolder("observed");
const runs =
  observed === null
    ? []
    : readCsv(join(observed, "cme-nq-2008-2025-gap10.csv.gz"))
        .map((row) => ({ fromMs: parseInstant(row["start_utc"] as string), toMs: parseInstant(row["end_utc"] as string) }))
        .filter(({ fromMs }) => fromMs >= Date.UTC(2009, 5, 1));

const MINUTE_MS = 60_000;

/** Segments of which the first or last bars are missing by more than a quarter of an hour: outages of Globex and holes in the file. */
const OUTAGES = [
  "2013-06-04 opens late",
  "2014-01-10 closes early",
  "2014-01-10 opens late",
  "2014-05-16 has no bars",
  "2014-08-25 opens late",
  "2015-07-01 opens late",
  "2015-10-12 opens late",
  "2016-06-29 opens late",
  "2016-12-05 opens late",
  "2017-06-05 opens late",
  "2018-04-30 opens late",
  "2018-09-17 opens late",
  "2025-12-08 has no bars",
  "2025-12-09 has no bars",
  "2025-12-10 opens late",
];

describe.skipIf(observed === null)("CME equity against bars of the Nasdaq-100 future", () => {
  test("holds every bar since June 2009, but for single bars stamped with a close", () => {
    expect(runs.length).toBeGreaterThan(5000);
    const outside: string[] = [];
    for (const { fromMs, toMs } of runs) {
      const minutes = Float64Array.from({ length: (toMs - fromMs) / MINUTE_MS + 1 }, (_, i) => fromMs + i * MINUTE_MS);
      const dates = assignSessions(CME_EQUITY, minutes, { order: "sorted" });
      dates.forEach((day, i) => {
        if (day !== NO_SESSION) return;
        const before = assignSessions(CME_EQUITY, [(minutes[i] as number) - 1])[0];
        if (before === NO_SESSION) outside.push(formatInstant(minutes[i] as number, "America/Chicago"));
      });
    }
    expect(outside).toEqual([]);
  });

  test("opens and closes when the bars begin and end, since the pauses of today's kind began in November 2012", () => {
    const last = (runs.at(-1) as { toMs: number }).toMs;
    const missing: string[] = [];
    for (const day of sessionsInRange(CME_EQUITY, "2012-11-19", "2025-12-31")) {
      for (const { openMs, closeMs } of sessionSegments(CME_EQUITY, day)) {
        if (closeMs > last) continue;
        const inside = runs.filter(({ fromMs, toMs }) => toMs >= openMs && fromMs < closeMs);
        const date = formatInstant(closeMs, "America/Chicago").slice(0, 10);
        const first = inside[0];
        if (first === undefined) missing.push(`${date} has no bars`);
        else {
          if (closeMs - (inside.at(-1) as { toMs: number }).toMs > 16 * MINUTE_MS) missing.push(`${date} closes early`);
          if (first.fromMs - openMs > 16 * MINUTE_MS) missing.push(`${date} opens late`);
        }
      }
    }
    expect(missing).toEqual(OUTAGES);
  });
});
