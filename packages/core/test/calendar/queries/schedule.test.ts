/** Schedules as columns: sessions, segments and phases of a range of dates, and several schedules made into one. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CME_EQUITY } from "../../../src/calendars/cme-equity.js";
import { XHKG } from "../../../src/calendars/xhkg.js";
import { XLON } from "../../../src/calendars/xlon.js";
import { XNYS } from "../../../src/calendars/xnys.js";
import { XTKS } from "../../../src/calendars/xtks.js";
import {
  formatDate,
  mergeSchedules,
  parseDate,
  phaseSchedule,
  type Schedule,
  schedule,
  segmentsInRange,
  sessionPhases,
  sessionSegments,
  sessionsInRange,
} from "../../../src/index.js";
import { at, fresh, SHIPPED, venue } from "../support.js";

const code = (error: string): Error => expect.objectContaining({ code: error }) as Error;
const none = Number.NaN;

/** A calendar and a range of dates that may reach over either end of what it knows. */
const ranges = fc.constantFrom(...SHIPPED).chain((calendar) =>
  fc.record({
    calendar: fc.constant(calendar),
    from: fc.integer({ min: parseDate(calendar.coverage.from) - 30, max: parseDate(calendar.coverage.to) + 10 }),
    length: fc.integer({ min: -2, max: 60 }),
  }),
);

describe("a schedule", () => {
  test("of Thanksgiving week: a holiday, a half day, a weekend", () => {
    const week = schedule(XNYS, "2024-11-27", "2024-12-02");
    expect(Array.from(week.session, formatDate)).toEqual(["2024-11-27", "2024-11-29", "2024-12-02"]);
    expect(week.openMs).toEqual(Float64Array.of(...["27", "29"].map((day) => at(`2024-11-${day}T14:30Z`)), at("2024-12-02T14:30Z")));
    expect(week.closeMs).toEqual(Float64Array.of(at("2024-11-27T21:00Z"), at("2024-11-29T18:00Z"), at("2024-12-02T21:00Z")));
    expect(week.breakStartMs).toEqual(Float64Array.of(none, none, none));
  });

  test("of overnight sessions opens on the evening before, over a change of the clocks", () => {
    const { session, openMs, closeMs } = schedule(CME_EQUITY, "2024-03-08", "2024-03-11");
    expect(Array.from(session, formatDate)).toEqual(["2024-03-08", "2024-03-11"]);
    expect(openMs).toEqual(Float64Array.of(at("2024-03-07T17:00-06:00"), at("2024-03-10T17:00-05:00")));
    expect(closeMs).toEqual(Float64Array.of(at("2024-03-08T16:00-06:00"), at("2024-03-11T16:00-05:00")));
  });

  test("of a morning session has no pause, beside days that have one", () => {
    // New Year's Eve 2024: the morning only.
    const { session, breakStartMs, breakEndMs, closeMs } = schedule(XHKG, "2024-12-30", "2024-12-31");
    expect(session).toHaveLength(2);
    expect(breakStartMs).toEqual(Float64Array.of(at("2024-12-30T12:00+08:00"), none));
    expect(breakEndMs).toEqual(Float64Array.of(at("2024-12-30T13:00+08:00"), none));
    expect(closeMs[1]).toBe(at("2024-12-31T12:00+08:00"));
  });

  test("of three segments has the first pause", () => {
    const calendar = venue({
      hours: [
        {
          segments: [
            ["09:00", "10:00"],
            ["10:30", "12:00"],
            ["13:00", "16:00"],
          ],
        },
      ],
    }); // prettier-ignore
    const { openMs, closeMs, breakStartMs, breakEndMs } = schedule(calendar, "2024-06-03", "2024-06-03");
    expect([openMs[0], breakStartMs[0], breakEndMs[0], closeMs[0]]).toEqual(
      ["09:00", "10:00", "10:30", "16:00"].map((time) => at(`2024-06-03T${time}-04:00`)),
    );
  });

  test("of a range in the wrong order is empty, and spoils nothing that is asked after it", () => {
    const copy = fresh(XNYS);
    expect(schedule(copy, "2024-12-31", "2020-01-01")).toEqual({
      session: new Int32Array(),
      openMs: new Float64Array(),
      closeMs: new Float64Array(),
      breakStartMs: new Float64Array(),
      breakEndMs: new Float64Array(),
      beyondCoverage: false,
    });
    expect(schedule(copy, "2019-12-20", "2025-01-10")).toEqual(schedule(XNYS, "2019-12-20", "2025-01-10"));
  });

  test("of all that is known is complete; a date more at either end is not", () => {
    const complete = (from: string, to: string): boolean => !schedule(XNYS, from, to).beyondCoverage;
    expect([
      complete("1990-01-01", "2027-12-31"),
      complete("1989-12-31", "2027-12-31"),
      complete("1990-01-01", "2028-01-01"),
      complete("2027-12-31", "2027-12-31"),
      complete("2028-01-01", "2028-01-01"),
    ]).toEqual([true, false, false, true, false]);
  });

  test("has the sessions of the part that is known, and says whether that is all (property)", () => {
    fc.assert(
      fc.property(ranges, ({ calendar, from, length }) => {
        const [firstDay, lastDay] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
        const to = from + length;
        const [start, end] = [Math.max(from, firstDay), Math.min(to, lastDay)];
        const days = start <= end ? sessionsInRange(calendar, start, end) : new Int32Array();
        const found = schedule(calendar, from, to);
        expect(found.session).toEqual(days);
        expect(found.beyondCoverage).toBe(from <= to && (from < firstDay || to > lastDay));
        const segments = Array.from(days, (day) => sessionSegments(calendar, day));
        expect(found.openMs).toEqual(Float64Array.from(segments, (each) => each[0]?.openMs as number));
        expect(found.closeMs).toEqual(Float64Array.from(segments, (each) => each.at(-1)?.closeMs as number));
        expect(found.breakStartMs).toEqual(Float64Array.from(segments, (each) => (each.length > 1 ? (each[0]?.closeMs as number) : none)));
        expect(found.breakEndMs).toEqual(Float64Array.from(segments, (each) => each[1]?.openMs ?? none));
      }),
      { numRuns: 150 },
    );
  });
});

