/**
 * The questions with `Temporal` values: each answers what the plain function does, with the polyfill and with the runtime's own Temporal where it
 * has one.
 *
 * @module
 */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { Temporal as Full } from "temporal-polyfill/full/implementation";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { CME_EQUITY } from "../src/calendars/cme-equity.js";
import { XHKG } from "../src/calendars/xhkg.js";
import { XLON } from "../src/calendars/xlon.js";
import { XNYS } from "../src/calendars/xnys.js";
import * as core from "../src/index.js";
import {
  type NativeTemporal,
  TemporalCalendar,
  type TemporalDate,
  type TemporalInstant,
  type TemporalMinutes,
  type TemporalNamespace,
  type TemporalTransition,
  temporalCalendar,
  temporalTransitions,
} from "../src/temporal.js";
import { at, venue } from "./calendar/support.js";
import { ORACLES, type TemporalApi, ZONES } from "./time/support/zones.js";

const coded = (code: string, message: string | RegExp): Error =>
  expect.objectContaining({ code, message: typeof message === "string" ? message : expect.stringMatching(message) }) as Error;

/** A calendar with a break, phases, a halt, an early close and a holiday within a week of June 2024. */
const BUSY = venue({
  hours: [
    {
      segments: [
        ["09:30", "12:00"],
        ["13:00", "16:00"],
      ],
    },
  ],
  phases: [
    { name: "pre", start: "08:00", end: "open" },
    { name: "post", start: "close", end: "18:00" },
  ],
  holidays: [{ name: "Midsummer", kind: "fixed", month: 6, day: 6 }],
  earlyCloses: [{ name: "Midsummer Eve", close: "12:00", kind: "fixed", month: 6, day: 5 }],
  interruptions: { "2024-06-04": [{ name: "a halt", start: "10:00", end: "10:30", source: "made up" }] },
});

const FROM = "2024-06-03";
const TO = "2024-06-10";
/** Open, in a break, in a halt, in a phase, after an early close, on a holiday, at a weekend, beyond the coverage. */
const INSTANTS = [
  "2024-06-03T10:00-04:00",
  "2024-06-03T12:30-04:00",
  "2024-06-04T10:15-04:00",
  "2024-06-04T17:00-04:00",
  "2024-06-05T12:00-04:00",
  "2024-06-06T11:00-04:00",
  "2024-06-08T11:00-04:00",
].map(at);
const UNKNOWN = at("2040-06-08T11:00-04:00");

/** What an answer says: instants as `{ ms, zone }`, dates as text, all else as it is. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== "object" || value === null) return value;
  if ("epochMilliseconds" in value) return { ms: value.epochMilliseconds, zone: (value as Temporal.ZonedDateTime).timeZoneId };
  if ("daysInMonth" in value) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, said(each)]));
}

const zoned = (ms: number): object => ({ ms, zone: "America/New_York" });
const zonedOrNull = (ms: number | null | undefined): object | null =>
  ms === null || ms === undefined || !Number.isFinite(ms) ? null : zoned(ms);
const date = (day: number): string => core.formatDate(day);
const dateOrNull = (day: number | null): string | null => (day === null ? null : date(day));
const dates = (days: Int32Array): string[] => Array.from(days, date);
const list = (column: Float64Array): object[] => Array.from(column, zoned);
const spans = (starts: Float64Array, ends: Float64Array): object[] =>
  Array.from(starts, (start, i) => ({ start: zoned(start), end: zoned(ends[i] as number) }));
const transition = ({ atMs, session, ...rest }: core.Transition): object => ({ ...rest, at: zoned(atMs), session: date(session) });

/** Functions that are asked alike. */
const PLAIN = {
  nextOpen: core.nextOpen,
  nextClose: core.nextClose,
  previousOpen: core.previousOpen,
  previousClose: core.previousClose,
  sessionOpen: core.sessionOpen,
  sessionClose: core.sessionClose,
  nextSession: core.nextSession,
  previousSession: core.previousSession,
};

