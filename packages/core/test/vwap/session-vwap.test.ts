/** The session VWAP machine: the end of time, forming bars, breaks, snapshots, merging, and what it refuses. @module */
import { describe, expect, test } from "vitest";
import { XHKG } from "../../src/calendars/xhkg.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { sessionVwap } from "../../src/vwap/session/session-columns.js";
import { SessionVwap, type SessionVwapEvent } from "../../src/vwap/session/session-vwap.js";
import type { Bar } from "../../src/vwap/types.js";
import { SPEC_WINDOWS } from "./support.js";

const at = (text: string): number => Date.parse(text);

/** A bar on Monday 2024-01-15, or at a full timestamp. */
const bar = (time: string, price = 100, volume: number | null = 10): Bar => ({
  timestamp: at(time.includes("T") ? time : `2024-01-15T${time}Z`),
  high: price + 1,
  low: price - 1,
  close: price,
  volume,
});

const LONDON = { name: "London", start: "07:00", end: "16:00" };
const london = (options: object = {}): SessionVwap => new SessionVwap({ windows: [LONDON], ...options });
const types = (events: readonly SessionVwapEvent[]): string[] => events.map(({ type }) => type);

/** The error that an act throws, without its stack. */
function thrown(act: () => unknown): { code?: string; message?: string; details?: unknown } {
  try {
    act();
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details: unknown };
    return { code, message, details };
  }
  throw new Error("nothing was thrown");
}

describe("finalize", () => {
  test("a window whose end has come completes without a bar", () => {
    const vwap = london();
    vwap.update(bar("15:58:00", 100));
    vwap.update(bar("15:59:00", 110));
    expect(vwap.finalize(at("2024-01-15T15:59:59Z"))).toEqual([]);
    const [event, ...rest] = vwap.finalize(at("2024-01-15T16:00:00Z"));
    expect(rest).toEqual([]);
    expect(event).toMatchObject({ type: "leave", timestamp: at("2024-01-15T16:00:00Z"), completed: { vwap: 105, bars: 2, volume: 20 } });
    expect(vwap.states).toEqual(["OUT_OF_SESSION"]);
    expect(vwap.finalize(at("2024-01-15T17:00:00Z"))).toEqual([]);
  });

  test("a bar of an instance that is completed comes too late; one of another window does not", () => {
    const vwap = new SessionVwap({ windows: SPEC_WINDOWS });
    vwap.update(bar("15:58:00"));
    vwap.finalize(at("2024-01-15T16:00:05Z"));
    const before = vwap.snapshot();
    expect(thrown(() => vwap.update(bar("15:59:00")))).toMatchObject({
      code: "TIMESTAMPS_NOT_SORTED",
      message:
        'Bars must come in order of time: the bar at 2024-01-15T15:59:00Z comes after 2024-01-15T16:00:05Z. Sort the bars, or onOutOfOrder: "ignore" to leave late bars out.',
    });
    expect(vwap.snapshot()).toEqual(before);
    expect(types(vwap.update(bar("16:00:00")))).toEqual([]);
    expect(vwap.window("New York").bars).toBe(2);
  });

  test("bars stamped at their end: the one stamped with the end still belongs", () => {
    const vwap = london({ barLabel: "end", interval: "1m" });
    vwap.update(bar("07:00:00"));
    expect(vwap.window("London").active).toBe(false);
    vwap.update(bar("07:01:00"));
    vwap.update(bar("16:00:00"));
    expect(vwap.window("London").bars).toBe(2);
    expect(types(vwap.finalize(at("2024-01-15T16:00:00Z")))).toEqual([]);
    expect(types(vwap.finalize(at("2024-01-15T16:01:00Z")))).toEqual(["leave"]);
  });

  test("without an interval a bar stamped at its end belongs where the moment before it lies", () => {
    const vwap = london({ barLabel: "end" });
    vwap.update(bar("07:00:00"));
    expect(vwap.window("London").active).toBe(false);
    vwap.update({ ...bar("07:00:00"), timestamp: at("2024-01-15T07:00:00.001Z") });
    vwap.update(bar("16:00:00"));
    expect(vwap.window("London").bars).toBe(2);
    vwap.update({ ...bar("16:00:00"), timestamp: at("2024-01-15T16:00:00.001Z") });
    expect(vwap.window("London").lastCompleted?.bars).toBe(2);
  });
});

