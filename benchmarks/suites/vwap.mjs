/**
 * Session VWAP with bands: three windows (Asia, London, New York) over ten million consecutive minutes, and bar by bar.
 *
 * Floors: the plain cumulative sums that a VWAP with bands is made of, Σv, Σvp and Σvp², in one pass over the same columns, no window, no
 * deviation, no check; and, stricter, Σvp / Σv in one pass into one column. The answers are columns of their own, and new memory costs more
 * than the arithmetic: so ours is measured as it comes (values of the bars inside the windows), with the VWAP and the deviation of every
 * window spread over all rows, and with all 18 bands too, each beside the plain sums written to as many new columns.
 *
 * Peer: pandas, where there is a Python that has it (lib/python.mjs): groupby and cumsum, the variance by the difference of squares.
 *
 * The stream is fed the same bars from one object that is filled anew; its floor is the same loop with plain sums for each window.
 *
 * @module
 */

import { SessionVwap, sessionVwap } from "@openbell/core/vwap";
import { interleave, summaries } from "../lib/measure.mjs";
import { minutes, randomNumbers } from "../lib/minutes.mjs";
import { pandasVwap } from "../lib/python.mjs";

const windows = [
  { name: "Asia", start: "00:00", end: "08:00" },
  { name: "London", start: "07:00", end: "16:00" },
  { name: "New York", start: "13:00", end: "21:00" },
];

/** Bars of the stream, where there are so many. */
const STREAM = 1_000_000;

export async function run({ rows, full, rounds }) {
  const bars = randomBars(rows);
  const options = { windows };
  const columns = () => sessionVwap(bars, options).windows.map(({ vwap, sd }) => [vwap, sd]);
  const bands = () => sessionVwap(bars, options).windows.map((window) => [window.vwap, window.sd, window.bands]);
  const figures = summaries(
    await interleave(
      {
        values: () => sessionVwap(bars, options),
        sums: () => sums(bars, 1),
        mean: () => mean(bars),
        columns,
        sums6: () => sums(bars, 2),
        bands,
        sums24: () => sums(bars, 8),
        stream: () => stream(bars),
        plainStream: () => plainStream(bars),
      },
      { rounds: rounds ?? 5 },
    ),
  );
  const pandas = pandasVwap(rows);
  const peer = pandas && { name: "pandas, in a process of its own", ...pandas.three_windows };
  const rowsText = `${rows.toLocaleString("en")} bars`;
  const streamed = Math.min(STREAM, rows);
  const each = ({ median, min }) => ({ median: (median * 1e6) / streamed, min: (min * 1e6) / streamed });
  return [
    {
      title: `session VWAP, 3 windows, ${rowsText}`,
      ours: figures.values,
      floor: { name: "plain Σv, Σvp, Σvp²", ...figures.sums },
      peer,
      goal: { timesFloor: 3, fasterThanPeer: 5 },
    },
    { title: "the same, stricter floor", ours: figures.values, floor: { name: "plain Σvp / Σv", ...figures.mean } },
    {
      title: "the same, VWAP and deviation as 6 full columns",
      ours: figures.columns,
      floor: { name: "plain sums into 6 columns", ...figures.sums6 },
      peer,
      goal: { timesFloor: 3, fasterThanPeer: 5 },
    },
    {
      title: "the same, and 3 bands: 24 full columns",
      ours: figures.bands,
      floor: { name: "plain sums into 24 columns", ...figures.sums24 },
      peer,
      goal: { timesFloor: 3, fasterThanPeer: 5 },
    },
    {
      title: "session VWAP, a bar of a stream, 3 windows",
      ours: each(figures.stream),
      floor: { name: "plain sums for 3 windows", ...each(figures.plainStream) },
      unit: "ns",
      goal: { atMost: 150 },
    },
  ].map((result) => ({ unit: "ms", full, ...result }));
}

function randomBars(rows) {
  const random = randomNumbers();
  const timestamp = minutes(rows);
  const [high, low, close, volume] = [0, 1, 2, 3].map(() => new Float64Array(rows));
  let price = 100;
  for (let i = 0; i < rows; i++) {
    price += (random() - 0.5) * 0.1;
    close[i] = price;
    high[i] = price + 0.05;
    low[i] = price - 0.05;
    volume[i] = Math.floor(random() * 1000);
  }
  return { timestamp, high, low, close, volume };
}

/** Cumulative sums, written to so many new columns each. */
function sums({ high, low, close, volume }, copies) {
  const written = [];
  for (let copy = 0; copy < copies; copy++) {
    const [weights, means, squares] = [0, 1, 2].map(() => new Float64Array(volume.length));
    let [w, wp, wpp] = [0, 0, 0];
    for (let i = 0; i < volume.length; i++) {
      const v = volume[i];
      const p = (high[i] + low[i] + close[i]) / 3;
      w += v;
      wp += v * p;
      wpp += v * p * p;
      weights[i] = w;
      means[i] = wp;
      squares[i] = wpp;
    }
    written.push(weights, means, squares);
  }
  return written;
}

function mean({ high, low, close, volume }) {
  const column = new Float64Array(volume.length);
  let [w, wp] = [0, 0];
  for (let i = 0; i < volume.length; i++) {
    const v = volume[i];
    w += v;
    wp += v * ((high[i] + low[i] + close[i]) / 3);
    column[i] = wp / w;
  }
  return column;
}

const bar = { timestamp: 0, high: 0, low: 0, close: 0, volume: 0 };

/** Fills the one bar. */
function fill({ timestamp, high, low, close, volume }, i) {
  bar.timestamp = timestamp[i];
  bar.high = high[i];
  bar.low = low[i];
  bar.close = close[i];
  bar.volume = volume[i];
}

function stream(bars) {
  const machine = new SessionVwap({ windows });
  let events = 0;
  for (let k = 0; k < Math.min(STREAM, bars.timestamp.length); k++) {
    fill(bars, k);
    events += machine.update(bar).length;
  }
  return events;
}

function plainStream(bars) {
  const state = new Float64Array(windows.length * 3);
  for (let k = 0; k < Math.min(STREAM, bars.timestamp.length); k++) {
    fill(bars, k);
    const price = (bar.high + bar.low + bar.close) / 3;
    for (let at = 0; at < state.length; at += 3) {
      state[at] += bar.volume;
      state[at + 1] += bar.volume * price;
      state[at + 2] += bar.volume * price * price;
    }
  }
  return state;
}