type Asked = { readonly method: string; readonly ask: () => unknown; readonly expected: () => unknown };

/** Every method of a calendar beside the plain function, with the same arguments. */
function questions(temporal: TemporalApi): Asked[] {
  const calendar = temporalCalendar(BUSY, temporal);
  const day = (text: string): Temporal.PlainDate => temporal.PlainDate.from(text);
  const [from, to] = [day(FROM), day(TO)];
  const asked: Asked[] = [];
  const add = (method: keyof TemporalCalendar<TemporalApi>, ask: () => unknown, expected: () => unknown): void => {
    asked.push({ method, ask, expected });
  };
  for (const ms of [...INSTANTS, UNKNOWN]) {
    const now = temporal.Instant.fromEpochMilliseconds(ms);
    for (const outside of [undefined, "null", "next", "previous"] as const) {
      const options = outside === undefined ? undefined : { outside };
      add(
        "sessionAt",
        () => calendar.sessionAt(now, options),
        () => dateOrNull(core.sessionAt(BUSY, ms, options)),
      );
    }
    add(
      "calendarDate",
      () => calendar.calendarDate(now),
      () => date(core.calendarDate(BUSY, ms)),
    );
    for (const options of [undefined, { side: "both" }, { breaks: "open" }] as const)
      add(
        "isOpen",
        () => calendar.isOpen(now, options),
        () => core.isOpen(BUSY, ms, options),
      );
    for (const method of ["nextOpen", "nextClose", "previousOpen", "previousClose"] as const)
      add(
        method,
        () => calendar[method](now),
        () => zoned(PLAIN[method](BUSY, ms)),
      );
    add(
      "phaseAt",
      () => calendar.phaseAt(now),
      () => {
        const { phase, session, fromMs, toMs } = core.phaseAt(BUSY, ms);
        return { phase, session: dateOrNull(session), from: zonedOrNull(fromMs), to: zonedOrNull(toMs) };
      },
    );
    add(
      "explainInstant",
      () => calendar.explainInstant(now),
      () => {
        const { session, fromMs, toMs, ...rest } = core.explainInstant(BUSY, ms);
        return { ...rest, session: dateOrNull(session), from: zonedOrNull(fromMs), to: zonedOrNull(toMs) };
      },
    );
    add(
      "marketStatus",
      () => calendar.marketStatus(now),
      () => {
        const { session, next, ...rest } = core.marketStatus(BUSY, ms);
        return { ...rest, session: dateOrNull(session), next: next === null ? null : transition(next) };
      },
    );
    for (const options of [undefined, { count: 4 }])
      add(
        "nextTransitions",
        () => calendar.nextTransitions(now, options),
        () => core.nextTransitions([BUSY], ms, options).map(transition),
      );
  }
  for (const text of [FROM, "2024-06-05", "2024-06-06", "2040-01-01"]) {
    add(
      "isSession",
      () => calendar.isSession(day(text)),
      () => core.isSession(BUSY, text),
    );
    for (const method of ["sessionOpen", "sessionClose"] as const)
      add(
        method,
        () => calendar[method](day(text)),
        () => zoned(PLAIN[method](BUSY, text)),
      );
    add(
      "sessionSegments",
      () => calendar.sessionSegments(day(text)),
      () => core.sessionSegments(BUSY, text).map(({ openMs, closeMs }) => ({ start: zoned(openMs), end: zoned(closeMs) })),
    );
    add(
      "sessionPhases",
      () => calendar.sessionPhases(day(text)),
      () => core.sessionPhases(BUSY, text).map(({ name, startMs, endMs }) => ({ name, start: zoned(startMs), end: zoned(endMs) })),
    );
    for (const method of ["nextSession", "previousSession"] as const)
      add(
        method,
        () => calendar[method](day(text)),
        () => date(PLAIN[method](BUSY, text)),
      );
    for (const convention of ["following", "preceding", "modified-following", "modified-preceding"] as const) {
      add(
        "rollSession",
        () => calendar.rollSession(day(text), convention),
        () => date(core.rollSession(BUSY, text, convention)),
      );
      add(
        "rollSession",
        () => calendar.rollSession(day(text), convention, [XLON]),
        () => date(core.rollSession([BUSY, XLON], text, convention)),
      );
    }
    for (const count of [1, -1, 0, 5]) {
      add(
        "addSessions",
        () => calendar.addSessions(day(text), count),
        () => date(core.addSessions(BUSY, text, count)),
      );
      add(
        "addSessions",
        () => calendar.addSessions(day(text), count, [XLON]),
        () => date(core.addSessions([BUSY, XLON], text, count)),
      );
      add(
        "sessionsWindow",
        () => calendar.sessionsWindow(day(text), count),
        () => dates(core.sessionsWindow(BUSY, text, count)),
      );
    }
  }
  add(
    "firstSession",
    () => calendar.firstSession(),
    () => date(core.firstSession(BUSY)),
  );
  add(
    "lastSession",
    () => calendar.lastSession(),
    () => date(core.lastSession(BUSY)),
  );
  add(
    "sessionsInRange",
    () => calendar.sessionsInRange(from, to),
    () => dates(core.sessionsInRange(BUSY, FROM, TO)),
  );
  add(
    "sessionsInRange",
    () => calendar.sessionsInRange(day("2024-05-20"), to, [XLON]),
    () => dates(core.jointSessions([BUSY, XLON], "2024-05-20", TO)),
  );
  add(
    "countSessions",
    () => calendar.countSessions(from, to),
    () => core.countSessions(BUSY, FROM, TO),
  );
  add(
    "countSessions",
    () => calendar.countSessions(to, from),
    () => core.countSessions(BUSY, TO, FROM),
  );
  for (const options of [undefined, { edge: "first" }, { yearStart: 4 }] as const)
    for (const period of ["week", "month", "quarter", "year"] as const)
      add(
        "sessionsByPeriod",
        () => calendar.sessionsByPeriod(day("2023-01-01"), to, period, options),
        () => dates(core.sessionsByPeriod(BUSY, "2023-01-01", TO, period, options)),
      );
  for (const end of [TO, "2040-01-01"])
    add(
      "schedule",
      () => calendar.schedule(from, day(end)),
      () => {
        const { session, openMs, closeMs, breakStartMs, breakEndMs, beyondCoverage } = core.schedule(BUSY, FROM, end);
        const sessions = Array.from(session, (each, i) => ({
          session: date(each),
          open: zoned(openMs[i] as number),
          close: zoned(closeMs[i] as number),
          breakStart: zonedOrNull(breakStartMs[i]),
          breakEnd: zonedOrNull(breakEndMs[i]),
        }));
        return { sessions, beyondCoverage };
      },
    );
  for (const options of [undefined, { kinds: ["holiday"] }] as const)
    add(
      "holidays",
      () => calendar.holidays(from, to, options),
      () => core.holidays(BUSY, FROM, TO, options).map(({ day: at, date: text, ...rest }) => ({ ...rest, date: text })),
    );
  add(
    "interruptionsInRange",
    () => calendar.interruptionsInRange(from, to),
    () =>
      core
        .interruptionsInRange(BUSY, FROM, TO)
        .map(({ session, startMs, endMs, ...rest }) => ({ ...rest, session: date(session), start: zoned(startMs), end: zoned(endMs) })),
  );
  const [start, end] = [INSTANTS[0] as number, INSTANTS[4] as number];
  const [startInstant, endZoned] = [
    temporal.Instant.fromEpochMilliseconds(start),
    temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO("Asia/Tokyo"),
  ];
  const index = ({ session, startMs, endMs }: core.TradingIndex): object[] =>
    Array.from(session, (each, i) => ({ session: date(each), start: zoned(startMs[i] as number), end: zoned(endMs[i] as number) }));
  for (const options of [undefined, { overrun: "clip", phases: ["pre"] }] as const) {
    add(
      "tradingIndex",
      () => calendar.tradingIndex(from, to, "45m", options),
      () => index(core.tradingIndex(BUSY, FROM, TO, "45m", options)),
    );
    add(
      "tradingIndex",
      () => calendar.tradingIndex(FROM, endZoned, "45m", options),
      () => index(core.tradingIndex(BUSY, FROM, new Date(end), "45m", options)),
    );
    add(
      "tradingIndex",
      () => calendar.tradingIndex(startInstant, endZoned, 1_800_000, options),
      () => index(core.tradingIndex(BUSY, new Date(start), new Date(end), "30m", options)),
    );
  }
  for (const options of [undefined, { closed: "both", overrun: "clip" }] as const) {
    add(
      "tradingTimes",
      () => calendar.tradingTimes(from, to, "45m", options),
      () => Array.from(core.tradingTimes(BUSY, FROM, TO, "45m", options), zoned),
    );
    add(
      "tradingTimes",
      () => calendar.tradingTimes(startInstant, endZoned, "30m", options),
      () => Array.from(core.tradingTimes(BUSY, new Date(start), new Date(end), "30m", options), zoned),
    );
  }
  add(
    "ordinalAxis",
    () => {
      const { length, sessionStarts, position, instant } = calendar.ordinalAxis(from, to);
      return [length, sessionStarts, position(startInstant), position(endZoned), instant(length / 2)];
    },
    () => {
      const axis = core.ordinalAxis(BUSY, FROM, TO);
      return [
        axis.length,
        axis.sessionStarts.map(({ session, position }) => ({ session: date(session), position })),
        axis.position(start),
        axis.position(end),
        zoned(axis.instant(axis.length / 2)),
      ];
    },
  );
  for (const options of [undefined, { side: "right" }] as const)
    add(
      "tradingMinutes",
      () => Object.keys(calendar.tradingMinutes(options)).sort(),
      () => [...Object.getOwnPropertyNames(core.TradingMinutes.prototype).filter((name) => name !== "constructor"), "side"].sort(),
    );
  add(
    "sessionBreaks",
    () => calendar.sessionBreaks(from, to),
    () => {
      const { startMs, endMs } = core.sessionBreaks(BUSY, FROM, TO);
      return spans(startMs, endMs);
    },
  );
  for (const how of ["all", "any"] as const)
    add(
      "jointHours",
      () => calendar.jointHours([XLON], startInstant, endZoned, how),
      () => {
        const { openMs, closeMs } = core.jointHours([BUSY, XLON], start, end, how);
        return spans(openMs, closeMs);
      },
    );
  return asked;
}

