/**
 * Session dates for real bars: what is left of the figures for ten million rows when rows are few, gaps are real and a call's fixed cost
 * shows.
 *
 * Data: the timestamps of the largest file in examples/data, and of the largest in the folder that OPENBELL_DATA names; read beforehand.
 * Calendar: by the name of the file.
 *
 * Floors and peer as for the generated rows: `Int32Array.fill`, a copy of the column, the as-of join of nodejs-polars. Every call makes
 * its new array; these are small and the memory of the last one serves again. A sample is the mean of a fixed number of calls.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { assignSessions, compileCalendar } from "@openbell/core";
import { CME_CRYPTO } from "@openbell/core/calendars/cme-crypto";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { FX_WEEK } from "@openbell/core/calendars/fx-week";
import { XNYS } from "@openbell/core/calendars/xnys";
import { XSHG } from "@openbell/core/calendars/xshg";
import { isSorted, largestFile } from "../lib/bars.mjs";
import { interleave, summaries, timedCalls } from "../lib/measure.mjs";
import { boundaries, mustAgree } from "../lib/minutes.mjs";
import * as polars from "../lib/polars.mjs";

const CALENDARS = [
  [/(^|-)(es|nq)-/, CME_EQUITY],
  [/btc|crypto/, CME_CRYPTO],
  [/aapl|spy|goog|spx|^us-/, XNYS],
  [/csi300|sse/, XSHG],
  [/^fx-/, FX_WEEK],
];

/** Rows that a sample goes through. */
const ROWS_A_SAMPLE = 2_000_000;

export async function run({ rows, rounds }) {
  const examples = largestFile(fileURLToPath(new URL("../../examples/data", import.meta.url)));
  const more = process.env.OPENBELL_DATA ? largestFile(process.env.OPENBELL_DATA) : null;
  const results = [];
  for (const bars of [examples, more])
    if (bars !== null) results.push(...(await measure(bars, Math.min(rows, ROWS_A_SAMPLE), rounds ?? 9)));
  return results;
}

async function measure({ file, column }, rowsASample, rounds) {
  const calendar = CALENDARS.find(([pattern]) => pattern.test(file))?.[1];
  if (calendar === undefined) throw new Error(`${file}: its name does not tell the calendar; add it to CALENDARS`);
  compileCalendar(calendar).all();
  const sorted = isSorted(column);
  const frames = sorted ? polars.frames(column, boundaries(calendar, column)) : null;
  const undeclared = () => assignSessions(calendar, column);
  const declared = () => assignSessions(calendar, column, { order: "sorted" });
  if (sorted) mustAgree(`${file}, declared`, undeclared(), declared());
  if (frames) mustAgree(`${file}, polars`, undeclared(), polars.daysOf(polars.join(frames)));

  const figures = summaries(
    await interleave(
      {
        undeclared,
        copy: () => column.slice(),
        ...(sorted && { declared, fill: () => new Int32Array(column.length).fill(20_000) }),
        ...(frames && { polars: () => polars.join(frames) }),
      },
      { rounds, measure: timedCalls(Math.ceil(rowsASample / column.length)) },
    ),
  );
  const title = `assign ${file}, ${column.length.toLocaleString("en")} rows`;
  const peer = figures.polars && { name: "polars joinAsof", ...microseconds(figures.polars) };
  const result = (how, ours, name, floor) => ({
    title: `${title}, ${how}`,
    ours: microseconds(ours),
    floor: { name, ...microseconds(floor) },
    peer,
    unit: "µs",
  });
  return [
    ...(sorted ? [result("declared sorted", figures.declared, "Int32Array.fill", figures.fill)] : []),
    result(sorted ? "in order, not declared" : "out of order", figures.undeclared, "copy of the column", figures.copy),
  ];
}

const microseconds = ({ median, min }) => ({ median: median * 1000, min: min * 1000 });