describe("segments of a range", () => {
  test("are two of a day with a lunch break", () => {
    expect(segmentsInRange(XHKG, "2024-12-30", "2024-12-31")).toEqual({
      session: Int32Array.from(["2024-12-30", "2024-12-30", "2024-12-31"], parseDate),
      openMs: Float64Array.of(at("2024-12-30T09:30+08:00"), at("2024-12-30T13:00+08:00"), at("2024-12-31T09:30+08:00")),
      closeMs: Float64Array.of(at("2024-12-30T12:00+08:00"), at("2024-12-30T16:00+08:00"), at("2024-12-31T12:00+08:00")),
    });
  });

  test("are those of its sessions, one after the other (property)", () => {
    fc.assert(
      fc.property(ranges, ({ calendar, from, length }) => {
        const [firstDay, lastDay] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
        const to = from + length;
        if (Math.min(from, to) < firstDay || Math.max(from, to) > lastDay) {
          expect(() => segmentsInRange(calendar, from, to)).toThrow(code("BEYOND_COVERAGE"));
          return;
        }
        const segments = Array.from(sessionsInRange(calendar, from, to)).flatMap((day) =>
          sessionSegments(calendar, day).map((segment) => ({ day, ...segment })),
        );
        expect(segmentsInRange(calendar, from, to)).toEqual({
          session: Int32Array.from(segments, ({ day }) => day),
          openMs: Float64Array.from(segments, ({ openMs }) => openMs),
          closeMs: Float64Array.from(segments, ({ closeMs }) => closeMs),
        });
      }),
      { numRuns: 100 },
    );
  });

  test("are none of a weekend and of a range in the wrong order; its dates must exist", () => {
    const empty = { session: new Int32Array(), openMs: new Float64Array(), closeMs: new Float64Array() };
    expect(segmentsInRange(XHKG, "2024-06-01", "2024-06-02")).toEqual(empty);
    expect(segmentsInRange(fresh(XHKG), "2024-06-07", "2021-06-03")).toEqual(empty);
    expect(() => segmentsInRange(XHKG, "2024-06-31", "2024-07-01")).toThrow(code("INVALID_DATE"));
  });
});