/** The answer, or the error with its code and message. */
function outcome(ask: () => unknown): unknown {
  try {
    return said(ask());
  } catch (error) {
    if (!(error instanceof core.OpenbellError)) throw error;
    return { code: error.code, message: error.message };
  }
}

describe.each(ORACLES)("with %s", (_, temporal) => {
  const nyse = temporalCalendar(XNYS, temporal);
  const instant = (text: string): Temporal.Instant => temporal.Instant.from(text);

  const asked = questions(temporal);
  test.each([...new Set(asked.map(({ method }) => method))])("%s is the plain function", (method) => {
    for (const each of asked.filter((question) => question.method === method)) expect(outcome(each.ask)).toEqual(outcome(each.expected));
  });

  test("every method is among them", () => {
    const methods = Object.getOwnPropertyNames(TemporalCalendar.prototype).filter((name) => name !== "constructor");
    expect([...new Set(asked.map(({ method }) => method))].sort()).toEqual(methods.sort());
    expect(temporalCalendar(BUSY, temporal).definition).toBe(BUSY);
  });

  test.each(["left", "right", "both", "neither"] as const)("trading minutes of side %s are the plain ones", (side) => {
    const ours = temporalCalendar(BUSY, temporal).tradingMinutes({ side });
    const plain = core.tradingMinutes(BUSY, { side });
    expect([ours.side, ours.count]).toEqual([plain.side, plain.count]);
    const day = (text: string): Temporal.PlainDate => temporal.PlainDate.from(text);
    const same = (ask: () => unknown, expected: () => unknown): void => expect(outcome(ask)).toEqual(outcome(expected));
    for (const ms of [...INSTANTS, UNKNOWN]) {
      const now = temporal.Instant.fromEpochMilliseconds(ms);
      same(
        () => ours.has(now),
        () => plain.has(ms),
      );
      same(
        () => ours.isBreak(now),
        () => plain.isBreak(ms),
      );
      same(
        () => ours.next(now),
        () => zoned(plain.next(ms)),
      );
      same(
        () => ours.previous(now),
        () => zoned(plain.previous(ms)),
      );
      for (const direction of ["next", "previous"] as const)
        same(
          () => ours.roll(now, direction),
          () => zoned(plain.roll(ms, direction)),
        );
      for (const outside of [undefined, "null", "next", "previous"] as const)
        same(
          () => ours.session(now, outside),
          () => dateOrNull(plain.session(ms, outside)),
        );
      for (const count of [3, -3, 0]) {
        same(
          () => ours.add(now, count),
          () => zoned(plain.add(ms, count)),
        );
        same(
          () => ours.addSessions(now, count),
          () => zoned(plain.addSessions(ms, count)),
        );
        same(
          () => ours.window(now, count),
          () => list(plain.window(ms, count)),
        );
      }
      const later = temporal.Instant.fromEpochMilliseconds(ms + 7_200_000);
      same(
        () => ours.inRange(now, later),
        () => list(plain.inRange(ms, ms + 7_200_000)),
      );
      same(
        () => ours.countInRange(now, later),
        () => plain.countInRange(ms, ms + 7_200_000),
      );
    }
    for (const text of [FROM, "2024-06-05", "2024-06-06", "2040-01-01"]) {
      same(
        () => ours.ofSession(day(text)),
        () => list(plain.ofSession(text)),
      );
      same(
        () => ours.ofSessions(day(FROM), day(text)),
        () => (text > "2030" ? plain.ofSessions(FROM, text) : list(plain.ofSessions(FROM, text))),
      );
      same(
        () => ours.countOfSessions(day(FROM), day(text)),
        () => plain.countOfSessions(FROM, text),
      );
      same(
        () => ours.first(day(text)),
        () => zoned(plain.first(text)),
      );
      same(
        () => ours.last(day(text)),
        () => zoned(plain.last(text)),
      );
      same(
        () => ours.lastBeforeBreak(day(text)),
        () => zonedOrNull(plain.lastBeforeBreak(text)),
      );
      same(
        () => ours.firstAfterBreak(day(text)),
        () => zonedOrNull(plain.firstAfterBreak(text)),
      );
    }
  });

  test("answers read as a trader in New York reads them", () => {
    const now = temporal.ZonedDateTime.from("2024-07-03T16:00[Europe/Berlin]");
    expect(String(nyse.sessionAt(now))).toBe("2024-07-03");
    expect(String(nyse.nextClose(now))).toBe("2024-07-03T13:00:00-04:00[America/New_York]");
    expect(nyse.sessionSegments("2024-07-03").map(({ start, end }) => `${start} ${end}`)).toEqual([
      "2024-07-03T09:30:00-04:00[America/New_York] 2024-07-03T13:00:00-04:00[America/New_York]",
    ]);
    expect(nyse.sessionAt(now)).toBeInstanceOf(temporal.PlainDate);
    expect(nyse.nextClose(now)).toBeInstanceOf(temporal.ZonedDateTime);
    expect(nyse.sessionAt(instant("2024-07-04T14:00Z"))).toBeNull();
  });

  test("what is unknown, or not there, is null", () => {
    expect(nyse.phaseAt(instant("2040-07-04T14:00Z"))).toMatchObject({ phase: "unknown", session: null, to: null });
    expect(nyse.marketStatus(instant("2040-07-04T14:00Z"))).toMatchObject({ state: "unknown", session: null, next: null });
    expect(nyse.schedule("2024-07-03", "2024-07-03").sessions[0]).toMatchObject({ breakStart: null, breakEnd: null });
    expect(nyse.tradingMinutes().lastBeforeBreak("2024-07-03")).toBeNull();
  });

  test("an instant may be written in any zone (property)", () => {
    const ms = fc.integer({ min: at("2012-01-01T00:00Z"), max: at("2027-01-01T00:00Z") });
    fc.assert(
      fc.property(ms, fc.constantFrom(...ZONES), (epoch, zone) => {
        const there = temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone);
        expect(String(nyse.sessionAt(there))).toBe(String(dateOrNull(core.sessionAt(XNYS, epoch))));
        expect(nyse.nextOpen(there).epochMilliseconds).toBe(core.nextOpen(XNYS, epoch));
        expect(nyse.nextOpen(there).timeZoneId).toBe("America/New_York");
        expect(
          nyse.tradingIndex(there, there.add({ hours: 30 }), "1h", { overrun: "clip" }).map(({ start }) => start.epochMilliseconds),
        ).toEqual(
          Array.from(core.tradingIndex(XNYS, new Date(epoch), new Date(epoch + 30 * 3_600_000), "1h", { overrun: "clip" }).startMs),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("parts of a millisecond are taken down", () => {
    expect(nyse.isOpen(instant("2024-07-03T13:29:59.999999999Z"))).toBe(false);
    expect(nyse.isOpen(instant("2024-07-03T13:30:00.000000001Z"))).toBe(true);
    expect(nyse.isOpen(instant("2024-07-03T16:59:59.999999999Z"))).toBe(true);
  });

  test("a date may be text, and years beyond four digits have their sign", () => {
    expect(nyse.isSession("2024-07-03")).toBe(true);
    expect(() => nyse.isSession(temporal.PlainDate.from("+012024-07-03"))).toThrow(
      coded("BEYOND_COVERAGE", /^\+012024-07-03 lies outside/),
    );
    expect(() => nyse.isSession("2024-7-3")).toThrow(coded("INVALID_DATE", /got "2024-7-3"/));
  });

  test("what has a time of day, or is no day, is refused as a date", () => {
    const refused = (value: unknown, code: string, message: RegExp): void => {
      for (const ask of [
        () => nyse.isSession(value as TemporalDate),
        () => nyse.sessionsInRange("2024-07-01", value as TemporalDate),
        () => nyse.tradingMinutes().ofSession(value as TemporalDate),
      ])
        expect(ask).toThrow(coded(code, message));
    };
    const zonedValue = temporal.ZonedDateTime.from("2024-07-03T14:00[Europe/Berlin]");
    refused(
      zonedValue,
      "INVALID_ARGUMENT",
      /^Expected `date` to be a Temporal\.PlainDate or text YYYY-MM-DD, got 2024-07-03T14:00:00\+02:00\[Europe\/Berlin\]/,
    );
    refused(zonedValue.toInstant(), "INVALID_ARGUMENT", /got 2024-07-03T12:00:00Z \(object\)\.$/);
    refused(zonedValue.toPlainDateTime(), "INVALID_DATE", /^Expected a date as YYYY-MM-DD.*got "2024-07-03T14:00:00"/);
    refused(temporal.PlainDateTime.from("2024-07-03"), "INVALID_DATE", /got "2024-07-03T00:00:00"/);
    refused(temporal.PlainYearMonth.from("2024-07"), "INVALID_DATE", /got "2024-07"/);
    refused(temporal.PlainTime.from("14:00"), "INVALID_DATE", /got "14:00:00"/);
    refused(null, "INVALID_ARGUMENT", /got null/);
    refused(undefined, "INVALID_ARGUMENT", /got undefined/);
    refused(19_907, "INVALID_ARGUMENT", /got 19907 \(number\)/);
    refused(new Date(0), "INVALID_DATE", /./);
    expect(nyse.isSession(zonedValue.toPlainDate())).toBe(true);
  });

  test.each([null, undefined, 0, "2024-07-03T14:00Z", new Date(0), {}])("%j is refused as an instant", (value) => {
    const invalid = coded("INVALID_TIMESTAMP", /^Timestamp: expected a Temporal\.Instant or Temporal\.ZonedDateTime, got /);
    const none = value as unknown as TemporalInstant;
    for (const ask of [
      () => nyse.isOpen(none),
      () => nyse.tradingMinutes().has(none),
      () => nyse.jointHours([], none, none, "all"),
      () => temporalTransitions([nyse], none),
    ])
      expect(ask).toThrow(invalid);
  });

  test.each([null, undefined, 5])("%j is refused as an end of a trading index", (value) => {
    expect(() => nyse.tradingIndex(value as unknown as TemporalDate, "2024-07-03", "1h")).toThrow(coded("INVALID_ARGUMENT", /`date`/));
    expect(() => nyse.tradingIndex("2024-07-03", { epochMilliseconds: "1" } as unknown as TemporalInstant, "1h")).toThrow(
      coded("INVALID_TIMESTAMP", /./),
    );
  });

  test("transitions of several markets are in order of time, each in its own zone", () => {
    const markets = [XLON, XHKG, CME_EQUITY].map((definition) => temporalCalendar(definition, temporal));
    const now = instant("2024-06-03T03:30:00Z");
    expect(
      temporalTransitions(markets, now).map(({ calendar, kind, at: when, session }) => `${calendar} ${kind} ${when} ${session}`),
    ).toEqual([
      "XHKG break-start 2024-06-03T12:00:00+08:00[Asia/Hong_Kong] 2024-06-03",
      "XLON open 2024-06-03T08:00:00+01:00[Europe/London] 2024-06-03",
      "CME_EQUITY close 2024-06-03T16:00:00-05:00[America/Chicago] 2024-06-03",
    ]);
    const plain = core.nextTransitions([XLON, XHKG, CME_EQUITY], now.epochMilliseconds, { count: 5 });
    expect(temporalTransitions(markets, now, { count: 5 }).map(({ at: when }) => when.epochMilliseconds)).toEqual(
      plain.map(({ atMs }) => atMs),
    );
    expect(temporalTransitions([], now)).toEqual([]);
    expect(() => temporalTransitions(markets, now, { count: 0 })).toThrow(coded("INVALID_ARGUMENT", /`count`/));
  });
});

describe.each([["the whole temporal-polyfill", Full] as const, ...ORACLES.filter(([name]) => name === "native Temporal")])(
  "dates of other calendar systems, with %s",
  (_, temporal) => {
    test.each(["hebrew", "japanese", "buddhist", "gregory", "roc", "persian"])("%s: the same day", (system) => {
      const nyse = temporalCalendar(XNYS, temporal);
      const date = temporal.PlainDate.from("2024-07-03").withCalendar(system);
      expect(date.calendarId).toBe(system);
      expect(nyse.isSession(date)).toBe(true);
      expect(nyse.isSession(date.add({ days: 1 }))).toBe(false);
      expect(String(nyse.nextSession(date))).toBe("2024-07-05");
      expect(nyse.tradingIndex(date, date, "1h", { overrun: "clip" })).toHaveLength(4);
      // Answers are of the ISO calendar.
      expect(nyse.nextSession(date).calendarId).toBe("iso8601");
      // So is an instant, whatever the calendar system of its zoned date-time.
      expect(nyse.isOpen(temporal.ZonedDateTime.from("2024-07-03T16:00[Europe/Berlin]").withCalendar(system))).toBe(true);
    });
  },
);

describe("the runtime's own Temporal", () => {
  const native = (globalThis as { Temporal?: TemporalNamespace }).Temporal;
  afterEach(() => vi.unstubAllGlobals());

  test("is used where none is given", () => {
    vi.stubGlobal("Temporal", native ?? Temporal);
    const calendar = temporalCalendar(XNYS);
    expect(String(calendar.nextSession("2024-07-03"))).toBe("2024-07-05");
    expect(calendar.nextSession("2024-07-03")).toBeInstanceOf((native ?? Temporal).PlainDate);
  });

  test("is asked for by the message where there is none", () => {
    vi.stubGlobal("Temporal", undefined);
    expect(() => temporalCalendar(XNYS)).toThrow(
      coded(
        "MISSING_TEMPORAL",
        'This runtime has no Temporal. Pass one: `import { Temporal } from "temporal-polyfill"`, then `temporalCalendar(calendar, Temporal)`.',
      ),
    );
    expect(temporalCalendar(XNYS, Temporal).isSession("2024-07-03")).toBe(true);
  });
});

test("types are those of the namespace that is handed in", () => {
  const calendar = temporalCalendar(XNYS, Temporal);
  const now = Temporal.Instant.from("2024-07-03T14:00Z");
  type Zoned = Temporal.ZonedDateTime;
  type Day = Temporal.PlainDate;
  expectTypeOf(calendar).toEqualTypeOf<TemporalCalendar<typeof Temporal>>();
  expectTypeOf(calendar.sessionAt(now)).toEqualTypeOf<Day | null>();
  expectTypeOf(calendar.calendarDate(now)).toEqualTypeOf<Day>();
  expectTypeOf(calendar.nextOpen(now)).toEqualTypeOf<Zoned>();
  expectTypeOf(calendar.phaseAt(now).from).toEqualTypeOf<Zoned | null>();
  expectTypeOf(calendar.explainInstant(now).to).toEqualTypeOf<Zoned | null>();
  expectTypeOf(calendar.marketStatus(now).next).toEqualTypeOf<TemporalTransition<typeof Temporal> | null>();
  expectTypeOf(calendar.nextTransitions(now)).items.toHaveProperty("at").toEqualTypeOf<Zoned>();
  expectTypeOf(calendar.sessionSegments("2024-07-03")).items.toHaveProperty("start").toEqualTypeOf<Zoned>();
  expectTypeOf(calendar.sessionsInRange("2024-07-03", "2024-07-05")).toEqualTypeOf<Day[]>();
  expectTypeOf(calendar.schedule("2024-07-03", "2024-07-05").sessions).items.toHaveProperty("breakStart").toEqualTypeOf<Zoned | null>();
  expectTypeOf(calendar.holidays("2024-07-03", "2024-07-05")).items.toHaveProperty("date").toEqualTypeOf<Day>();
  expectTypeOf(calendar.tradingIndex("2024-07-03", now, "1h", { overrun: "clip" }))
    .items.toHaveProperty("session")
    .toEqualTypeOf<Day>();
  expectTypeOf(calendar.tradingMinutes()).toEqualTypeOf<TemporalMinutes<typeof Temporal>>();
  expectTypeOf(calendar.tradingMinutes().window(now, 2)).toEqualTypeOf<Zoned[]>();
  expectTypeOf(temporalTransitions([calendar], now))
    .items.toHaveProperty("session")
    .toEqualTypeOf<Day>();
  // Both kinds of instant, and dates as text or as plain dates; a date is no instant, and an instant no date.
  expectTypeOf<Zoned>().toExtend<TemporalInstant>();
  expectTypeOf<Temporal.Instant>().toExtend<TemporalInstant>();
  expectTypeOf<Day>().toExtend<TemporalDate>();
  expectTypeOf<Day>().not.toExtend<TemporalInstant>();
  expectTypeOf<number>().not.toExtend<TemporalDate>();
  // Without a namespace it is the runtime's, as far as its types are known.
  expectTypeOf(temporalCalendar<NativeTemporal>).returns.toEqualTypeOf<TemporalCalendar<NativeTemporal>>();
});
