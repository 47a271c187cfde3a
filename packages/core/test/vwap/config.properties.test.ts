/** What holds for any configuration: it is read as it is meant, or refused in one way. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { OpenbellError } from "../../src/errors.js";
import { sessionWindows, type WindowFault } from "../../src/vwap/windows/config.js";
import { columnPrefix, stateName } from "../../src/vwap/windows/names.js";
import { openWindows, type SessionWindow } from "../../src/vwap/windows/windows.js";

const two = (n: number): string => String(n).padStart(2, "0");
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.option(fc.nat(59), { nil: undefined }), fc.option(fc.nat(999), { nil: undefined }))
  .map(
    ([h, m, s, ms]) =>
      `${two(h)}:${two(m)}${s === undefined ? "" : `:${two(s)}${ms === undefined ? "" : `.${String(ms).padStart(3, "0")}`}`}`,
  );
const zone = fc.constantFrom("UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia");
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const key = (...names: string[]): fc.Arbitrary<string> => fc.constantFrom(...names);

/** Hours as they stand in a window, and an entry that says the same. */
interface Said {
  readonly window: object;
  readonly entry: { readonly [key: string]: unknown };
}

const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).chain((iso) =>
  fc
    .tuple(fc.shuffledSubarray(iso, { minLength: iso.length }), fc.infiniteStream(fc.nat(2)), fc.boolean())
    .map(([order, spellings, asText]) => {
      const items = order.map(
        (day) => [day, WEEKDAYS[day - 1], WEEKDAYS[day - 1]?.slice(0, 3).toUpperCase()][spellings.next().value as number],
      );
      return { iso, said: asText ? items.join(", ") : items };
    }),
);

const clockHours: fc.Arbitrary<Said> = fc
  .record({
    start: time,
    end: fc.oneof(time, fc.constant("24:00")),
    zone: fc.option(zone),
    days: fc.option(days),
    startKey: key("start", "start_time", "startTime"),
    endKey: key("end", "end_time", "endTime"),
    zoneKey: key("tz", "time_zone", "timezone", "timeZone"),
  })
  .map(({ start, end, zone, days, startKey, endKey, zoneKey }) => ({
    window: { start, end, ...(zone === null ? {} : { timeZone: zone }), ...(days === null ? {} : { days: days.iso }) },
    entry: {
      [startKey]: start,
      [endKey]: end,
      ...(zone === null ? {} : { [zoneKey]: zone }),
      ...(days === null ? {} : { days: days.said }),
    },
  }));

const calendarHours: fc.Arbitrary<Said> = fc
  .constantFrom({ calendar: XNYS }, { calendar: XNYS, phase: "pre" }, { calendar: ALWAYS_OPEN, phase: "regular" })
  .chain((window) =>
    fc.boolean().map((byName) => ({ window, entry: { ...window, ...(byName ? { calendar: window.calendar.name } : {}) } })),
  );

const listedHours: fc.Arbitrary<Said> = fc
  .tuple(
    fc.integer({ min: -1e12, max: 1e12 }),
    fc.array(fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 })), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.boolean(),
  )
  .map(([startMs, gaps, asText]) => {
    let ms = startMs;
    const after = (length: number): number => {
      ms += length;
      return ms;
    };
    const sessions = gaps.map((pairs, id) => ({ id, intervals: pairs.map(([gap, length]) => [after(gap), after(length)]) }));
    const said = (at: number | undefined): unknown => (asText ? new Date(at ?? 0).toISOString() : at);
    return {
      window: { sessions },
      entry: { sessions: sessions.map(({ id, intervals }) => ({ id, intervals: intervals.map((pair) => pair.map(said)) })) },
    };
  });

const name = fc
  .oneof(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }), fc.constantFrom("Asia", "London", "New York"))
  .filter((text) => columnPrefix(text) !== "");
