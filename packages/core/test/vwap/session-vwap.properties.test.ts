/** What holds for session VWAP whatever the bars: the invariants of the mean and its bands, and the laws of the machine. @module */
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { sessionVwap } from "../../src/vwap/session/session-columns.js";
import { SessionVwap, type SessionVwapOptions } from "../../src/vwap/session/session-vwap.js";
import type { Bar } from "../../src/vwap/types.js";
import { ALL_KINDS, bars, columnsOfBars, readings } from "./support.js";

const options = fc.record({
  price: fc.constantFrom("hlc3", "hl2", "ohlc4", "close"),
  deviation: fc.constantFrom("price", "close", "percent"),
  barLabel: fc.constantFrom("start", "end"),
  interval: fc.constantFrom(60_000, 300_000),
}) as fc.Arbitrary<Omit<SessionVwapOptions, "windows">>;

function run(list: readonly Bar[], settings: SessionVwapOptions): SessionVwap {
  const machine = new SessionVwap(settings);
  for (const bar of list) machine.update(bar);
  return machine;
}

/** The values of all windows after each bar. */
function walk(list: readonly Bar[], settings: SessionVwapOptions): { vwap: number; sd: number; anchor: number }[][] {
  const machine = new SessionVwap(settings);
  return list.map((bar) => {
    machine.update(bar);
    return machine.windows.map(({ vwap, sd, anchorMs }) => ({ vwap, sd, anchor: anchorMs }));
  });
}

/** Windows are not part of what is drawn: a failure would print them all. */
const withWindows = (settings: Omit<SessionVwapOptions, "windows">): SessionVwapOptions => ({ ...settings, windows: ALL_KINDS });

const close = (found: number, expected: number, scale: number): boolean =>
  (Number.isNaN(found) && Number.isNaN(expected)) || Math.abs(found - expected) <= 1e-9 * (Math.abs(scale) + 1);

