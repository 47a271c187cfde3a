/**
 * The specification of the session state model, scenario by scenario, and its list of acceptance criteria. Where its rule and its diagram
 * fail (24 hours, midnight, days without bars), the tests say what holds here.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { SessionVwap } from "../../src/vwap/session/session-vwap.js";
import type { Bar } from "../../src/vwap/types.js";
import { SPEC_WINDOWS } from "./support.js";

/** Monday 2024-01-15 at a time of day in UTC, and the days after it. */
const at = (time: string, day = 15): number => Date.parse(`2024-01-${day}T${time}Z`);

const bar = (time: string, price = 100, volume = 10, day = 15): Bar => ({
  timestamp: at(time, day),
  high: price + 1,
  low: price - 1,
  close: price,
  volume,
});

const machine = (): SessionVwap => new SessionVwap({ windows: SPEC_WINDOWS });

/** The states after one bar at a time of day. */
function statesAt(time: string): readonly string[] {
  const vwap = machine();
  vwap.update(bar(time));
  return vwap.states;
}

describe("§3.1 states", () => {
  test.each([
    ["00:00:00", ["IN_SESSION_ASIA"]],
    ["06:59:59", ["IN_SESSION_ASIA"]],
    ["07:00:00", ["IN_SESSION_ASIA", "IN_SESSION_LONDON"]],
    ["07:59:59", ["IN_SESSION_ASIA", "IN_SESSION_LONDON"]],
    ["08:00:00", ["IN_SESSION_LONDON"]],
    ["12:59:59", ["IN_SESSION_LONDON"]],
    ["13:00:00", ["IN_SESSION_LONDON", "IN_SESSION_NEWYORK"]],
    ["14:30:00", ["IN_SESSION_LONDON", "IN_SESSION_NEWYORK"]],
    ["15:59:59", ["IN_SESSION_LONDON", "IN_SESSION_NEWYORK"]],
    ["16:00:00", ["IN_SESSION_NEWYORK"]],
    ["20:59:59", ["IN_SESSION_NEWYORK"]],
    ["21:00:00", ["OUT_OF_SESSION"]],
    ["23:59:00", ["OUT_OF_SESSION"]],
  ])("at %s: %s", (time, states) => {
    expect(statesAt(time)).toEqual(states);
  });

  test("before the first bar no session is active", () => {
    expect(machine().states).toEqual(["OUT_OF_SESSION"]);
  });
});

describe("§3.2 membership", () => {
  test("a bar belongs to one, to several or to no session", () => {
    const active = (time: string): number => {
      const vwap = machine();
      vwap.update(bar(time));
      return vwap.activeWindows.length;
    };
    expect([active("02:00:00"), active("14:30:00"), active("22:00:00")]).toEqual([1, 2, 0]);
  });

  test("the start is in, the end is out", () => {
    const vwap = machine();
    vwap.update(bar("07:00:00"));
    expect(vwap.window("London").active).toBe(true);
    vwap.update(bar("15:59:59"));
    expect(vwap.window("London").active).toBe(true);
    vwap.update(bar("16:00:00"));
    expect(vwap.window("London").active).toBe(false);
  });
});

