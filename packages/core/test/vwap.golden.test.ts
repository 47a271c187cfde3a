/**
 * Session VWAP against exact rational arithmetic: every golden case, bar by bar and over columns.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Weekday } from "../src/calendar/types.js";
import type { PriceSource } from "../src/sessions/price.js";
import { sessionVwap } from "../src/vwap/session/session-columns.js";
import { SessionVwap, type SessionVwapOptions } from "../src/vwap/session/session-vwap.js";
import { goldenFolder } from "./support/golden.js";

type Values = readonly (number | null)[];

interface Case {
  readonly id: string;
  readonly sessions: readonly { name: string; start: string; end: string; tz?: string; days?: readonly number[] }[];
  readonly priceSource: PriceSource;
  readonly multipliers: readonly number[];
  readonly label: "start" | "end";
  readonly intervalMs: number;
  readonly bars: { readonly [column in "t" | "o" | "h" | "l" | "c" | "v"]: Values };
  readonly expected: {
    readonly [name: string]: {
      readonly anchor: Values;
      readonly vwap: Values;
      readonly sd: Values;
      /** One list for each multiplier, in their order. */
      readonly upper: readonly Values[];
      readonly lower: readonly Values[];
    };
  };
}

const folder = goldenFolder("vwap");

/** The golden files count weekdays from 0, Monday. */
const isoDays = (days: readonly number[]): Weekday[] => days.map((day) => (day + 1) as Weekday);

const optionsOf = ({ sessions, priceSource, multipliers, label, intervalMs }: Case): SessionVwapOptions => ({
  windows: sessions.map(({ name, start, end, tz, days }) => ({
    name,
    start,
    end,
    ...(tz === undefined ? {} : { timeZone: tz }),
    ...(days === undefined ? {} : { days: isoDays(days) }),
  })),
  price: priceSource,
  multipliers,
  barLabel: label,
  interval: intervalMs,
});

/** What differs by more than the tolerance, the first of it. */
function differences(found: ArrayLike<number>, expected: Values, tolerance: (row: number) => number): string[] {
  const wrong: string[] = [];
  for (let row = 0; row < expected.length; row++) {
    const want = expected[row] as number | null;
    const have = found[row] as number;
    const same = want === null ? Number.isNaN(have) : Math.abs(have - want) <= tolerance(row);
    if (!same) wrong.push(`row ${row}: ${have}, expected ${want}`);
  }
  return wrong.slice(0, 3);
}

interface Found {
  readonly vwap: ArrayLike<number>;
  readonly sd: ArrayLike<number>;
  readonly anchor: ArrayLike<number>;
  upper(multiplier: number): ArrayLike<number>;
  lower(multiplier: number): ArrayLike<number>;
}

function check(found: Found, expected: Case["expected"][string], multipliers: readonly number[]): void {
  const vwap = (row: number): number => Math.abs(expected.vwap[row] ?? 0);
  const ofVwap = (row: number): number => 1e-13 * vwap(row) + 1e-300;
  const ofSd = (row: number): number => 1e-11 * (expected.sd[row] ?? 0) + 1e-14 * vwap(row);
  expect(differences(found.anchor, expected.anchor, () => 0)).toEqual([]);
  expect(differences(found.vwap, expected.vwap, ofVwap)).toEqual([]);
  expect(differences(found.sd, expected.sd, (row) => (expected.sd[row] === 0 ? 0 : ofSd(row)))).toEqual([]);
  for (const side of ["upper", "lower"] as const)
    for (const [k, m] of multipliers.entries())
      expect(differences(found[side](m), expected[side][k] as Values, (row) => ofVwap(row) + (1 + m) * ofSd(row))).toEqual([]);
}

describe.skipIf(folder === null).each(["sessions", "edges", "numeric"])("golden/vwap/%s.json", (file) => {
  const { cases } = (folder === null ? { cases: [] } : JSON.parse(readFileSync(join(folder, `${file}.json`), "utf8"))) as {
    cases: readonly Case[];
  };

  test.each(cases.map((golden) => [golden.id, golden] as const))("%s over columns", (_, golden) => {
    const { t, o, h, l, c, v } = golden.bars;
    const result = sessionVwap({ timestamp: t as number[], open: o, high: h, low: l, close: c, volume: v }, optionsOf(golden));
    for (const [name, expected] of Object.entries(golden.expected)) check(result.window(name), expected, golden.multipliers);
  });

  test.each(cases.map((golden) => [golden.id, golden] as const))("%s bar by bar", (_, golden) => {
    const { t, o, h, l, c, v } = golden.bars;
    const machine = new SessionVwap(optionsOf(golden));
    const values = machine.windows.map(() => ({
      vwap: [] as number[],
      sd: [] as number[],
      anchor: [] as number[],
      upper: golden.multipliers.map(() => [] as number[]),
      lower: golden.multipliers.map(() => [] as number[]),
    }));
    for (let i = 0; i < t.length; i++) {
      machine.update({ timestamp: t[i] as number, open: o[i], high: h[i], low: l[i], close: c[i], volume: v[i] });
      for (const [k, window] of machine.windows.entries()) {
        const column = values[k] as (typeof values)[number];
        column.vwap.push(window.vwap);
        column.sd.push(window.sd);
        column.anchor.push(window.anchorMs);
        for (const [b, { upper, lower }] of window.bands.entries()) {
          column.upper[b]?.push(upper);
          column.lower[b]?.push(lower);
        }
      }
    }
    const at = (m: number): number => golden.multipliers.indexOf(m);
    for (const [k, { name }] of golden.sessions.entries()) {
      const { upper, lower, ...column } = values[k] as (typeof values)[number];
      const found = { ...column, upper: (m: number) => upper[at(m)] as number[], lower: (m: number) => lower[at(m)] as number[] };
      check(found, golden.expected[name] as Case["expected"][string], golden.multipliers);
    }
  });
});