describe("replaceLast", () => {
  test("a forming bar is replaced, its events are told once", () => {
    const vwap = london();
    expect(types(vwap.update(bar("07:00:00", 100, 5)))).toEqual(["enter", "reset", "anchor"]);
    expect(types(vwap.replaceLast(bar("07:00:00", 120, 0)))).toEqual([]);
    expect(vwap.window("London").vwap).toBeNaN();
    vwap.replaceLast(bar("07:00:00", 110, 10));
    vwap.update(bar("07:01:00", 120, 10));
    expect(vwap.window("London")).toMatchObject({ vwap: 115, bars: 2, volume: 20 });
  });

  test("after a bar without volume nothing is taken off (10 x 5, then 0, then 20 x 5 in its place is 15)", () => {
    const vwap = london({ price: "close" });
    vwap.update({ timestamp: at("2024-01-15T08:00:00Z"), close: 10, volume: 5 });
    vwap.update({ timestamp: at("2024-01-15T08:01:00Z"), close: 20, volume: 0 });
    vwap.replaceLast({ timestamp: at("2024-01-15T08:01:00Z"), close: 20, volume: 5 });
    expect(vwap.window("London").vwap).toBe(15);
  });

  test("the first bar of a new instance replaced by one of the old brings the old instance back", () => {
    const vwap = new SessionVwap({ windows: [{ name: "Day", start: "00:00", end: "00:00" }] });
    vwap.update(bar("2024-01-15T23:00:00Z", 100));
    vwap.update(bar("2024-01-16T00:00:00Z", 200));
    vwap.replaceLast(bar("2024-01-15T23:59:00Z", 200));
    expect(vwap.window("Day")).toMatchObject({ instance: "2024-01-15", vwap: 150, lastCompleted: null });
  });

  test("time goes on for a forming bar: after finalize it can still be replaced", () => {
    const vwap = new SessionVwap({ windows: SPEC_WINDOWS });
    vwap.update(bar("15:00:00", 100));
    vwap.update(bar("16:00:00", 100));
    vwap.finalize(at("2024-01-15T16:00:30Z"));
    vwap.replaceLast(bar("16:00:00", 200));
    expect(vwap.window("London").lastCompleted).toMatchObject({ vwap: 100, bars: 1 });
    expect(vwap.window("New York").vwap).toBe(150);
  });

  test.each([
    ["before the first bar", (vwap: SessionVwap) => vwap.replaceLast(bar("07:00:00"))],
    ["after a merge", (vwap: SessionVwap) => [vwap.update(bar("07:00:00")), vwap.merge(london()), vwap.replaceLast(bar("07:00:00"))]],
  ])("there is nothing to replace %s", (_, act) => {
    expect(thrown(() => act(london())).code).toBe("INVALID_ARGUMENT");
  });

  test("a bad bar in its place changes nothing", () => {
    const vwap = london();
    vwap.update(bar("07:00:00"));
    vwap.update(bar("07:01:00"));
    const before = vwap.snapshot();
    expect(thrown(() => vwap.replaceLast(bar("07:01:00", 100, -1))).code).toBe("INVALID_BAR");
    expect(thrown(() => vwap.replaceLast(bar("06:59:00"))).code).toBe("TIMESTAMPS_NOT_SORTED");
    expect(vwap.snapshot()).toEqual(before);
  });
});