describe("stream and columns", () => {
  test.prop([bars(), options])("agree to the last bit", (list, drawn) => {
    const settings = withWindows(drawn);
    const columns = sessionVwap(columnsOfBars(list), settings);
    for (const [row, values] of walk(list, settings).entries())
      for (const [i, { vwap, sd, anchor }] of values.entries()) {
        const window = columns.windows[i];
        expect([window?.vwap[row], window?.sd[row], window?.anchor[row]]).toEqual([vwap, sd, anchor]);
      }
  });

  test.prop([bars(), options])("agree on instances and their final values", (list, drawn) => {
    const settings = withWindows(drawn);
    const machine = new SessionVwap(settings);
    const left: unknown[][] = ALL_KINDS.map(() => []);
    const keep = (events: ReturnType<SessionVwap["update"]>): void => {
      for (const { type, window, completed } of events)
        if (type === "leave") left[ALL_KINDS.findIndex(({ name }) => name === window)]?.push(completed);
    };
    for (const bar of list) keep(machine.update(bar));
    keep(machine.finalize(Date.UTC(2030, 0)));
    const columns = sessionVwap(columnsOfBars(list), settings);
    expect(columns.windows.map(({ instances }) => instances)).toEqual(left);
  });

  test.prop([bars(), fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), options])("sort brings rows into order", (list, keys, drawn) => {
    const settings = withWindows(drawn);
    // Equal timestamps are two observations whose order is that of the rows: shuffle only those that differ.
    const distinct = list.filter((bar, i) => bar.timestamp !== list[i - 1]?.timestamp);
    const order = distinct.map((_, i) => i).sort((a, b) => (keys[a] as number) - (keys[b] as number));
    const shuffled = order.map((i) => distinct[i] as Bar);
    const sorted = sessionVwap(columnsOfBars(distinct), settings);
    const found = sessionVwap(columnsOfBars(shuffled), { ...settings, sort: true });
    for (const [w, window] of found.windows.entries())
      for (const [row, i] of order.entries()) {
        const expected = sorted.windows[w];
        expect([window.vwap[row], window.sd[row], window.upper(2)[row]]).toEqual([
          expected?.vwap[i],
          expected?.sd[i],
          expected?.upper(2)[i],
        ]);
      }
  });

  test.prop([bars(30), bars(30), options])("symbols do not know each other", (one, two, drawn) => {
    const settings = withWindows(drawn);
    const rows = [...one.map((bar) => ({ bar, symbol: "A" })), ...two.map((bar) => ({ bar, symbol: "B" }))].sort(
      (a, b) => a.bar.timestamp - b.bar.timestamp,
    );
    const frame = { ...columnsOfBars(rows.map(({ bar }) => bar)), symbol: rows.map(({ symbol }) => symbol) };
    const found = sessionVwap(frame, { ...settings, symbolColumn: "symbol" });
    for (const [symbol, list] of [
      ["A", one],
      ["B", two],
    ] as const) {
      const alone = sessionVwap(columnsOfBars(list), settings);
      for (const [w, window] of found.windows.entries()) {
        const mine = Array.from(window.vwap).filter((_, row) => rows[row]?.symbol === symbol);
        expect(mine).toEqual(Array.from(alone.windows[w]?.vwap ?? []));
        const instances = window.instances.filter((instance) => instance.symbol === symbol);
        expect(instances).toEqual((alone.windows[w]?.instances ?? []).map((instance) => ({ ...instance, symbol })));
      }
    }
  });

  test.prop([bars(), fc.array(fc.nat(59), { maxLength: 8 }), options])(
    "late bars are left out where that is asked for",
    (list, late, drawn) => {
      const settings = withWindows(drawn);
      const mixed = list.flatMap((bar, i) => [bar, ...late.filter((at) => at === i).map(() => ({ ...bar, timestamp: bar.timestamp - 1 }))]);
      const machine = new SessionVwap({ ...settings, onOutOfOrder: "ignore" });
      const values = mixed.map((bar) => {
        machine.update(bar);
        return machine.windows.map(({ vwap, sd }) => [vwap, sd]);
      });
      expect(readings(machine)).toEqual(readings(run(list, settings)));
      const columns = sessionVwap(columnsOfBars(mixed), { ...settings, onOutOfOrder: "ignore" });
      for (const [row, value] of values.entries()) expect(columns.windows.map(({ vwap, sd }) => [vwap[row], sd[row]])).toEqual(value);
    },
  );
});

