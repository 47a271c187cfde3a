/**
 * Session features over ten million consecutive minutes, two thirds of them within sessions of CME equity futures: a row for each session,
 * longer bars, and a rolling mean and deviation of sixty rows within the session.
 *
 * Floor: a copy of the columns that are read into memory that was touched before, the least that looking at every value costs; for the rolling
 * statistics, whose answer is a column, a copy of one column as new memory.
 *
 * Peer: nodejs-polars, from frames that are there beforehand, with session dates known beforehand too: `groupBy` for sessions, and a rolling
 * mean `over` the session date. Ours finds the sessions by itself, but for the rolling statistics, which take the dates in both cases.
 *
 * @module
 */

import { createRequire } from "node:module";
import { aggregateSessions, assignSessions, compileCalendar, NO_SESSION, resampleSessions, rollWithinSessions } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { interleave, summaries } from "../lib/measure.mjs";
import { minutes, randomNumbers } from "../lib/minutes.mjs";
import { missing } from "../lib/polars.mjs";

const WINDOW = 60;

export async function run({ rows, full, rounds }) {
  compileCalendar(CME_EQUITY).all();
  const bars = randomBars(rows);
  const { timestamp: _, ...values } = bars;
  const dates = assignSessions(CME_EQUITY, bars.timestamp);
  const copies = Object.values(bars).map((column) => column.slice());
  const polars = missing === null ? createRequire(import.meta.url)("nodejs-polars") : null;
  const frame = polars && frameOf(polars, values, dates);
  const roll = (statistic) => () => rollWithinSessions(bars.close, dates, { window: WINDOW, statistic });

  if (frame) {
    mustBeNear(
      "sessions by polars",
      aggregateSessions(CME_EQUITY, bars).volume,
      numbersOf(polars, aggregateByDay(polars, frame), "volume"),
    );
    mustBeNear("rolling mean by polars", roll("mean")(), numbersOf(polars, rollByDay(polars, frame), "mean"));
  }

  const figures = summaries(
    await interleave(
      {
        aggregate: () => aggregateSessions(CME_EQUITY, bars),
        five: () => resampleSessions(CME_EQUITY, bars, { interval: "5m" }),
        vwap: () => resampleSessions(CME_EQUITY, bars, { interval: "5m", price: "hlc3" }),
        hour: () => resampleSessions(CME_EQUITY, bars, { interval: "60m" }),
        mean: roll("mean"),
        sd: roll("sd"),
        copy() {
          for (const [k, column] of Object.values(bars).entries()) copies[k].set(column);
        },
        newColumn: () => bars.close.slice(),
        ...(frame && { polarsAggregate: () => aggregateByDay(polars, frame), polarsRoll: () => rollByDay(polars, frame) }),
      },
      { rounds: rounds ?? 5 },
    ),
  );
  const copy = { name: "copy of the 6 columns", ...figures.copy };
  const newColumn = { name: "copy of the column, new memory", ...figures.newColumn };
  const peer = (name, figure) => figure && { name, ...figure };
  const rowsText = `${rows.toLocaleString("en")} bars`;
  return [
    {
      title: `a row a session, ${rowsText}`,
      ours: figures.aggregate,
      floor: copy,
      peer: peer("polars groupBy, dates known", figures.polarsAggregate),
    },
    { title: `5-minute bars of ${rowsText}`, ours: figures.five, floor: copy },
    { title: "the same with VWAP", ours: figures.vwap, floor: copy },
    { title: `60-minute bars of ${rowsText}`, ours: figures.hour, floor: copy },
    {
      title: `rolling mean within sessions, ${rowsText}`,
      ours: figures.mean,
      floor: newColumn,
      peer: peer("polars rollingMean over", figures.polarsRoll),
    },
    { title: `rolling deviation within sessions, ${rowsText}`, ours: figures.sd, floor: newColumn },
  ].map((result) => ({ unit: "ms", full, ...result }));
}

function randomBars(rows) {
  const random = randomNumbers();
  const timestamp = minutes(rows);
  const [open, high, low, close, volume] = [0, 1, 2, 3, 4].map(() => new Float64Array(rows));
  let price = 100;
  for (let i = 0; i < rows; i++) {
    open[i] = price;
    price += (random() - 0.5) * 0.1;
    close[i] = price;
    high[i] = Math.max(open[i], price) + random() * 0.05;
    low[i] = Math.min(open[i], price) - random() * 0.05;
    volume[i] = Math.floor(random() * 1000);
  }
  return { timestamp, open, high, low, close, volume };
}

/** The bars as a data frame; rows in no session have no date. */
function frameOf({ DataFrame, Series, Int32, col, lit, when }, values, dates) {
  const day = col("day");
  return DataFrame([...Object.entries(values).map(([name, column]) => Series(name, column)), Series("day", dates)]).select(
    ...Object.keys(values).map((name) => col(name)),
    when(day.eq(lit(NO_SESSION)))
      .then(lit(null))
      .otherwise(day)
      .cast(Int32)
      .alias("day"),
  );
}

/** What `aggregateSessions` gives of prices and volumes, the VWAP by its sums. */
function aggregateByDay({ col }, frame) {
  const price = col("high").add(col("low")).add(col("close")).div(3);
  const { open, high, low, close, volume } = Object.fromEntries(frame.columns.map((name) => [name, col(name)]));
  return frame
    .lazy()
    .filter(col("day").isNotNull())
    .groupBy("day", true)
    .agg(
      open.first().alias("open"),
      high.max().alias("high"),
      low.min().alias("low"),
      close.last().alias("close"),
      volume.sum().alias("volume"),
      price.mul(volume).sum().div(volume.sum()).alias("vwap"),
      close.last().sub(close.first()).alias("change"),
    )
    .collectSync();
}

/** The rolling mean; rows in no session are a session of their own to Polars. */
function rollByDay({ col }, frame) {
  return frame.lazy().select(col("close").rollingMean(WINDOW).over("day").alias("mean"), col("day")).collectSync();
}

/** A column of a frame as doubles, `NaN` in rows in no session. */
function numbersOf({ col, lit, when, Float64 }, frame, name) {
  const value = when(col("day").isNull()).then(lit(Number.NaN)).otherwise(col(name)).cast(Float64);
  return frame
    .select(value.fillNull(lit(Number.NaN)).alias(name))
    .getColumn(name)
    .toTypedArray();
}

/** Stops the run where two ways came to different numbers. */
function mustBeNear(what, ours, theirs) {
  if (ours.length !== theirs.length) throw new Error(`${what}: ${theirs.length} rows, expected ${ours.length}`);
  for (let i = 0; i < ours.length; i++)
    if (!(Math.abs(ours[i] - theirs[i]) <= 1e-9 * Math.abs(ours[i])) && !(Number.isNaN(ours[i]) && Number.isNaN(theirs[i])))
      throw new Error(`${what}: row ${i} is ${theirs[i]}, expected ${ours[i]}`);
}