describe("§3.3 the life of one session", () => {
  test("enter, reset and anchor on the first bar at or after the start; nothing on the bars that follow; leave on the first bar at or after the end", () => {
    const vwap = new SessionVwap({ windows: [{ name: "London", start: "07:00", end: "16:00" }] });
    const types = ["06:59:00", "07:03:00", "07:04:00", "15:59:00", "16:05:00", "16:06:00"].map((time) =>
      vwap.update(bar(time)).map((event) => event.type),
    );
    expect(types).toEqual([[], ["enter", "reset", "anchor"], [], [], ["leave"], []]);
  });

  test("no VWAP is calculated while out of session", () => {
    const vwap = new SessionVwap({ windows: [{ name: "London", start: "07:00", end: "16:00" }] });
    const london = vwap.window("London");
    vwap.update(bar("06:00:00", 500));
    expect([london.vwap, london.sd, london.upper(1), london.anchorMs]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    vwap.update(bar("07:00:00", 100));
    vwap.update(bar("17:00:00", 900));
    expect(london.vwap).toBeNaN();
    expect(london.lastCompleted?.vwap).toBe(100);
  });
});

describe("§4.1 reset", () => {
  test("the sums of the day before are cleared on the first bar at or after the start, which becomes the anchor", () => {
    const vwap = new SessionVwap({ windows: [{ name: "London", start: "07:00", end: "16:00" }] });
    const london = vwap.window("London");
    vwap.update(bar("09:00:00", 100, 1000));
    vwap.update(bar("17:00:00", 100, 1000));
    vwap.update(bar("07:02:00", 200, 1, 16));
    expect(london.vwap).toBe(200);
    expect(london.volume).toBe(1);
    expect(london.anchorMs).toBe(at("07:02:00", 16));
    expect(london.instance).toBe("2024-01-16");
  });

  test("a session whose end nobody saw resets too: the instance has changed", () => {
    const vwap = new SessionVwap({ windows: [{ name: "London", start: "07:00", end: "16:00" }] });
    vwap.update(bar("15:00:00", 100));
    const events = vwap.update(bar("08:00:00", 200, 10, 16));
    expect(events.map(({ type, instance }) => `${type} ${instance}`)).toEqual([
      "leave 2024-01-15",
      "enter 2024-01-16",
      "reset 2024-01-16",
      "anchor 2024-01-16",
    ]);
    expect(vwap.window("London").vwap).toBe(200);
  });

  test("a session of 24 hours resets at its start, though it is never left", () => {
    const vwap = new SessionVwap({ windows: [{ name: "Day", start: "00:00", end: "00:00" }] });
    vwap.update(bar("23:59:00", 100));
    vwap.update(bar("00:00:00", 200, 10, 16));
    expect(vwap.window("Day").vwap).toBe(200);
    expect(vwap.window("Day").lastCompleted?.vwap).toBe(100);
  });

  test("a session over midnight goes on at midnight, and belongs to the date on which it started", () => {
    const vwap = new SessionVwap({ windows: [{ name: "Sydney", start: "21:00", end: "06:00" }] });
    vwap.update(bar("21:00:00", 100));
    vwap.update(bar("02:00:00", 200, 10, 16));
    expect(vwap.window("Sydney")).toMatchObject({ active: true, instance: "2024-01-15", vwap: 150 });
    vwap.update(bar("06:00:00", 300, 10, 16));
    expect(vwap.window("Sydney").active).toBe(false);
  });
});

describe("§4.2 several anchors at once", () => {
  test("each session has its own sums, anchor and state", () => {
    const vwap = machine();
    vwap.update(bar("12:59:00", 100, 10));
    vwap.update(bar("13:00:00", 200, 10));
    expect(vwap.window("London")).toMatchObject({ vwap: 150, anchorMs: at("12:59:00"), bars: 2 });
    expect(vwap.window("New York")).toMatchObject({ vwap: 200, anchorMs: at("13:00:00"), bars: 1 });
  });

  test("a bar is passed to the active sessions only", () => {
    const vwap = machine();
    vwap.update(bar("02:00:00"));
    expect(vwap.windows.map(({ bars }) => bars)).toEqual([1, 0, 0]);
  });
});

describe("§4.3 the scenario: overlap and day roll", () => {
  const vwap = machine();
  const london = vwap.window("London");
  const newYork = vwap.window("New York");

  test("Monday 13:00: London goes on, New York is reset and anchored to this bar", () => {
    vwap.update(bar("12:00:00", 100));
    const events = vwap.update(bar("13:00:00", 110));
    expect(events.map(({ type, window }) => `${type} ${window}`)).toEqual(["enter New York", "reset New York", "anchor New York"]);
    expect(london.vwap).toBe(105);
    expect(newYork).toMatchObject({ vwap: 110, anchorMs: at("13:00:00") });
  });

  test("Monday 16:00: London concludes with its final value, the bar feeds New York", () => {
    const events = vwap.update(bar("16:00:00", 130));
    expect(events).toEqual([
      {
        type: "leave",
        window: "London",
        instance: "2024-01-15",
        timestamp: at("16:00:00"),
        completed: {
          instance: "2024-01-15",
          anchorMs: at("12:00:00"),
          endMs: at("16:00:00"),
          vwap: 105,
          sd: 5,
          volume: 20,
          bars: 2,
        },
      },
    ]);
    expect(london.lastCompleted?.vwap).toBe(105);
    expect(newYork.vwap).toBe(120);
  });

  test("Monday 23:59: all sessions are inactive", () => {
    vwap.update(bar("23:59:00", 1));
    expect(vwap.states).toEqual(["OUT_OF_SESSION"]);
    expect(newYork.lastCompleted?.vwap).toBe(120);
  });

  test("Tuesday 00:00: Asia is reset and anchored to this bar", () => {
    const events = vwap.update(bar("00:00:00", 140, 10, 16));
    expect(events.map(({ type, window }) => `${type} ${window}`)).toEqual(["enter Asia", "reset Asia", "anchor Asia"]);
    expect(vwap.window("Asia")).toMatchObject({ vwap: 140, anchorMs: at("00:00:00", 16), instance: "2024-01-16" });
  });
});

describe("the companion specification", () => {
  // High, low, close and volume of ten bars; VWAP and the deviations by the conventions, worked out by other programs.
  const H = [102, 103, 105, 106, 104, 107, 108, 109, 110, 112];
  const L = [100, 101, 102, 103, 102, 105, 106, 107, 108, 110];
  const C = [101, 102, 104, 105, 103, 106, 107, 108, 109, 111];
  const V = [100, 150, 200, 250, 180, 300, 350, 400, 450, 500];
  const EXPECTED = [
    { bar: 0, vwap: 101, close: 0, price: 0 },
    { bar: 1, vwap: 101.6, close: 0.489897949, price: 0.489897949 },
    { bar: 2, vwap: 102.518518519, close: 1.255987034, price: 1.089921405 },
    { bar: 4, vwap: 103.227272727, close: 1.363636364, price: 1.209751471 },
    { bar: 9, vwap: 106.888888889, close: 2.858210504, price: 2.903409022 },
  ];

  test.each(["close", "price"] as const)("deviation %s", (deviation) => {
    const vwap = new SessionVwap({ windows: [{ name: "Day", start: "00:00", end: "24:00" }], deviation });
    const day = vwap.window("Day");
    const found = H.map((high, i) => {
      vwap.update({ timestamp: at("10:00:00") + i * 60_000, high, low: L[i], close: C[i], volume: V[i] });
      return { vwap: day.vwap, sd: day.sd, upper: day.upper(2), lower: day.lower(2) };
    });
    for (const { bar: i, vwap: mean, ...sd } of EXPECTED) {
      expect(found[i]?.vwap).toBeCloseTo(mean, 8);
      expect(found[i]?.sd).toBeCloseTo(sd[deviation], 8);
      expect(found[i]?.upper).toBeCloseTo(mean + 2 * sd[deviation], 8);
      expect(found[i]?.lower).toBeCloseTo(mean - 2 * sd[deviation], 8);
    }
  });

  test("bands in percent of the VWAP", () => {
    const vwap = new SessionVwap({ windows: SPEC_WINDOWS, deviation: "percent", multipliers: [0.5, 2] });
    vwap.update(bar("02:00:00", 100));
    vwap.update(bar("02:01:00", 300));
    expect(vwap.window("Asia").bands).toEqual([
      { multiplier: 0.5, upper: 200.99999999999997, lower: 199 },
      { multiplier: 2, upper: 204, lower: 196 },
    ]);
  });

  test("there is a value from the first bar on, and it stays while no bars come", () => {
    const vwap = machine();
    vwap.update(bar("02:00:00", 100));
    expect(vwap.window("Asia").vwap).toBe(100);
    vwap.finalize(at("07:30:00"));
    expect(vwap.window("Asia").vwap).toBe(100);
  });
});

describe("§5 acceptance", () => {
  test("session boundaries come from configuration alone", () => {
    const vwap = new SessionVwap({ windows: [{ name: "Frankfurt", start: "09:00", end: "17:30", timeZone: "Europe/Berlin" }] });
    vwap.update(bar("08:00:00"));
    expect(vwap.states).toEqual(["IN_SESSION_FRANKFURT"]);
  });

  test("a fixed time of UTC drifts against a place in summer, a zone does not", () => {
    const windows = [
      { name: "London in UTC", start: "08:00", end: "16:30" },
      { name: "London", start: "08:00", end: "16:30", timeZone: "Europe/London" },
    ];
    const vwap = new SessionVwap({ windows });
    vwap.update({ timestamp: Date.parse("2024-07-15T07:30:00Z"), high: 1, low: 1, close: 1, volume: 1 });
    expect(vwap.activeWindows).toEqual(["London"]);
  });
});