describe("windows of a calendar", () => {
  const HONG_KONG = { name: "Hong Kong", calendar: XHKG };

  test("a window rests over lunch and goes on with its sums", () => {
    const vwap = new SessionVwap({ windows: [HONG_KONG] });
    const told = ["09:29", "09:30", "11:59", "12:00", "12:30", "13:00", "15:59", "16:00"].map((time) =>
      types(vwap.update(bar(`2024-01-15T${time}:00+08:00`))).join(" "),
    );
    expect(told).toEqual(["", "enter reset anchor", "", "pause", "", "resume", "", "leave"]);
    expect(vwap.window("Hong Kong").lastCompleted).toMatchObject({ bars: 4, instance: "2024-01-15" });
  });

  test("finalize pauses it as well", () => {
    const vwap = new SessionVwap({ windows: [HONG_KONG] });
    vwap.update(bar("2024-01-15T11:59:00+08:00"));
    expect(types(vwap.finalize(at("2024-01-15T12:00:00+08:00")))).toEqual(["pause"]);
    expect([vwap.window("Hong Kong").active, vwap.window("Hong Kong").bars]).toEqual([false, 1]);
    expect(types(vwap.update(bar("2024-01-15T13:00:00+08:00")))).toEqual(["resume"]);
  });

  test.each([
    ["a holiday has no instance", XNYS, "2024-07-04T10:00:00-04:00", null],
    ["an early close ends it", XNYS, "2024-07-03T13:00:00-04:00", null],
    ["the minute before does not", XNYS, "2024-07-03T12:59:00-04:00", "2024-07-03"],
    ["summer time", XNYS, "2024-07-05T09:30:00-04:00", "2024-07-05"],
    ["beyond the coverage nothing runs", XNYS, "1950-07-05T09:30:00-04:00", null],
  ])("%s", (_, calendar, time, instance) => {
    const vwap = new SessionVwap({ windows: [{ name: "NYSE", calendar }] });
    vwap.update(bar(time));
    expect(vwap.window("NYSE").instance).toBe(instance);
  });

  test.each([
    ["pre", "2024-07-03T03:59:59-04:00", null],
    ["pre", "2024-07-03T04:00:00-04:00", "2024-07-03"],
    ["pre", "2024-07-03T09:30:00-04:00", null],
    ["post", "2024-07-03T13:00:00-04:00", "2024-07-03"],
    ["post", "2024-07-03T17:00:00-04:00", null],
    ["post", "2024-07-05T19:59:00-04:00", "2024-07-05"],
    ["overnight", "2024-07-07T20:00:00-04:00", "2024-07-08"],
    ["overnight", "2024-07-08T03:59:00-04:00", "2024-07-08"],
    ["overnight", "2024-07-05T21:00:00-04:00", null],
    ["pre", "2024-07-04T05:00:00-04:00", null],
    ["regular", "2024-07-05T09:30:00-04:00", "2024-07-05"],
  ])("the phase %s at %s", (phase, time, instance) => {
    const vwap = new SessionVwap({ windows: [{ name: "NYSE", calendar: XNYS, phase }] });
    vwap.update(bar(time));
    expect(vwap.window("NYSE").instance).toBe(instance);
  });

  test("listed sessions are named by their ids, and rest in their breaks", () => {
    const open = at("2024-01-15T09:00:00Z");
    const sessions = [
      {
        id: "first",
        intervals: [
          [open, open + 60_000],
          [open + 120_000, open + 180_000],
        ] as const,
      },
      { id: 2, intervals: [[open + 180_000, open + 240_000]] as const },
    ];
    const vwap = new SessionVwap({ windows: [{ name: "Listed", sessions }] });
    const told = [-1, 0, 60_000, 120_000, 180_000, 240_000].map((ms) =>
      vwap.update({ ...bar("09:00:00"), timestamp: open + ms }).map(({ type, instance }) => `${type} ${instance}`),
    );
    expect(told).toEqual([
      [],
      ["enter first", "reset first", "anchor first"],
      ["pause first"],
      ["resume first"],
      ["leave first", "enter 2", "reset 2", "anchor 2"],
      ["leave 2"],
    ]);
  });
});

describe("windows by the clock", () => {
  test.each([
    ["the weekday of the start counts: Friday evening", { start: "17:00", end: "16:00", days: [5] }, "2024-01-13T03:00:00Z", "2024-01-12"],
    ["Saturday evening is left out", { start: "17:00", end: "16:00", days: [5] }, "2024-01-13T18:00:00Z", null],
    ["to the end of the day", { start: "13:00", end: "24:00" }, "2024-01-15T23:59:59.999Z", "2024-01-15"],
    ["not beyond it", { start: "13:00", end: "24:00" }, "2024-01-16T00:00:00Z", null],
    ["milliseconds", { start: "13:00:00.500", end: "13:00:01" }, "2024-01-15T13:00:00.499Z", null],
    ["milliseconds", { start: "13:00:00.500", end: "13:00:01" }, "2024-01-15T13:00:00.500Z", "2024-01-15"],
    [
      "a start that the clocks skip comes an hour later",
      { start: "02:30", end: "04:00", timeZone: "America/New_York" },
      "2024-03-10T07:29:00Z",
      null,
    ],
    [
      "a start that the clocks skip comes an hour later",
      { start: "02:30", end: "04:00", timeZone: "America/New_York" },
      "2024-03-10T07:30:00Z",
      "2024-03-10",
    ],
    [
      "a start that comes twice is the first",
      { start: "01:30", end: "04:00", timeZone: "America/New_York" },
      "2024-11-03T05:30:00Z",
      "2024-11-03",
    ],
    ["an end that comes twice is the first", { start: "00:00", end: "01:30", timeZone: "America/New_York" }, "2024-11-03T05:30:00Z", null],
    ["24 hours of a zone", { start: "17:00", end: "17:00", timeZone: "America/New_York" }, "2024-03-10T20:59:59Z", "2024-03-09"],
    ["24 hours of a zone", { start: "17:00", end: "17:00", timeZone: "America/New_York" }, "2024-03-10T21:00:00Z", "2024-03-10"],
    ["a place far ahead of UTC", { start: "09:00", end: "17:00", timeZone: "Pacific/Auckland" }, "2024-01-14T21:00:00Z", "2024-01-15"],
  ] as const)("%s", (_, hours, time, instance) => {
    const vwap = new SessionVwap({ windows: [{ name: "W", ...hours }] });
    vwap.update(bar(time));
    expect(vwap.window("W").instance).toBe(instance);
  });
});

