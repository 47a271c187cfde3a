/** Every calendar equals both peers in every session, open, close and break, but for the evidenced deviations. */

import { afterAll, describe, expect, test } from "vitest";
import { compareCalendar, deviationRows, goldenCalendars } from "./support/compare-calendars.js";
import { goldenFolder } from "./support/golden.js";

const folder = goldenFolder("calendars");
const { ours, missing } = folder === null ? { ours: [], missing: [] } : await goldenCalendars(folder);
const deviations = deviationRows();
const table: Record<string, unknown>[] = [];

describe.skipIf(folder === null)("calendars against the peers", () => {
  test.each(ours.map((golden) => [`${golden.peer}/${golden.name}`, golden] as const))("%s", { timeout: 60_000 }, (label, golden) => {
    const { compared, equal, explained, unexplained, stale } = compareCalendar(folder as string, golden, deviations);
    table.push({ peer: label, calendar: golden.calendar.name, sessions: compared, equal, explained, unexplained: unexplained.length, stale: stale.length });
    expect.soft(unexplained.slice(0, 40), `${unexplained.length} unexplained differences`).toEqual([]);
    expect.soft(stale, "deviation rows that explain nothing, or end on a date without a difference").toEqual([]);
    expect(compared).toBeGreaterThan(1000);
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
    if (missing.length > 0) console.log(`Golden calendars that openbell does not have yet: ${missing.join(", ")}`);
  });
});
