/** Calendars made of others: every addition and removal, refusals with the path, and that the base is left as it was. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SIFMA_US } from "../../src/calendars/sifma-us.js";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import {
  type CalendarChanges,
  type CalendarDefinition,
  compileCalendar,
  explainInstant,
  extendCalendar,
  formatDate,
  formatInstant,
  holidays,
  interruptionsInRange,
  isSession,
  parseDate,
  phaseAt,
  type Schedule,
  schedule,
  sessionPhases,
} from "../../src/index.js";
import { at, fresh, hoursOf, SHIPPED, sessionDates, venue } from "./support.js";

/** 3 July 2024 is a Wednesday, 6 July a Saturday. */
const DAY = "2024-07-03";
const base = venue({
  aliases: ["DESK"],
  holidays: [{ name: "Independence Day", kind: "fixed", month: 7, day: 4 }],
  earlyCloses: [{ name: "Eve", kind: "fixed", month: 7, day: 3, close: "13:00" }],
  lateOpens: [{ name: "Morning after", kind: "fixed", month: 7, day: 5, open: "10:30" }],
  closures: { "2024-07-09": "Storm" },
  specialHours: { "2024-07-10": { name: "After the storm", segments: [["12:00", "16:00"]] } },
  extraSessions: { "2024-07-13": { name: "Saturday for the lost day" } },
  phases: [{ name: "post", start: "close", end: "20:00" }],
  interruptions: { "2024-07-11": [{ name: "Outage", start: "10:00", end: "10:30" }] },
});

const schedules = new WeakMap<CalendarDefinition, Schedule>();

/** All that a calendar knows, worked out once. */
function whole(calendar: CalendarDefinition): Schedule {
  const found = schedules.get(calendar) ?? schedule(calendar, calendar.coverage.from, calendar.coverage.to);
  schedules.set(calendar, found);
  return found;
}

/** Shipped calendars of thousands of sessions, not tens of thousands. */
const SOME = SHIPPED.filter(({ coverage }) => parseDate(coverage.to) - parseDate(coverage.from) < 15_000);

