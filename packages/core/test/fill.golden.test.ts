/** Completed sessions equal an independent implementation's in every case: values, made rows, sessions, errors. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CompleteOptions, completeSessions } from "../src/sessions/completion/complete.js";
import type { ExplicitSession } from "../src/sessions/timetable.js";
import { goldenFolder } from "./support/golden.js";

type Columns = { readonly [name: string]: readonly (number | string | null)[] };

interface Case {
  readonly id: string;
  readonly stepMs: number;
  readonly sessions: readonly ExplicitSession[];
  readonly options: { readonly [name: string]: unknown };
  readonly bars: Columns;
  readonly expected?: Columns & { readonly filled: readonly number[]; readonly sessionRle: readonly (readonly [string | null, number])[] };
  readonly error?: string;
}

const folder = goldenFolder("fill");
const casesOf = (file: string): readonly Case[] =>
  folder === null ? [] : (JSON.parse(readFileSync(join(folder, file), "utf8")) as { cases: readonly Case[] }).cases;

/** Their names to ours. */
const OPTIONS: { readonly [name: string]: string } = { frm: "from", label: "barLabel", empty: "emptySessions", max_fill: "maxFill" };
const COLUMNS: { readonly [name: string]: string } = { t: "timestamp", o: "open", h: "high", l: "low", c: "close", v: "volume" };
const CODES: { readonly [error: string]: string } = {
  "duplicate timestamp": "DUPLICATE_TIMESTAMP",
  "bars outside every session": "OUTSIDE_SESSION",
  "timestamp inside a session but not on the bar grid": "OFF_GRID",
};

function optionsOf({ stepMs, options }: Case): CompleteOptions {
  const ours = Object.entries(options).map(([name, value]) => [
    OPTIONS[name] ?? name,
    name === "outside" && value === "throw" ? "error" : value,
  ]);
  return { interval: stepMs, ...Object.fromEntries(ours) };
}

const renamed = (columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [COLUMNS[name] ?? name, column]));

/** Numbers as doubles, `NaN` for no value; other columns as they are. */
const typed = (columns: Columns): { readonly [name: string]: ArrayLike<unknown> } =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      column.some((value) => typeof value === "string")
        ? column
        : Float64Array.from(column, (value) => (value as number | null) ?? Number.NaN),
    ]),
  );

describe.skipIf(folder === null).each(["toy.json", "medium.json"])("%s", (file) => {
  test.each(casesOf(file).map((golden, i) => [`${i} ${golden.id}`, golden] as const))("%s", (_, golden) => {
    const bars = renamed(golden.bars);
    const complete = (frame: { readonly [name: string]: ArrayLike<unknown> }) =>
      completeSessions(golden.sessions, frame, optionsOf(golden));
    const { expected } = golden;
    if (expected === undefined) {
      const code = CODES[golden.error as string];
      expect(code).toBeDefined();
      for (const frame of [bars, typed(bars)]) expect(() => complete(frame)).toThrow(expect.objectContaining({ code }));
      return;
    }
    const { filled, sessionRle, ...columns } = expected;
    const want = {
      ...renamed(columns),
      session_date: sessionRle.flatMap(([id, count]) => new Array<string | null>(count).fill(id)),
      filled: Uint8Array.from((columns["t"] as readonly number[]).map((_, i) => (filled.includes(i) ? 1 : 0))),
    };
    expect(complete(bars)).toEqual(want);
    const { session_date, filled: made, ...doubles } = complete(typed(bars));
    expect(doubles).toEqual(typed(renamed(columns)));
    expect([session_date, made]).toEqual([want.session_date, want.filled]);
  });

  test("there are cases", () => {
    expect(casesOf(file).length).toBeGreaterThan(10);
  });
});