describe("phases of a range", () => {
  test("stand beside the sessions, by name", () => {
    const { session, phases } = phaseSchedule(XNYS, "2024-07-02", "2024-07-05");
    expect(Array.from(session, formatDate)).toEqual(["2024-07-02", "2024-07-03", "2024-07-05"]);
    expect(Object.keys(phases)).toEqual(expect.arrayContaining(["pre", "post"]));
    expect(phases["pre"]?.startMs[1]).toBe(at("2024-07-03T04:00-04:00"));
    expect(phases["post"]?.startMs).toEqual(Float64Array.of(...["02T16", "03T13", "05T16"].map((time) => at(`2024-07-${time}:00-04:00`))));
    expect(phases["post"]?.endMs).toEqual(Float64Array.of(...["02T20", "03T17", "05T20"].map((time) => at(`2024-07-${time}:00-04:00`))));
  });

  test("are NaN where a session has none of the name, and have a column of each name the calendar has", () => {
    const calendar = venue({
      phases: [
        { name: "pre", from: "2024-06-04", start: "08:00", end: "open" },
        { name: "post", to: "2021-01-01", start: "close", end: "18:00" },
      ],
    });
    const { phases } = phaseSchedule(calendar, "2024-06-03", "2024-06-04");
    expect(phases["pre"]?.startMs).toEqual(Float64Array.of(none, at("2024-06-04T08:00-04:00")));
    expect(phases["post"]).toEqual({ startMs: Float64Array.of(none, none), endMs: Float64Array.of(none, none) });
    expect(phaseSchedule(venue(), "2024-06-03", "2024-06-04").phases).toEqual({});
  });

  test("are the phases of each session (property)", () => {
    const withPhases = SHIPPED.filter(({ phases = [] }) => phases.length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...withPhases), fc.nat(), fc.integer({ min: 0, max: 20 }), (calendar, seed, length) => {
        const [firstDay, lastDay] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
        // The last years, when phases are known.
        const from = lastDay - 30 - (seed % Math.min(9000, lastDay - firstDay - 30));
        const { session, phases } = phaseSchedule(calendar, from, from + length);
        expect(session).toEqual(sessionsInRange(calendar, from, from + length));
        session.forEach((day, i) => {
          const found = Object.entries(phases)
            .map(([name, { startMs, endMs }]) => ({ name, startMs: startMs[i] as number, endMs: endMs[i] as number }))
            .filter(({ startMs }) => !Number.isNaN(startMs))
            .sort((a, b) => a.startMs - b.startMs || a.name.localeCompare(b.name));
          expect(found).toEqual(sessionPhases(calendar, day).sort((a, b) => a.startMs - b.startMs || a.name.localeCompare(b.name)));
        });
      }),
      { numRuns: 100 },
    );
  });

  test("are refused beyond what is known", () => {
    expect(() => phaseSchedule(XNYS, "2027-12-30", "2028-01-03")).toThrow(code("BEYOND_COVERAGE"));
  });
});

/** A schedule as lines, and its hours by date. */
const lines = ({ session, openMs, closeMs }: Schedule): string[] =>
  Array.from(session, (day, i) =>
    [formatDate(day), ...[openMs, closeMs].map((column) => new Date(column[i] as number).toISOString().slice(11, 16))].join(" "),
  );