describe("what is added", () => {
  test.each<[string, CalendarChanges["add"], (calendar: CalendarDefinition) => unknown, unknown]>([
    ["a closure", { closures: { "2024-07-02": "Audit" } }, (c) => isSession(c, "2024-07-02"), false],
    [
      "a closure with a source",
      { closures: { "2024-07-02": { name: "Audit", source: "memo" } } },
      (c) => holidays(c, "2024-07-02", "2024-07-02")[0]?.source,
      "memo",
    ],
    [
      "an extra session",
      { extraSessions: { "2024-07-06": { name: "Catching up" } } },
      (c) => isSession(c, "2024-07-06") && hoursOf(c, "2024-07-06"),
      "09:30-16:00",
    ],
    [
      "special hours",
      { specialHours: { "2024-07-02": { name: "Test", segments: [["10:00", "11:00"]] } } },
      (c) => hoursOf(c, "2024-07-02"),
      "10:00-11:00",
    ],
    ["a holiday", { holidays: [{ name: "Founders", kind: "fixed", month: 7, day: 2 }] }, (c) => isSession(c, "2024-07-02"), false],
    [
      "a holiday that names a day before the base's does",
      { holidays: [{ name: "Ours", kind: "fixed", month: 7, day: 4 }] },
      (c) => holidays(c, "2024-07-04", "2024-07-04")[0]?.name,
      "Ours",
    ],
    [
      "an early close",
      { earlyCloses: [{ name: "Earlier", kind: "fixed", month: 7, day: 3, close: "12:00" }] },
      (c) => hoursOf(c, DAY),
      "09:30-12:00",
    ],
    [
      "a late open",
      { lateOpens: [{ name: "Later", kind: "fixed", month: 7, day: 5, open: "11:00" }] },
      (c) => hoursOf(c, "2024-07-05"),
      "11:00-16:00",
    ],
    [
      "a phase",
      { phases: [{ name: "pre", start: "08:00", end: "open" }] },
      (c) => sessionPhases(c, "2024-07-02").map(({ name }) => name),
      ["pre", "post"],
    ],
    [
      "a phase that takes the place of the base's",
      { phases: [{ name: "post", start: "close", end: "18:00" }] },
      (c) => phaseAt(c, at("2024-07-02T19:00-04:00")).phase,
      "closed",
    ],
    [
      "a halt",
      { interruptions: { "2024-07-02": [{ name: "Fire drill", start: "11:00", end: "11:30" }] } },
      (c) => interruptionsInRange(c, "2024-07-02", "2024-07-11").map(({ name }) => name),
      ["Fire drill", "Outage"],
    ],
    [
      "halts in place of the base's of that date",
      { interruptions: { "2024-07-11": [{ name: "Corrected", start: "10:00", end: "10:20" }] } },
      (c) => interruptionsInRange(c, "2024-07-11", "2024-07-11").map(({ name }) => name),
      ["Corrected"],
    ],
    ["an alias", { aliases: ["OURS"] }, (c) => c.aliases, ["DESK", "OURS"]],
    ["a closure where the base has special hours", { closures: { "2024-07-10": "Closed" } }, (c) => isSession(c, "2024-07-10"), false],
    [
      "special hours where the base has a closure",
      { specialHours: { "2024-07-09": { name: "Half", segments: [["09:30", "12:00"]] } } },
      (c) => isSession(c, "2024-07-09") && hoursOf(c, "2024-07-09"),
      "09:30-12:00",
    ],
    [
      "a closure where the base has an extra session",
      { closures: { "2024-07-13": "Not after all" } },
      (c) => isSession(c, "2024-07-13"),
      false,
    ],
    ["an extra session on a holiday", { extraSessions: { "2024-07-04": { name: "Open" } } }, (c) => isSession(c, "2024-07-04"), true],
  ])("%s", (_, add, ask, expected) => {
    const before = JSON.stringify(base);
    const calendar = extendCalendar(base, { add: add as object });
    expect(ask(calendar)).toEqual(expected);
    expect(ask(fresh(base))).not.toEqual(expected);
    expect(JSON.stringify(base)).toBe(before);
  });

  test("changes nothing but what it says", () => {
    const calendar = extendCalendar(base, { add: { closures: { "2024-07-02": "Audit" } } });
    const days = sessionDates(base, "2020-01-01", "2030-12-31");
    expect(sessionDates(calendar, "2020-01-01", "2030-12-31")).toEqual(days.filter((date) => date !== "2024-07-02"));
    expect(interruptionsInRange(calendar, "2020-01-01", "2030-12-31")).toEqual(interruptionsInRange(base, "2020-01-01", "2030-12-31"));
  });
});

