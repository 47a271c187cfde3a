/**
 * Questions to one calendar: what they answer, that they agree with each other, and that no answer is guessed. More about instants in
 * queries/instants.test.ts.
 *
 * @module
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { XTKS } from "../../src/calendars/xtks.js";
import {
  assignSessions,
  type CalendarDefinition,
  formatDate,
  formatInstant,
  isOpen,
  isSession,
  nextClose,
  nextOpen,
  nextSession,
  parseDate,
  previousClose,
  previousOpen,
  previousSession,
  schedule,
  sessionAt,
  sessionClose,
  sessionOpen,
  sessionSegments,
  sessionsInRange,
} from "../../src/index.js";
import { at, BY_NAME, fresh, hoursOf, type Interval, intervals, lastOpened, localParts, sessionDates, venue } from "./support.js";

const DAY_MS = 86_400_000;
const beyond = expect.objectContaining({ code: "BEYOND_COVERAGE" }) as Error;

describe("hours of a session", () => {
  test("open, close and segments", () => {
    expect(formatInstant(sessionOpen(XTKS, "2024-11-05"), "Asia/Tokyo")).toBe("2024-11-05T09:00:00+09:00");
    expect(formatInstant(sessionClose(XTKS, "2024-11-05"), "Asia/Tokyo")).toBe("2024-11-05T15:30:00+09:00");
    expect(hoursOf(XTKS, "2024-11-05")).toBe("09:00-11:30 12:30-15:30");
  });

  test("a date may be given as text or as a day number", () => {
    expect(sessionOpen(XNYS, parseDate("2024-06-03"))).toBe(sessionOpen(XNYS, "2024-06-03"));
  });

  test.each(["2024-6-3", "2024-02-30", "20240603", "2024-06-03T00:00Z", "", 19_000.5, Number.NaN])("%j is no date", (date) => {
    for (const ask of [isSession, sessionOpen, sessionClose, sessionSegments, nextSession, previousSession])
      expect(() => ask(XNYS, date)).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
    expect(() => sessionsInRange(XNYS, date, "2024-06-03")).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
    expect(() => schedule(XNYS, "2024-06-03", date)).toThrow(expect.objectContaining({ code: "INVALID_DATE" }));
  });

  test.each([
    ["2024-07-04", "2024-07-03", "2024-07-05", "a holiday"],
    ["2024-07-06", "2024-07-05", "2024-07-08", "a Saturday"],
    ["2001-09-12", "2001-09-10", "2001-09-17", "a closure of four days"],
    ["1990-01-01", "unknown", "1990-01-02", "the first date that is known"],
  ])("%s is not a session; the message names the session before it, %s, and the one after it, %s (%s)", (date, before, after) => {
    for (const ask of [sessionOpen, sessionClose, sessionSegments])
      expect(() => ask(fresh(XNYS), date)).toThrow(
        expect.objectContaining({
          code: "NOT_A_SESSION",
          message: `${date} is not a session of XNYS. The session before it is ${before}, the one after it ${after}.`,
          details: { calendar: "XNYS", date, before: before === "unknown" ? null : before, after },
        }),
      );
  });
});

describe("neighbours", () => {
  test.each([
    ["2024-07-03", "2024-07-02", "2024-07-05"],
    ["2024-07-04", "2024-07-03", "2024-07-05"],
    ["2024-07-06", "2024-07-05", "2024-07-08"],
    ["2024-12-31", "2024-12-30", "2025-01-02"],
    ["2025-01-01", "2024-12-31", "2025-01-02"],
  ])("of %s in New York: %s before it, %s after it", (date, before, after) => {
    expect(formatDate(previousSession(XNYS, date))).toBe(before);
    expect(formatDate(nextSession(XNYS, date))).toBe(after);
  });
});

describe("a range of sessions", () => {
  test("has both ends", () => {
    expect(sessionDates(XNYS, "2024-07-03", "2024-07-08")).toEqual(["2024-07-03", "2024-07-05", "2024-07-08"]);
  });

  test("may be empty or a single day", () => {
    expect(sessionDates(XNYS, "2024-07-06", "2024-07-07")).toEqual([]);
    expect(sessionDates(XNYS, "2024-07-05", "2024-07-05")).toEqual(["2024-07-05"]);
    expect(sessionDates(XNYS, "2024-07-08", "2024-07-05")).toEqual([]);
    expect(schedule(XNYS, "2024-07-08", "2024-07-05").session).toHaveLength(0);
  });

  test("as a schedule has open, close and the first pause, NaN where there is none", () => {
    const tokyo = schedule(XTKS, "2024-06-04", "2024-06-04");
    expect(tokyo).toEqual({
      session: Int32Array.of(parseDate("2024-06-04")),
      openMs: Float64Array.of(at("2024-06-04T09:00+09:00")),
      closeMs: Float64Array.of(at("2024-06-04T15:00+09:00")),
      breakStartMs: Float64Array.of(at("2024-06-04T11:30+09:00")),
      breakEndMs: Float64Array.of(at("2024-06-04T12:30+09:00")),
      beyondCoverage: false,
    });
    expect(schedule(XNYS, "2024-06-04", "2024-06-04").breakStartMs).toEqual(Float64Array.of(Number.NaN));
  });

  test("as a schedule says when a part of it is not known, and has the rest", () => {
    const start = schedule(XNYS, "1989-12-01", "1990-01-03");
    expect([Array.from(start.session, formatDate), start.beyondCoverage]).toEqual([["1990-01-02", "1990-01-03"], true]);
    const end = schedule(XNYS, "2027-12-30", "2028-01-10");
    expect([Array.from(end.session, formatDate), end.beyondCoverage]).toEqual([["2027-12-30", "2027-12-31"], true]);
    expect(schedule(XNYS, "1980-01-01", "1980-12-31")).toMatchObject({ session: new Int32Array(), beyondCoverage: true });
    expect(schedule(XNYS, "1990-01-01", "2027-12-31").beyondCoverage).toBe(false);
    expect(schedule(XNYS, "2050-01-01", "2040-01-01").beyondCoverage).toBe(false);
  });
});

describe("what lies beyond the coverage is refused, never guessed", () => {
  // Known from a Wednesday to a Wednesday.
  const calendar = venue({ coverage: { from: "2024-01-03", to: "2024-06-05" } });

  test.each(["2024-01-02", "2024-06-06", "1900-01-01", "2100-01-01"])("the date %s", (date) => {
    for (const ask of [isSession, sessionOpen, sessionClose, sessionSegments]) expect(() => ask(calendar, date)).toThrow(beyond);
    expect(() => sessionsInRange(calendar, date, "2024-03-01")).toThrow(beyond);
    expect(() => sessionsInRange(calendar, "2024-03-01", date)).toThrow(beyond);
  });

  test.each(["2024-01-02T12:00-05:00", "2024-06-06T12:00-04:00", "1900-01-01T12:00-05:00", "2100-01-01T12:00-05:00"])(
    "the instant %s",
    (instant) => {
      for (const ask of [sessionAt, isOpen]) expect(() => ask(calendar, at(instant))).toThrow(beyond);
    },
  );

  test("the message names the calendar and what it knows", () => {
    expect(() => isSession(calendar, "2025-01-01")).toThrow(/2025-01-01 .*TEST.*2024-01-03 to 2024-06-05/);
  });

  test("the first and the last date are known", () => {
    expect(isSession(calendar, "2024-01-03")).toBe(true);
    expect(isSession(calendar, "2024-06-05")).toBe(true);
    expect(sessionAt(calendar, at("2024-06-05T23:59-04:00"))).toBeNull();
    expect(sessionAt(calendar, at("2024-01-03T00:00-05:00"))).toBeNull();
  });

  test("a session that begins on the evening before the first date is known, one after the last date is not", () => {
    const evening = venue({ hours: [{ segments: [["18:00-1d", "17:00"]] }], coverage: { from: "2024-01-03", to: "2024-06-05" } });
    expect(sessionAt(evening, at("2024-01-02T18:00-05:00"))).toBe(parseDate("2024-01-03"));
    expect(() => sessionAt(evening, at("2024-06-05T18:00-04:00"))).toThrow(beyond);
    expect(sessionAt(evening, at("2024-06-05T17:30-04:00"))).toBeNull();
  });

  test("the neighbours of the first and the last session", () => {
    expect(() => previousSession(calendar, "2024-01-03")).toThrow(beyond);
    expect(() => nextSession(calendar, "2024-06-05")).toThrow(beyond);
    expect(formatDate(nextSession(calendar, "2024-01-02"))).toBe("2024-01-03");
    expect(formatDate(previousSession(calendar, "2024-06-06"))).toBe("2024-06-05");
    // Whether there is a session in between is not known.
    expect(() => nextSession(calendar, "2024-01-01")).toThrow(beyond);
    expect(() => previousSession(calendar, "2024-06-07")).toThrow(beyond);
  });

  test("openings and closes", () => {
    expect(() => nextOpen(calendar, at("2024-06-05T12:00-04:00"))).toThrow(beyond);
    expect(() => nextClose(calendar, at("2024-06-05T16:00-04:00"))).toThrow(beyond);
    expect(() => previousOpen(calendar, at("2024-01-03T09:30-05:00"))).toThrow(beyond);
    expect(() => previousClose(calendar, at("2024-01-03T12:00-05:00"))).toThrow(beyond);
    expect(() => nextOpen(calendar, at("2023-06-05T12:00-04:00"))).toThrow(beyond);
    expect(() => previousClose(calendar, at("2025-06-05T12:00-04:00"))).toThrow(beyond);
  });

  test("the next open on the day before the coverage, which may have a session of its own", () => {
    // Tuesday 2 January 2024, 06:00: the regular week would open at 09:30 that day.
    expect(() => nextOpen(calendar, at("2024-01-02T06:00-05:00"))).toThrow(beyond);
    expect(() => nextClose(calendar, at("2024-01-02T12:00-05:00"))).toThrow(beyond);
  });

  test("the previous close on the day after the coverage, which may have had a session of its own", () => {
    expect(() => previousClose(calendar, at("2024-06-06T20:00-04:00"))).toThrow(beyond);
    expect(() => previousOpen(calendar, at("2024-06-06T12:00-04:00"))).toThrow(beyond);
  });
});

describe("across changes of the clock", () => {
  test.each([
    ["America/New_York", "02:30", "a gap on 10 March, a repeat of 01:30 on 3 November"],
    ["America/New_York", "01:30", "the first of the two 01:30 counts"],
    ["Europe/London", "01:30", "a gap on 31 March"],
    ["Australia/Lord_Howe", "02:15", "half an hour of change"],
    ["America/Santiago", "00:30", "a change at midnight"],
    ["Asia/Beirut", "00:30", "a change at midnight"],
    ["Africa/Casablanca", "02:30", "four changes in some years"],
    ["Asia/Kathmandu", "00:00", "an offset of 5:45 and no change"],
  ])("sessions in %s open at %s by the wall clock on every day of 2024 (%s)", (timeZone, open) => {
    const calendar = venue({ timeZone, weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [{ segments: [[open, "20:00"]] }] });
    const odd: string[] = [];
    for (let day = parseDate("2024-01-01"); day <= parseDate("2024-12-31"); day++) {
      const openMs = sessionOpen(calendar, day);
      const { date, time } = localParts(timeZone, openMs);
      expect(date).toBe(formatDate(day));
      if (time !== open) odd.push(`${date} ${time}`);
      // Of two instants with one wall-clock time it is the earlier.
      const before = localParts(timeZone, openMs - 3_600_000);
      if (before.date === date) expect(before.time < time, `${date} opens at the earlier of two`).toBe(true);
      expect(localParts(timeZone, sessionClose(calendar, day)).time).toBe("20:00");
    }
    const gaps: Record<string, string[]> = {
      "America/New_York 02:30": ["2024-03-10 03:30"],
      "Europe/London 01:30": ["2024-03-31 02:30"],
      "Australia/Lord_Howe 02:15": ["2024-10-06 02:45"],
      "America/Santiago 00:30": ["2024-09-08 01:30"],
      "Asia/Beirut 00:30": ["2024-03-31 01:30"],
      "Africa/Casablanca 02:30": ["2024-04-14 03:30"],
    };
    expect(odd).toEqual(gaps[`${timeZone} ${open}`] ?? []);
  });
});

describe.each(BY_NAME)("%s, all of what it knows", (_, calendar) => {
  const { from, to } = calendar.coverage;
  const firstDay = parseDate(from);
  const lastDay = parseDate(to);
  const all = intervals(calendar);
  const { session: days, openMs, closeMs, breakStartMs, breakEndMs } = schedule(calendar, from, to);
  const date = fc.integer({ min: firstDay, max: lastDay });
  const session = fc.integer({ min: 1, max: days.length - 2 }).map((i) => days[i] as number);
  const instant = fc.oneof(
    fc.integer({ min: (firstDay + 15) * DAY_MS, max: (lastDay - 15) * DAY_MS }),
    // At an edge and a millisecond beside it.
    fc
      .tuple(fc.integer({ min: 15, max: all.length - 16 }), fc.constantFrom("open", "close"), fc.integer({ min: -1, max: 1 }))
      .map(([i, edge, off]) => (all[i] as Interval)[edge as "open" | "close"] + off),
  );

  test("the schedule has the first open, the last close and the first pause of the segments (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: days.length - 1 }), (i) => {
        const segments = sessionSegments(calendar, days[i] as number);
        expect(openMs[i]).toBe(segments[0]?.openMs);
        expect(closeMs[i]).toBe(segments.at(-1)?.closeMs);
        expect(breakStartMs[i]).toBe(segments.length > 1 ? segments[0]?.closeMs : Number.NaN);
        expect(breakEndMs[i]).toBe(segments[1]?.openMs ?? Number.NaN);
      }),
      { numRuns: 60 },
    );
  });

  test("a session begins with its open and ends before its close (property)", () => {
    fc.assert(
      fc.property(session, (day) => {
        for (const { openMs, closeMs } of sessionSegments(calendar, day)) {
          expect(sessionAt(calendar, openMs)).toBe(day);
          expect(sessionAt(calendar, closeMs - 1)).toBe(day);
          expect(sessionAt(calendar, openMs - 1)).not.toBe(day);
          expect(sessionAt(calendar, closeMs)).not.toBe(day);
        }
        expect(sessionOpen(calendar, day)).toBe(sessionSegments(calendar, day)[0]?.openMs);
        expect(sessionClose(calendar, day)).toBe(sessionSegments(calendar, day).at(-1)?.closeMs);
      }),
      { numRuns: 100 },
    );
  });

  test("the session of an instant is that of the interval around it (property)", () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const found = all[lastOpened(all, ms)];
        expect(sessionAt(calendar, ms)).toBe(found !== undefined && ms < found.close ? found.day : null);
      }),
      { numRuns: 150 },
    );
  });

  test("the neighbours of a date have no session between them but itself (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: firstDay + 40, max: lastDay - 40 }), (day) => {
        const inside = Array.from(sessionsInRange(calendar, previousSession(calendar, day), nextSession(calendar, day)));
        expect(inside.slice(1, -1)).toEqual(isSession(calendar, day) ? [day] : []);
      }),
      { numRuns: 60 },
    );
  });

  test("next and previous opens and closes are those of the schedule (property)", () => {
    const after = (column: Float64Array, ms: number): number => column.find((edge) => edge > ms) as number;
    const before = (column: Float64Array, ms: number): number => column.findLast((edge) => edge < ms) as number;
    fc.assert(
      fc.property(instant, (ms) => {
        expect(nextOpen(calendar, ms)).toBe(after(openMs, ms));
        expect(nextClose(calendar, ms)).toBe(after(closeMs, ms));
        expect(previousOpen(calendar, ms)).toBe(before(openMs, ms));
        expect(previousClose(calendar, ms)).toBe(before(closeMs, ms));
      }),
      { numRuns: 100 },
    );
  });

  test("a date is a session where the range of sessions has it (property)", () => {
    const members = new Set(days);
    fc.assert(
      fc.property(date, (day) => {
        expect(isSession(calendar, day)).toBe(members.has(day));
        expect(Array.from(sessionsInRange(calendar, day, day))).toEqual(members.has(day) ? [day] : []);
      }),
      { numRuns: 100 },
    );
  });

  test("answers do not depend on the order in which years are first touched (property)", () => {
    const question = fc.record({ kind: fc.constantFrom("session", "date", "neighbour", "assign", "year"), ms: instant });
    const ask = (copy: CalendarDefinition, kind: string, ms: number): unknown => {
      const day = Math.min(Math.max(Math.floor(ms / DAY_MS), firstDay + 20), lastDay - 20);
      if (kind === "session") return sessionAt(copy, ms);
      if (kind === "date") return isSession(copy, day) ? sessionSegments(copy, day) : null;
      if (kind === "neighbour") return [nextSession(copy, day), previousOpen(copy, ms)];
      if (kind === "assign") return Array.from(assignSessions(copy, [ms, ms + 400 * DAY_MS, ms - 40 * DAY_MS]));
      const year = Number(formatDate(day).slice(0, 4));
      // A calendar may begin after June, or end before it.
      const june = [`${year}-06-01`, `${year}-06-30`].map((each) => Math.min(Math.max(parseDate(each), firstDay), lastDay)) as [
        number,
        number,
      ];
      sessionsInRange(copy, ...june);
      return Array.from(schedule(copy, `${year}-12-20`, `${year}-12-31`).closeMs);
    };
    fc.assert(
      fc.property(fc.array(question, { minLength: 2, maxLength: 6 }), (questions) => {
        const copy = fresh(calendar);
        for (const { kind, ms } of questions) expect(ask(copy, kind, ms)).toEqual(ask(calendar, kind, ms));
      }),
      { numRuns: 25 },
    );
  });
});

test("the lunch break of Hong Kong by date: half an hour shorter from March 2011, an hour since March 2012", () => {
  expect(hoursOf(XHKG, "2011-03-04")).toBe("10:00-12:30 14:30-16:00");
  expect(hoursOf(XHKG, "2011-03-07")).toBe("09:30-12:00 13:30-16:00");
  expect(hoursOf(XHKG, "2012-03-05")).toBe("09:30-12:00 13:00-16:00");
});