describe("one schedule out of several", () => {
  const week = ["2024-07-02", "2024-07-05"] as const;
  const london = schedule(XLON, ...week);
  const newYork = schedule(XNYS, ...week);

  test("the union has each date that any has, from the earliest open to the latest close", () => {
    expect(lines(mergeSchedules([newYork, london], "union"))).toEqual([
      "2024-07-02 07:00 20:00",
      "2024-07-03 07:00 17:00",
      "2024-07-04 07:00 15:30",
      "2024-07-05 07:00 20:00",
    ]);
  });

  test("the intersection each that all have, while all are open", () => {
    expect(lines(mergeSchedules([newYork, london], "intersection"))).toEqual([
      "2024-07-02 13:30 15:30",
      "2024-07-03 13:30 15:30",
      "2024-07-05 13:30 15:30",
    ]);
  });

  test("dates on which the markets are never open together are not in the intersection, nor when one opens as the other closes", () => {
    expect(lines(mergeSchedules([schedule(XTKS, ...week), newYork], "intersection"))).toEqual([]);
    const morning = schedule(venue({ hours: [{ segments: [["09:00", "12:00"]] }] }), ...week);
    const afternoon = schedule(venue({ hours: [{ segments: [["12:00", "16:00"]] }] }), ...week);
    expect(lines(mergeSchedules([morning, afternoon], "intersection"))).toEqual([]);
    expect(lines(mergeSchedules([morning, afternoon], "union"))[0]).toBe("2024-07-02 13:00 20:00");
  });

  test("breaks are not carried over, and a part that is missing in one is missing in all", () => {
    const tokyo = schedule(XTKS, ...week);
    const merged = mergeSchedules([tokyo], "union");
    expect(merged.breakStartMs).toEqual(new Float64Array(4).fill(none));
    expect(merged.breakEndMs).toEqual(new Float64Array(4).fill(none));
    expect(merged.breakStartMs).not.toBe(merged.breakEndMs);
    expect(merged.beyondCoverage).toBe(false);
    expect(mergeSchedules([tokyo, schedule(XNYS, "2027-12-01", "2028-02-01")], "union").beyondCoverage).toBe(true);
  });

  test("is refused without a schedule, and where it is neither union nor intersection", () => {
    expect(() => mergeSchedules([], "union")).toThrow("Expected `schedules` to be one schedule or more");
    expect(() => mergeSchedules([london], "all" as "union")).toThrow('Expected `how` to be "union" or "intersection", got "all".');
  });

  const schedules = fc
    .array(fc.constantFrom(...SHIPPED), { minLength: 3, maxLength: 3 })
    .chain((calendars) =>
      fc
        .integer({ min: parseDate("2010-01-01"), max: parseDate("2026-06-30") })
        .map((day) => calendars.map((each) => schedule(each, day, day + 20))),
    ) as fc.Arbitrary<[Schedule, Schedule, Schedule]>;
  const hours = ({ session, openMs, closeMs }: Schedule): object => ({ session, openMs, closeMs });

  test("is the day by day reckoning (property)", () => {
    fc.assert(
      fc.property(schedules, fc.constantFrom("union", "intersection"), (all, how) => {
        const expected: string[] = [];
        const from = Math.min(...all.flatMap(({ session }) => Array.from(session)));
        const to = Math.max(...all.flatMap(({ session }) => Array.from(session)));
        for (let day = from; day <= to; day++) {
          const there = all.filter(({ session }) => session.includes(day));
          if (there.length === 0 || (how === "intersection" && there.length < all.length)) continue;
          const opens = there.map(({ session, openMs }) => openMs[session.indexOf(day)] as number);
          const closes = there.map(({ session, closeMs }) => closeMs[session.indexOf(day)] as number);
          const [open, close] = how === "union" ? [Math.min(...opens), Math.max(...closes)] : [Math.max(...opens), Math.min(...closes)];
          if (open < close) expected.push(`${day} ${open} ${close}`);
        }
        const { session, openMs, closeMs } = mergeSchedules(all, how);
        expect(Array.from(session, (day, i) => `${day} ${openMs[i]} ${closeMs[i]}`)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test("is the same of one twice, in any order, in any grouping, and each absorbs the other (property)", () => {
    fc.assert(
      fc.property(schedules, ([a, b, c]) => {
        for (const how of ["union", "intersection"] as const) {
          const merge = (...all: Schedule[]): Schedule => mergeSchedules(all, how);
          expect(hours(merge(a))).toEqual(hours(a));
          expect(merge(a, a)).toEqual(merge(a));
          expect(merge(a, b)).toEqual(merge(b, a));
          expect(merge(merge(a, b), c)).toEqual(merge(a, b, c));
          expect(merge(a, merge(b, c))).toEqual(merge(a, b, c));
          const other = how === "union" ? "intersection" : "union";
          expect(hours(merge(a, mergeSchedules([a, b], other)))).toEqual(hours(a));
        }
      }),
      { numRuns: 60 },
    );
  });
});