describe("what is taken away", () => {
  test.each<[string, CalendarChanges["remove"], (calendar: CalendarDefinition) => unknown, unknown]>([
    ["a holiday", { holidays: ["Independence Day"] }, (c) => isSession(c, "2024-07-04"), true],
    ["an early close", { earlyCloses: ["Eve"] }, (c) => hoursOf(c, DAY), "09:30-16:00"],
    ["a late open", { lateOpens: ["Morning after"] }, (c) => hoursOf(c, "2024-07-05"), "09:30-16:00"],
    ["a phase", { phases: ["post"] }, (c) => sessionPhases(c, "2024-07-02"), []],
    ["a closure, by its date", { dates: ["2024-07-09"] }, (c) => isSession(c, "2024-07-09"), true],
    ["special hours, by their date", { dates: ["2024-07-10"] }, (c) => hoursOf(c, "2024-07-10"), "09:30-16:00"],
    ["an extra session, by its date", { dates: ["2024-07-13"] }, (c) => isSession(c, "2024-07-13"), false],
    ["a halt, by its date", { dates: ["2024-07-11"] }, (c) => interruptionsInRange(c, "2024-07-11", "2024-07-11"), []],
  ])("%s", (_, remove, ask, expected) => {
    expect(ask(extendCalendar(base, { remove: remove as object }))).toEqual(expected);
    expect(ask(fresh(base))).not.toEqual(expected);
  });

  test("all rules of one name go together", () => {
    const half = extendCalendar(XNYS, { remove: { earlyCloses: ["Day after Thanksgiving"] } });
    expect([hoursOf(half, "1992-11-27"), hoursOf(half, "2024-11-29")]).toEqual(["09:30-16:00", "09:30-16:00"]);
  });

  test("goes before what is added comes, so that both together replace", () => {
    const calendar = extendCalendar(base, {
      remove: { holidays: ["Independence Day"], dates: ["2024-07-09"] },
      add: {
        holidays: [{ name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday" }],
        specialHours: { "2024-07-09": { name: "Half", segments: [["09:30", "12:00"]] } },
      },
    });
    expect(isSession(calendar, "2026-07-03")).toBe(false);
    expect(isSession(base, "2026-07-03")).toBe(true);
    expect(hoursOf(calendar, "2024-07-09")).toBe("09:30-12:00");
  });
});

describe("what takes the place of the base's", () => {
  test("name and title; a new name drops the base's aliases, which would be there twice", () => {
    const renamed = extendCalendar(base, { name: "OURS", title: "Our own", add: { aliases: ["MINE"] } });
    expect([renamed.name, renamed.title, renamed.aliases]).toEqual(["OURS", "Our own", ["MINE"]]);
    const same = extendCalendar(base, {});
    expect([same.name, same.title, same.aliases]).toEqual([base.name, base.title, base.aliases]);
  });

  test("hours, weekdays and coverage", () => {
    const calendar = extendCalendar(base, {
      hours: [{ segments: [["08:00", "12:00"]] }],
      weekdays: [1, 2, 3],
      coverage: { from: "2024-01-01", to: "2024-12-31" },
    });
    expect(sessionDates(calendar, "2024-06-24", "2024-07-02")).toEqual([
      "2024-06-24",
      "2024-06-25",
      "2024-06-26",
      "2024-07-01",
      "2024-07-02",
    ]);
    expect(hoursOf(calendar, "2024-07-02")).toBe("08:00-12:00");
    expect(() => isSession(calendar, "2023-12-29")).toThrow(expect.objectContaining({ code: "BEYOND_COVERAGE" }));
  });

  test("a market of bonds made of one of stocks trades on the days of the bonds", () => {
    const ours = extendCalendar(XNYS, { name: "OURS", add: { holidays: SIFMA_US.holidays ?? [], closures: SIFMA_US.closures ?? {} } });
    expect(isSession(ours, "2024-10-14")).toBe(false);
    expect(explainInstant(ours, at("2024-10-14T12:00-04:00")).name).toBe("Columbus Day");
    expect(isSession(XNYS, "2024-10-14")).toBe(true);
  });
});

describe("what cannot be is refused with the path", () => {
  test.each<[path: string, changes: unknown, problem: string]>([
    [
      "changes.closures",
      { closures: { "2024-07-02": "Audit" } },
      "is not known; expected name, title, add, remove, hours, weekdays, coverage",
    ],
    ["changes.toString", JSON.parse('{ "toString": 1 }'), "is not known"],
    ["add.holiday", { add: { holiday: [] } }, "is not known; expected aliases, holidays, earlyCloses"],
    ["remove.closures", { remove: { closures: ["2024-07-09"] } }, "is not known; expected holidays, earlyCloses, lateOpens, phases, dates"],
    ["changes", null, "is not an object"],
    ["changes", ["add"], "is not an object"],
    ["changes.add", { add: null }, "is not an object"],
    ["changes.remove", { remove: [] }, "is not an object"],
    ["changes.hours", { hours: { segments: [] } }, "is not a list"],
    ["add.closures", { add: { closures: ["2024-07-02"] } }, "is not an object"],
    ["add.holidays", { add: { holidays: { name: "Ours" } } }, "is not a list"],
    ["remove.dates", { remove: { dates: "2024-07-09" } }, "is not a list"],
    ["remove.holidays[1]", { remove: { holidays: ["Independence Day", "Boxing Day"] } }, "is a name that TEST does not have: Boxing Day"],
    ["remove.earlyCloses[0]", { remove: { earlyCloses: ["Independence Day"] } }, "is a name that TEST does not have: Independence Day"],
    ["remove.lateOpens[0]", { remove: { lateOpens: ["eve"] } }, "is a name that TEST does not have: eve"],
    ["remove.phases[0]", { remove: { phases: ["pre"] } }, "is a name that TEST does not have: pre"],
    ["remove.dates[1]", { remove: { dates: ["2024-07-09", "2024-07-04"] } }, "is a date that TEST says nothing of: 2024-07-04"],
    ["remove.dates[0]", { remove: { dates: ["2024-7-9"] } }, "is a date that TEST says nothing of: 2024-7-9"],
    ['closures["2024-02-30"]', { add: { closures: { "2024-02-30": "No such day" } } }, "is wrong"],
    ['closures["2024-07-02"]', { add: { closures: { "2024-07-02": "" } } }, "does not name the event"],
    ['closures["2024-07-02"]', { add: { closures: { "2024-07-02": 13 } } }, "does not name the event"],
    ['closures["2024-07-02"]', { add: { closures: { "2024-07-02": null } } }, "does not name the event"],
    [
      'specialHours["2024-07-02"].segments',
      { add: { specialHours: { "2024-07-02": { name: "Test" } } } },
      "is not a list of [open, close]",
    ],
    [
      'specialHours["2024-07-02"].segments[0]',
      { add: { specialHours: { "2024-07-02": { name: "Test", segments: ["10:00-11:00"] } } } },
      "is not [open, close]",
    ],
    [
      'specialHours["2024-07-02"]',
      {
        add: {
          closures: { "2024-07-02": "Closed" },
          specialHours: { "2024-07-02": { name: "Test", segments: [["10:00", "11:00"]] } },
        },
      },
      "also stands in closures",
    ],
    ["holidays[0].kind", { add: { holidays: [{ name: "Ours", kind: "fixt", month: 1, day: 1 }] } }, "is not known: fixt"],
    ["holidays[0]", { add: { holidays: [null] } }, "does not name the event"],
    ["earlyCloses[0].close", { add: { earlyCloses: [{ name: "Ours", kind: "fixed", month: 1, day: 2, clsoe: "12:00" }] } }, "is wrong"],
    ["aliases[1]", { add: { aliases: ["DESK"] } }, 'is there twice: "DESK"'],
    ["hours", { hours: [] }, "is empty"],
    ["weekdays[0]", { weekdays: [8] }, "is not a weekday"],
    ["coverage", { coverage: { from: "2024-01-02", to: "2024-01-01" } }, "ends before it begins"],
    ["name", { name: "" }, "is empty"],
  ])("%s of %j", (path, changes, problem) => {
    let error: unknown;
    try {
      extendCalendar(base, changes as CalendarChanges);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: "INVALID_CALENDAR", details: { path, problem: expect.stringContaining(problem) as string } });
  });

  test("and leaves the base as it was", () => {
    const before = whole(fresh(base));
    expect(() => extendCalendar(base, { add: { closures: { "2024-07-02": "" } } })).toThrow();
    expect(whole(base)).toEqual(before);
  });
});

/** One fact of a single date, and what to do to have the base's again. */
const fact = fc.constantFrom("closures", "specialHours", "extraSessions", "interruptions");
const hours = fc.constantFrom<[string, string]>(["10:00", "11:00"], ["11:00", "15:00"]);

/** Changes of some dates of a calendar, as plain data. Hours of one's own would overlap where sessions fill the day; there days are closed. */
const changes = fc.constantFrom(...SOME).chain((calendar) => {
  const [first, last] = [parseDate(calendar.coverage.from), parseDate(calendar.coverage.to)];
  const fillsTheDay =
    whole(calendar).openMs.some((open, i, opens) => i > 0 && open - (opens[i - 1] as number) < 13 * 3_600_000) || hasNights(calendar);
  const kind = fillsTheDay ? fc.constantFrom("closures", "interruptions") : fact;
  return fc.record({
    calendar: fc.constant(calendar),
    facts: fc.uniqueArray(fc.tuple(kind, fc.integer({ min: first + 5, max: last - 5 }), hours), {
      selector: ([, day]) => day,
      minLength: 1,
      maxLength: 6,
    }),
  });
});

function hasNights(calendar: CalendarDefinition): boolean {
  return JSON.stringify([calendar.hours, calendar.specialHours, calendar.extraSessions]).match(/previous-close|\dd"|24:00|@/) !== null;
}

function additions(facts: readonly [string, number, [string, string]][]): Record<string, Record<string, unknown>> {
  const add: Record<string, Record<string, unknown>> = {};
  for (const [kind, day, segment] of facts) {
    const value = {
      closures: "Announced",
      specialHours: { name: "Announced", segments: [segment] },
      extraSessions: { name: "Announced", segments: [segment] },
      interruptions: [{ name: "Announced", start: segment[0], end: segment[1] }],
    }[kind];
    add[kind] = { ...add[kind], [formatDate(day)]: value };
  }
  return add;
}

describe("of any calendar (property)", () => {
  test("what was announced and taken back leaves the base", () => {
    fc.assert(
      fc.property(changes, ({ calendar, facts }) => {
        const mine = extendCalendar(calendar, { add: additions(facts) });
        const dates = facts.map(([, day]) => formatDate(day));
        const restored: Record<string, Record<string, unknown>> = {};
        for (const kind of ["closures", "specialHours", "extraSessions", "interruptions"] as const)
          for (const date of dates)
            if (calendar[kind]?.[date] !== undefined) restored[kind] = { ...restored[kind], [date]: calendar[kind][date] };
        const undone = extendCalendar(mine, { remove: { dates }, add: restored });
        expect(whole(undone)).toEqual(whole(calendar));
        expect(holidays(undone, calendar.coverage.from, calendar.coverage.to)).toEqual(
          holidays(calendar, calendar.coverage.from, calendar.coverage.to),
        );
        for (const date of dates) expect(interruptionsInRange(undone, date, date)).toEqual(interruptionsInRange(calendar, date, date));
      }),
      { numRuns: 20 },
    );
  });

  test("changes are plain data: those read from JSON do the same, and the result can be written as JSON and read again", () => {
    fc.assert(
      fc.property(changes, ({ calendar, facts }) => {
        const given: CalendarChanges = { name: "OURS", add: additions(facts) };
        const mine = extendCalendar(calendar, given);
        expect(whole(extendCalendar(calendar, JSON.parse(JSON.stringify(given)) as CalendarChanges))).toEqual(whole(mine));
        expect(whole(JSON.parse(JSON.stringify(mine)) as CalendarDefinition)).toEqual(whole(mine));
        for (const [kind, day] of facts) {
          const expected = kind === "closures" ? false : kind === "interruptions" ? isSession(calendar, day) : true;
          expect(isSession(mine, day)).toBe(expected);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("the base stays as it is, frozen or not, and what was worked out of it too", () => {
    fc.assert(
      fc.property(changes, ({ calendar, facts }) => {
        const frozen = deepFreeze(structuredClone(calendar));
        const compiled = compileCalendar(frozen);
        const before = compiled.all();
        const text = JSON.stringify(frozen);
        const mine = extendCalendar(frozen, { add: additions(facts) });
        expect(compileCalendar(frozen)).toBe(compiled);
        expect(compiled.all()).toBe(before);
        expect(JSON.stringify(frozen)).toBe(text);
        // As fast as the base: the same typed arrays, and none of them shared.
        const after = compileCalendar(mine).all();
        for (const column of Object.keys(before) as (keyof typeof before)[]) {
          expect(Object.getPrototypeOf(after[column])).toBe(Object.getPrototypeOf(before[column]));
          if (typeof before[column] === "object") expect(after[column]).not.toBe(before[column]);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("no change at all is the base", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SOME), (calendar) => {
        const same = extendCalendar(calendar, {});
        expect(same).not.toBe(calendar);
        expect(whole(same)).toEqual(whole(calendar));
        expect(same).toMatchObject(calendar);
      }),
      { numRuns: 12 },
    );
  });
});

test("two changes of one base do not know of each other", () => {
  const one = extendCalendar(XHKG, { add: { closures: { "2024-06-03": "Typhoon" } } });
  const two = extendCalendar(XHKG, { add: { closures: { "2024-06-04": "Typhoon" } } });
  expect([one, two, XHKG].map((each) => [isSession(each, "2024-06-03"), isSession(each, "2024-06-04")])).toEqual([
    [false, true],
    [true, false],
    [true, true],
  ]);
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
}

test("an added phase is the only one of its name, from whenever the base's began", () => {
  const longer = extendCalendar(XNYS, { add: { phases: [{ name: "overnight", start: "21:00-1d", end: "03:00" }] } });
  const overnight = (date: string): (string | undefined)[] =>
    sessionPhases(longer, date)
      .filter(({ name }) => name === "overnight")
      .map(({ startMs }) => formatInstant(startMs, longer.timeZone).slice(0, 16));
  expect(overnight("2019-06-04")).toEqual(["2019-06-03T21:00"]);
  expect(overnight("2024-06-04")).toEqual(["2024-06-03T21:00"]);
});
