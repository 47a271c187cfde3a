/**
 * Session dates for ten million timestamps in memory.
 *
 * Data: consecutive minutes from June 2008 to June 2027, two thirds of them within sessions of CME equity futures; once in order, once
 * shuffled. Calendar compiled beforehand, and the peers' tables loaded.
 *
 * Floors: `Int32Array.fill`, the least that writing an answer a row costs, and a copy of the column, the least that reading every row
 * costs. Peers: the as-of join of nodejs-polars and of DuckDB with a table that tells from when on which session holds, so that the join
 * alone gives the same answer.
 *
 * The as-of join alone is the stricter peer: its frames are there beforehand and stay frames. What a program with typed arrays would wait
 * for, from column to column, stands beside it.
 *
 * Memory: an answer of ten million rows lies on pages that no one has touched, and the system takes longer to hand those over than `fill`
 * to write them. So both sides are measured twice: writing into memory that was touched before, and with the new array of an ordinary
 * call. Polars reuses its memory from call to call and is compared with the former.
 *
 * @module
 */

import { assignSessions, compileCalendar, NO_SESSION } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { openTables } from "../lib/duckdb.mjs";
import { interleave, summaries } from "../lib/measure.mjs";
import { boundaries, minutes, mustAgree, shuffled } from "../lib/minutes.mjs";
import * as polars from "../lib/polars.mjs";
import { intoMemory } from "../lib/touched-memory.mjs";

const WARM_UP_CALLS = 10;

export async function run({ rows, full, rounds }) {
  compileCalendar(CME_EQUITY).all();
  const column = minutes(rows);
  const mixed = shuffled(column);
  const table = boundaries(CME_EQUITY, column);
  const inOrder = await measureInOrder(column, table, rounds ?? 9);
  const anyOrder = await measureShuffled(mixed, table, rounds ?? 5);

  const rowsText = `${rows.toLocaleString("en")} rows`;
  const peer = (name, figure) => figure && { name, ...figure };
  const fill = { name: "Int32Array.fill", ...inOrder.fillTouched };
  const polarsJoin = peer("polars joinAsof", inOrder.polars);
  return [
    {
      title: `assign ${rowsText}, declared sorted`,
      ours: inOrder.declaredTouched,
      floor: fill,
      peer: polarsJoin,
      goal: { timesFloor: 1.6, fasterThanPeer: 25 },
    },
    {
      title: `assign ${rowsText}, declared sorted, new memory`,
      ours: inOrder.declared,
      floor: { name: "Int32Array.fill, new memory", ...inOrder.fill },
      goal: { timesFloor: 1.6 },
    },
    {
      title: `assign ${rowsText}, in order, not declared`,
      ours: inOrder.undeclaredTouched,
      floor: { name: "copy of the column", ...inOrder.copyTouched },
      peer: polarsJoin,
      goal: { timesFloor: 3 },
    },
    {
      title: `assign ${rowsText}, in order, not declared, new memory`,
      ours: inOrder.undeclared,
      floor: { name: "copy of the column, new memory", ...inOrder.copy },
      goal: { timesFloor: 3 },
    },
    {
      title: `assign ${rowsText}, declared sorted, lazy polars`,
      ours: inOrder.declaredTouched,
      floor: fill,
      peer: peer("polars lazy joinAsof, days only", inOrder.polarsLazy),
    },
    {
      title: `assign ${rowsText}, declared sorted, polars from column to column`,
      ours: inOrder.declared,
      floor: { name: "Int32Array.fill, new memory", ...inOrder.fill },
      peer: peer("polars: frame of the column, joinAsof, column of the days", inOrder.polarsColumns),
    },
    {
      title: `assign ${rowsText}, declared sorted, DuckDB`,
      ours: inOrder.declaredTouched,
      floor: fill,
      peer: peer("DuckDB ASOF", inOrder.duckdb),
    },
    {
      title: `assign ${rowsText}, shuffled`,
      ours: anyOrder.ours,
      floor: { name: "copy of the column, new memory", ...anyOrder.copy },
      peer: peer("polars sort and joinAsof", anyOrder.polars),
      goal: { fasterThanPeer: 1 },
    },
    {
      title: `assign ${rowsText}, shuffled, DuckDB`,
      ours: anyOrder.ours,
      floor: { name: "copy of the column, new memory", ...anyOrder.copy },
      peer: peer("DuckDB ASOF", anyOrder.duckdb),
    },
  ].map((result) => ({ unit: "ms", full, ...result }));
}

async function measureInOrder(column, table, rounds) {
  const dates = new Int32Array(column.length).fill(1);
  const copy = column.slice();
  const declared = () => assignSessions(CME_EQUITY, column, { order: "sorted" });
  const undeclared = () => assignSessions(CME_EQUITY, column);
  const frames = polars.frames(column, table);
  const database = await openTables({ bars: column }, table);

  const expected = declared();
  mustAgree("in order, not declared", expected, undeclared());
  if (frames) mustAgree("polars joinAsof", expected, polars.daysOf(polars.join(frames)));
  if (frames) mustAgree("polars lazy joinAsof", expected, polars.daysOf(polars.joinDaysOnly(frames)));
  mustAgree("DuckDB ASOF", countAndSum(expected), await database.join("bars"));

  // As warm as in a process that has been at it for a while.
  for (let i = 0; i < WARM_UP_CALLS; i++) for (const call of [declared, undeclared]) intoMemory(dates, call);
  const samples = await interleave(
    {
      declaredTouched: () => intoMemory(dates, declared),
      fillTouched: () => dates.fill(20_000),
      declared,
      fill: () => new Int32Array(column.length).fill(20_000),
      undeclaredTouched: () => intoMemory(dates, undeclared),
      copyTouched() {
        copy.set(column);
        return copy;
      },
      undeclared,
      copy: () => column.slice(),
      ...(frames && {
        polars: () => polars.join(frames),
        polarsLazy: () => polars.joinDaysOnly(frames),
        polarsColumns: () => polars.daysOf(polars.join(polars.frames(column, table))),
      }),
      async duckdb() {
        await database.join("bars");
      },
    },
    { rounds },
  );
  database.close();
  return summaries(samples);
}

async function measureShuffled(column, table, rounds) {
  const ours = () => assignSessions(CME_EQUITY, column);
  const frames = polars.frames(column, table);
  const database = await openTables({ bars: column }, table);
  const sorted = frames && assignSessions(CME_EQUITY, column.slice().sort());
  if (frames) mustAgree("polars sort and joinAsof", sorted, polars.daysOf(polars.sortAndJoin(frames)));
  mustAgree("DuckDB ASOF, shuffled", countAndSum(ours()), await database.join("bars"));

  const samples = await interleave(
    {
      ours,
      copy: () => column.slice(),
      ...(frames && { polars: () => polars.sortAndJoin(frames) }),
      async duckdb() {
        await database.join("bars");
      },
    },
    { rounds, warmUp: 1 },
  );
  database.close();
  return summaries(samples);
}

function countAndSum(dates) {
  let count = 0;
  let sum = 0;
  for (const day of dates) {
    if (day === NO_SESSION) continue;
    count++;
    sum += day;
  }
  return [count, sum];
}