const list = fc.uniqueArray(fc.tuple(name, fc.oneof(clockHours, calendarHours, listedHours)), {
  minLength: 1,
  maxLength: 6,
  comparator: ([a], [b]) => stateName(a) === stateName(b) || columnPrefix(a) === columnPrefix(b),
});
const wrapped = (entries: unknown): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(entries, { sessions: entries }, { vwap: { sessions: entries } });

const calendars = (named: string): typeof XNYS => (named === XNYS.name ? XNYS : ALWAYS_OPEN);

test("windows are read as they are meant, in whichever way it is said, and run", () => {
  fc.assert(
    fc.property(
      list.chain((said) => fc.tuple(fc.constant(said), wrapped(said.map(([named, { entry }]) => ({ name: named, ...entry }))))),
      ([said, config]) => {
        const windows = sessionWindows(config, { calendars });
        expect(windows).toEqual(said.map(([named, { window }]) => ({ name: named, ...window })));
        expect(openWindows(windows)).toHaveLength(said.length);
        // What was read can be read again.
        expect(sessionWindows(windows)).toEqual(windows);
      },
    ),
  );
});

/** Values of which some are nearly right. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withDate: true, withNullPrototype: true, withBigInt: true }),
  time,
  zone,
  fc.constantFrom(XNYS, "XNYS", "pre", "Mon-Fri", "24:00", 28_800, 0, [1, 2], [{ id: 1, intervals: [[0, 1]] }], null),
);
const entry = fc.dictionary(
  fc.oneof(
    key("name", "start_time", "start", "end_time", "end", "tz", "days", "calendar", "phase", "sessions", "__proto__", "constructor"),
    fc.string({ maxLength: 6 }),
  ),
  value,
  { maxKeys: 7 },
);
const junk = fc.oneof(
  value,
  fc.array(fc.oneof(entry, value), { maxLength: 4 }).chain(wrapped),
  fc
    .array(
      fc.tuple(name, clockHours, entry).map(([named, said, more]) => ({ name: named, ...said.entry, ...more })),
      { maxLength: 4 },
    )
    .chain(wrapped),
);

/** What a way leads to in a configuration. */
const follow = (config: unknown, keys: readonly (string | number)[]): unknown =>
  keys.reduce(
    (at: unknown, step) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, step) ? (at as Record<string | number, unknown>)[step] : undefined,
    config,
  );

test("anything else is refused with INVALID_WINDOW, and each fault leads to what was found", () => {
  let refused = 0;
  fc.assert(
    fc.property(junk, (config) => {
      let windows: readonly SessionWindow[];
      try {
        windows = sessionWindows(config, { calendars });
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(OpenbellError);
        const { code, details, message } = error as OpenbellError;
        expect(code).toBe("INVALID_WINDOW");
        const faults = details["faults"] as readonly WindowFault[];
        expect(faults.length).toBeGreaterThan(0);
        for (const fault of faults) {
          expect(follow(config, fault.keys)).toBe(fault.found);
          expect(message).toContain(fault.message);
          expect(fault.message).toContain(`\`${fault.path}\``);
        }
        return;
      }
      expect(openWindows(windows)).toHaveLength(windows.length);
    }),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(0);
});

test("names that are told apart have states and columns that can be", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 2, maxLength: 5 }), (names) => {
      const config = names.map((each) => ({ name: each, start: "00:00", end: "08:00" }));
      const apart = new Set(names.map(stateName)).size === names.length && new Set(names.map(columnPrefix)).size === names.length;
      if (apart) expect(sessionWindows(config)).toHaveLength(names.length);
      else expect(() => sessionWindows(config)).toThrow(OpenbellError);
    }),
  );
});

test("states and columns are plain: one case, letters, digits, and single underscores between", () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(stateName(text)).toMatch(/^IN_SESSION_[\p{L}\p{M}\p{N}]+$/u);
      expect(stateName(text)).toBe(stateName(text).toUpperCase());
      expect(columnPrefix(text)).toMatch(/^[\p{L}\p{M}\p{N}]+(_[\p{L}\p{M}\p{N}]+)*$/u);
      expect(columnPrefix(text)).toBe(columnPrefix(text).toLowerCase());
    }),
  );
});