describe("snapshots", () => {
  test("are plain data", () => {
    const vwap = london();
    vwap.update(bar("07:00:00", 100, null));
    expect(JSON.parse(JSON.stringify(vwap.snapshot()))).toEqual(vwap.snapshot());
    expect(vwap.snapshot()).toMatchObject({ version: 1, kind: "session-vwap", windows: [{ name: "London", hours: "07:00-16:00 UTC" }] });
  });

  const taken = (): Record<string, unknown> => {
    const vwap = london();
    vwap.update(bar("07:00:00"));
    vwap.update(bar("07:01:00"));
    return JSON.parse(JSON.stringify(vwap.snapshot()));
  };
  /** A snapshot with another value at a path. */
  const withFault = (path: string, value: unknown): unknown => {
    const keys = path.replaceAll("[", ".").replaceAll("]", "").split(".");
    const last = keys.pop() as string;
    const snapshot = taken();
    let place = snapshot;
    for (const key of keys) place = place[key] as Record<string, unknown>;
    place[last] = value;
    return snapshot;
  };

  test.each([
    ["version", 2],
    ["kind", "rolling-vwap"],
    ["price", "close"],
    ["deviation", "close"],
    ["offsetMs", 60_000],
    ["lastMs", "yesterday"],
    ["finalizedMs", undefined],
    ["windows", []],
    ["windows[0].name", "Paris"],
    ["windows[0].hours", "08:00-16:00 UTC"],
    ["windows[0].active", 1],
    ["windows[0].current", null],
    ["windows[0].current.mean", null],
    ["windows[0].current.volume", -1],
    ["windows[0].current.squares", -1],
    ["windows[0].last", []],
    ["before", 7],
    ["before.lastMs", Number.NaN],
    ["before.windows[0].active", undefined],
  ])("a fault at %s is named", (path, value) => {
    const error = thrown(() => SessionVwap.restore({ windows: [LONDON] }, withFault(path, value)));
    expect(error).toMatchObject({ code: "INVALID_SNAPSHOT", details: { path } });
    expect(error.message).toContain(`\`${path}\``);
  });

  test.each([null, "text", []])("%j is none", (snapshot) => {
    expect(thrown(() => SessionVwap.restore({ windows: [LONDON] }, snapshot))).toMatchObject({
      code: "INVALID_SNAPSHOT",
      details: { path: "snapshot" },
    });
  });

  test("percentages go on from a snapshot of price deviations, and the other way round", () => {
    expect(() => SessionVwap.restore({ windows: [LONDON], deviation: "percent" }, taken())).not.toThrow();
  });

  test("merging refuses what does not fit, and keeps what it had", () => {
    const vwap = london();
    vwap.update(bar("07:00:00"));
    const before = vwap.snapshot();
    expect(thrown(() => vwap.merge(new SessionVwap({ windows: SPEC_WINDOWS }))).code).toBe("INVALID_SNAPSHOT");
    expect(vwap.snapshot()).toEqual(before);
  });
});