describe("the mean and its deviation", () => {
  /** Bars of one instance with prices and volumes that count. */
  const counted = fc.array(
    fc.record({ price: fc.integer({ min: -8000, max: 80_000 }).map((n) => n / 8), volume: fc.integer({ min: 1, max: 100_000 }) }),
    { minLength: 1, maxLength: 50 },
  );
  const DAY: SessionVwapOptions = { windows: [{ name: "Day", start: "00:00", end: "24:00" }], price: "close" };
  const T0 = Date.UTC(2024, 0, 15);
  const toBars = (list: readonly { price: number; volume: number | null }[]): Bar[] =>
    list.map(({ price, volume }, i) => ({ timestamp: T0 + i * 1000, close: price, volume }));
  const last = (list: readonly { price: number; volume: number | null }[]): { vwap: number; sd: number } => {
    const { vwap, sd } = run(toBars(list), DAY).window("Day");
    return { vwap, sd };
  };

  test.prop([counted])("the VWAP lies between the lowest and the highest price", (list) => {
    const { vwap, sd } = last(list);
    const prices = list.map(({ price }) => price);
    const scale = Math.max(...prices.map(Math.abs)) * 2 ** -50;
    expect(vwap).toBeGreaterThanOrEqual(Math.min(...prices) - scale);
    expect(vwap).toBeLessThanOrEqual(Math.max(...prices) + scale);
    expect(sd).toBeGreaterThanOrEqual(0);
  });

  test.prop([counted])("they are what two passes over all bars give", (list) => {
    const total = list.reduce((sum, { volume }) => sum + volume, 0);
    const mean = list.reduce((sum, { price, volume }) => sum + price * volume, 0) / total;
    const variance = list.reduce((sum, { price, volume }) => sum + volume * (price - mean) ** 2, 0) / total;
    const { vwap, sd } = last(list);
    expect(close(vwap, mean, 1e4)).toBe(true);
    expect(close(sd, Math.sqrt(variance), 1e4)).toBe(true);
  });

  test.prop([counted, fc.constantFrom(0.001, 0.5, 3, 1e6)])("a factor on all volumes changes nothing", (list, factor) => {
    const { vwap, sd } = last(list);
    const scaled = last(list.map(({ price, volume }) => ({ price, volume: volume * factor })));
    expect(close(scaled.vwap, vwap, vwap)).toBe(true);
    expect(close(scaled.sd, sd, vwap)).toBe(true);
  });

  test.prop([counted, fc.constantFrom(-2, 0.5, 4), fc.constantFrom(0, -1000, 64)])(
    "prices times a plus b map the VWAP, and |a| times the deviation",
    (list, a, b) => {
      const { vwap, sd } = last(list);
      const mapped = last(list.map(({ price, volume }) => ({ price: a * price + b, volume })));
      expect(close(mapped.vwap, a * vwap + b, 1e4)).toBe(true);
      expect(close(mapped.sd, Math.abs(a) * sd, 1e4)).toBe(true);
    },
  );

  test.prop([counted, fc.nat()])("a bar in two parts is the same bar", (list, pick) => {
    const i = pick % list.length;
    const { price, volume } = list[i] as { price: number; volume: number };
    const parted = [...list.slice(0, i), { price, volume: volume / 4 }, { price, volume: volume * 0.75 }, ...list.slice(i + 1)];
    expect(close(last(parted).vwap, last(list).vwap, 1e4)).toBe(true);
    expect(close(last(parted).sd, last(list).sd, 1e4)).toBe(true);
  });

  test.prop([counted, fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, null, Number.NaN)), { maxLength: 10 })])(
    "bars without volume may stand anywhere",
    (list, extra) => {
      const mixed: { price: number; volume: number | null }[] = [...list];
      for (const [at, volume] of extra) mixed.splice(at % (mixed.length + 1), 0, { price: 1e9, volume });
      expect(last(mixed)).toEqual(last(list));
    },
  );

  test.prop([
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((price) => price + 0),
    fc.array(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), { minLength: 1, maxLength: 50 }),
  ])("a constant price has no deviation at all", (price, volumes) => {
    expect(last(volumes.map((volume) => ({ price, volume })))).toEqual({ vwap: price, sd: 0 });
  });
});