describe("what is refused", () => {
  test.each([
    ["a negative volume", bar("08:00:00", 100, -1), "Bar at 2024-01-15T08:00:00Z: expected volume to be 0 or more, got -1 (number)."],
    ["an infinite volume", bar("08:00:00", 100, Number.POSITIVE_INFINITY), "got Infinity (number)."],
  ])("%s", (_, bad, message) => {
    const vwap = london();
    const before = vwap.snapshot();
    const error = thrown(() => vwap.update(bad));
    expect(error.code).toBe("INVALID_BAR");
    expect(error.message).toContain(message);
    expect(vwap.snapshot()).toEqual(before);
    const skipping = london({ onInvalid: "skip" });
    skipping.update(bad);
    expect(skipping.window("London")).toMatchObject({ bars: 1, volume: 0, vwap: Number.NaN });
  });

  test("instants in messages are in the window's zone", () => {
    const vwap = new SessionVwap({ windows: [{ name: "Tokyo", start: "09:00", end: "15:30", timeZone: "Asia/Tokyo" }] });
    expect(thrown(() => vwap.update(bar("2024-01-15T00:00:00Z", 100, -5))).message).toContain("Bar at 2024-01-15T09:00:00+09:00");
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [1e17], ["2024-01-15"], [undefined]])("the timestamp %s", (timestamp) => {
    expect(thrown(() => london().update({ ...bar("08:00:00"), timestamp: timestamp as number })).code).toBe("INVALID_TIMESTAMP");
  });

  test("a bar earlier than the one before it, and the state stays", () => {
    const vwap = london();
    vwap.update(bar("08:00:00"));
    const before = vwap.snapshot();
    expect(thrown(() => vwap.update(bar("07:59:00")))).toMatchObject({ code: "TIMESTAMPS_NOT_SORTED" });
    expect(vwap.snapshot()).toEqual(before);
    expect(types(vwap.update(bar("08:00:00")))).toEqual([]);
  });

  test.each([
    ["no windows", { windows: [] }, "INVALID_WINDOW", "windows"],
    ["a window without a name", { windows: [{ ...LONDON, name: " " }] }, "INVALID_WINDOW", "windows[0].name"],
    ["two of one name", { windows: [LONDON, LONDON] }, "INVALID_WINDOW", "windows[1].name"],
    ["a start of 24:00", { windows: [{ ...LONDON, start: "24:00" }] }, "INVALID_WINDOW", "windows[0].start"],
    ["an hour that is none", { windows: [{ ...LONDON, end: "25:00" }] }, "INVALID_WINDOW", "windows[0].end"],
    ["a number for a time", { windows: [{ ...LONDON, start: 28_800 }] }, "INVALID_WINDOW", "windows[0].start"],
    ["weekday 0", { windows: [{ ...LONDON, days: [1, 0] }] }, "INVALID_WINDOW", "windows[0].days[1]"],
    ["a phase that the calendar lacks", { windows: [{ name: "X", calendar: XNYS, phase: "lunch" }] }, "INVALID_WINDOW", "phase"],
    ["a zone that is none", { windows: [{ ...LONDON, timeZone: "London" }] }, "UNKNOWN_TIME_ZONE", undefined],
    ["a price that is none", { windows: [LONDON], price: "typical" }, "INVALID_ARGUMENT", undefined],
    ["a deviation that is none", { windows: [LONDON], deviation: "sd" }, "INVALID_ARGUMENT", undefined],
    ["a negative multiple", { windows: [LONDON], multipliers: [1, -1] }, "INVALID_ARGUMENT", undefined],
    ["multiples that are no list", { windows: [LONDON], multipliers: 2 }, "INVALID_ARGUMENT", undefined],
    ["a label that is none", { windows: [LONDON], barLabel: "middle" }, "INVALID_ARGUMENT", undefined],
    ["a negative interval", { windows: [LONDON], barLabel: "end", interval: -60_000 }, "INVALID_ARGUMENT", undefined],
    ["a policy that is none", { windows: [LONDON], onOutOfOrder: "sort" }, "INVALID_ARGUMENT", undefined],
    ["a policy that is none", { windows: [LONDON], onInvalid: "null" }, "INVALID_ARGUMENT", undefined],
  ])("%s", (_, options, code, path) => {
    const error = thrown(() => new SessionVwap(options as never));
    expect(error.code).toBe(code);
    if (path !== undefined) expect(error.details).toMatchObject({ path });
  });

  test("a window that there is not", () => {
    expect(thrown(() => london().window("Paris")).message).toContain("one of London");
  });
});