describe("the machine", () => {
  test.prop([bars(), options])("a window among others is what it is alone", (list, drawn) => {
    const settings = withWindows(drawn);
    const together = run(list, settings);
    for (const window of settings.windows) {
      const alone = run(list, { ...settings, windows: [window] });
      expect(readings(alone)).toMatchObject({
        windows: [(readings(together) as { windows: { name: string }[] }).windows.find(({ name }) => name === window.name)],
      });
    }
  });

  test.prop([bars(), options])("states name the windows that hold the bar", (list, drawn) => {
    const settings = withWindows(drawn);
    const machine = new SessionVwap(settings);
    for (const bar of list) {
      machine.update(bar);
      const names = machine.windows
        .filter(({ active }) => active)
        .map(({ name }) => `IN_SESSION_${name.toUpperCase().replace(/[^A-Z]/g, "")}`);
      expect(machine.states).toEqual(names.length === 0 ? ["OUT_OF_SESSION"] : names);
    }
  });

  test.prop([bars(), options])("events tell each instance once, from enter to leave", (list, drawn) => {
    const settings = withWindows(drawn);
    const machine = new SessionVwap(settings);
    const open = new Map<string, string | number>();
    const seen = new Set<string>();
    for (const bar of list)
      for (const { type, window, instance } of machine.update(bar)) {
        if (type === "enter") {
          expect(open.has(window)).toBe(false);
          expect(seen.has(`${window} ${instance}`)).toBe(false);
          seen.add(`${window} ${instance}`);
          open.set(window, instance);
        } else expect(open.get(window)).toBe(instance);
        if (type === "leave") open.delete(window);
      }
    for (const window of machine.windows) expect(window.instance).toBe(open.get(window.name) ?? null);
  });

  test.prop([bars(40), options, bars(1)])("replacing the last bar is never having seen it", (list, drawn, [other]) => {
    const settings = withWindows(drawn);
    fc.pre(list.length > 1);
    const wrong = { ...list.at(-1), ...other, timestamp: (list.at(-2) as Bar).timestamp + 5_000_000 } as Bar;
    const machine = run(list.slice(0, -1), settings);
    machine.update(wrong);
    const straight = run(list.slice(0, -1), settings);
    fc.pre((list.at(-1) as Bar).timestamp >= (list.at(-2) as Bar).timestamp);
    machine.replaceLast(list.at(-1) as Bar);
    machine.replaceLast(wrong);
    machine.replaceLast(list.at(-1) as Bar);
    straight.update(list.at(-1) as Bar);
    expect(readings(machine)).toEqual(readings(straight));
    expect(machine.snapshot()).toEqual(straight.snapshot());
  });

  test.prop([bars(), options])("a snapshot after every bar changes nothing", (list, drawn) => {
    const settings = withWindows(drawn);
    let stopped = new SessionVwap(settings);
    const running = new SessionVwap(settings);
    for (const [i, bar] of list.entries()) {
      stopped = SessionVwap.restore(settings, JSON.parse(JSON.stringify(stopped.snapshot())));
      expect(stopped.update(bar)).toEqual(running.update(bar));
      if (i % 5 === 4) {
        stopped = SessionVwap.restore(settings, JSON.parse(JSON.stringify(stopped.snapshot())));
        const formed = { ...bar, close: (bar.close ?? 1) + 1, volume: 5 };
        stopped.replaceLast(formed);
        running.replaceLast(formed);
      }
      expect(readings(stopped)).toEqual(readings(running));
    }
    expect(stopped.snapshot()).toEqual(running.snapshot());
  });

  test.prop([bars(), fc.array(fc.nat(2), { minLength: 60, maxLength: 60 }), options])(
    "shards put together are one stream",
    (list, shard, drawn) => {
      const settings = withWindows(drawn);
      const parts = (): SessionVwap[] =>
        [0, 1, 2].map((k) =>
          run(
            list.filter((_, i) => shard[i] === k),
            settings,
          ),
        );
      expectSame(merged(parts()), run(list, settings));
      expectSame(merged(parts().reverse()), run(list, settings));
    },
  );

  test.prop([bars(), fc.nat(60), options])("a stream cut in two and put together is one stream", (list, cut, drawn) => {
    const settings = withWindows(drawn);
    expectSame(merged([run(list.slice(0, cut), settings), run(list.slice(cut), settings)]), run(list, settings));
  });

  function merged(parts: readonly SessionVwap[]): SessionVwap {
    const [first, ...rest] = parts as [SessionVwap, ...SessionVwap[]];
    for (const part of rest) first.merge(JSON.parse(JSON.stringify(part.snapshot())));
    return first;
  }

  /** Equal but for rounding. */
  function expectSame(found: SessionVwap, expected: SessionVwap): void {
    expect([found.states, found.lastMs]).toEqual([expected.states, expected.lastMs]);
    for (const [i, window] of found.windows.entries()) {
      const other = expected.windows[i] as typeof window;
      const { vwap, sd, lastCompleted } = other;
      expect([window.instance, window.anchorMs, window.bars, window.active]).toEqual([
        other.instance,
        other.anchorMs,
        other.bars,
        other.active,
      ]);
      expect(close(window.vwap, vwap, 1e3)).toBe(true);
      // Variances are near: the root of a rounding is larger than the rounding.
      expect(close(window.sd ** 2, sd ** 2, 1e5)).toBe(true);
      expect([window.lastCompleted?.instance, window.lastCompleted?.bars]).toEqual([lastCompleted?.instance, lastCompleted?.bars]);
      if (lastCompleted !== null) expect(close(window.lastCompleted?.vwap ?? Number.NaN, lastCompleted.vwap, 1e3)).toBe(true);
    }
  }
});