describe("columns", () => {
  const frame = {
    timestamp: ["2024-01-15T07:00:00Z", "2024-01-15T07:01:00Z", "2024-01-15T16:00:00Z"],
    high: [101, 121, 1],
    low: [99, 119, 1],
    close: [100, 120, 1],
    volume: [10, 10, 10],
  };
  const options = { windows: [LONDON] };

  test("nanoseconds, integers and text are read alike", () => {
    const ms = frame.timestamp.map(at);
    const expected = Array.from(sessionVwap(frame, options).window("London").vwap);
    expect(expected).toEqual([100, 110, Number.NaN]);
    for (const timestamp of [
      ms,
      Float64Array.from(ms),
      BigInt64Array.from(ms, (each) => BigInt(each) * 1_000_000n),
      Int32Array.from(ms, (each) => each / 1000),
      ms.map((each) => new Date(each)),
    ])
      expect(Array.from(sessionVwap({ ...frame, timestamp }, options).window("London").vwap)).toEqual(expected);
    const integers = { ...frame, volume: Int32Array.of(10, 10, 10), close: [100n, 120n, 1n] };
    expect(Array.from(sessionVwap(integers, options).window("London").vwap)).toEqual(expected);
  });

  test("a window that holds every row, and no rows at all", () => {
    const day = { windows: [{ name: "Day", start: "00:00", end: "24:00" }] };
    expect(Array.from(sessionVwap(frame, day).window("Day").vwap)).toEqual([100, 110, 73.66666666666667]);
    const empty = { timestamp: [], high: [], low: [], close: [], volume: [] };
    expect(sessionVwap(empty, day).window("Day")).toMatchObject({ instances: [] });
    expect(sessionVwap(empty, day).window("Day").bands[2]?.upper.length).toBe(0);
  });

  test("only the columns that the price needs are asked for", () => {
    const { timestamp, close, volume } = frame;
    expect(Array.from(sessionVwap({ timestamp, close, volume }, { ...options, price: "close" }).window("London").vwap)).toEqual([
      100,
      110,
      Number.NaN,
    ]);
    expect(Array.from(sessionVwap({ timestamp, vwap: close, volume }, { ...options, price: "vwap" }).window("London").vwap)).toEqual([
      100,
      110,
      Number.NaN,
    ]);
    expect(thrown(() => sessionVwap({ timestamp, close, volume }, options))).toMatchObject({
      code: "MISSING_COLUMN",
      details: { name: "high" },
    });
    expect(thrown(() => sessionVwap({ ...frame, open: [1] }, options)).message).toContain("`frame.open`");
  });

  test("instances are told with their last values", () => {
    expect(sessionVwap(frame, options).window("London").instances).toEqual([
      {
        instance: "2024-01-15",
        anchorMs: at("2024-01-15T07:00:00Z"),
        endMs: at("2024-01-15T16:00:00Z"),
        vwap: 110,
        sd: 10,
        volume: 20,
        bars: 2,
      },
    ]);
  });

  test.each([
    [
      "a row out of order",
      { timestamp: [...frame.timestamp].reverse() },
      "TIMESTAMPS_NOT_SORTED",
      "row 1 at 2024-01-15T07:01:00Z comes after 2024-01-15T16:00:00Z. Pass sort: true",
    ],
    ["a row without a timestamp", { timestamp: [frame.timestamp[0], null, frame.timestamp[2]] }, "INVALID_TIMESTAMP", "Row 1"],
    ["an endless timestamp", { timestamp: [0, 1, Number.POSITIVE_INFINITY] }, "INVALID_TIMESTAMP", "Row 2"],
    [
      "a negative volume",
      { volume: [10, -2, 10] },
      "INVALID_BAR",
      "Row 1 at 2024-01-15T07:01:00Z: expected volume to be 0 or more, got -2",
    ],
    ["a negative volume outside of every window", { volume: [10, 2, -10] }, "INVALID_BAR", "Row 2 at 2024-01-15T16:00:00Z"],
    ["text for a price", { close: [100, "120", 1] }, "INVALID_BAR", "Row 1 at 2024-01-15T07:01:00Z: expected close to be a number"],
  ])("%s is refused with its row", (_, change, code, message) => {
    const error = thrown(() => sessionVwap({ ...frame, ...change }, options));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  test("invalid volumes are left out where that is asked for", () => {
    const volume = [10, Number.NEGATIVE_INFINITY, 10];
    expect(Array.from(sessionVwap({ ...frame, volume }, { ...options, onInvalid: "skip" }).window("London").vwap)).toEqual([
      100,
      100,
      Number.NaN,
    ]);
  });

  test("a window by a name that there is not, and a multiple that is none", () => {
    expect(thrown(() => sessionVwap(frame, options).window("Paris")).code).toBe("INVALID_ARGUMENT");
    expect(thrown(() => sessionVwap(frame, options).window("London").upper(Number.NaN)).code).toBe("INVALID_ARGUMENT");
  });
});
