/**
 * A year of one-minute bars with 30 % of them missing, made complete.
 *
 * Data: the minutes of CME equity futures in 2024, of which 70 % are kept, drawn at random; open, high, low, close, volume and timestamps as
 * `Float64Array`s, in order, one symbol; once with timestamps as a `BigInt64Array` of nanoseconds. Calendar compiled beforehand.
 *
 * A call takes a few milliseconds, so five in a row are one sample; the first call after other work, with everything to be fetched from memory anew
 * and code that a collection has thrown away, stands in a row of its own.
 *
 * Floor: copies of six columns as long as the result. Both are measured in memory that was touched before, and with the new arrays of an
 * ordinary call (lib/touched-memory.mjs); touched memory is not emptied, as completing writes all of it, which is checked. Peers: nodejs-polars joins the bars to a frame of all
 * minutes, which it is given, and fills (its frames are there beforehand and stay frames); the time for a row that was recorded for
 * ml4t-data's `SessionCompleter`, in another process on a machine of the same size: for scale.
 *
 * @module
 */

import { compileCalendar, completeSessions } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { interleave, summaries } from "../lib/measure.mjs";
import { randomNumbers } from "../lib/minutes.mjs";
import * as polars from "../lib/polars.mjs";
import { inTouchedMemory } from "../lib/touched-memory.mjs";

/** Nanoseconds a row that `SessionCompleter.complete_sessions` took: 675,000 rows in 4.5 s. */
const RECORDED = 6_700;

/** Calls of one sample. */
const IN_A_ROW = 5;

function inARow(call) {
  return () => {
    let result;
    for (let i = 0; i < IN_A_ROW; i++) result = call();
    return result;
  };
}

const COLUMNS = ["timestamp", "open", "high", "low", "close", "volume"];

export async function run({ rows, full, rounds }) {
  compileCalendar(CME_EQUITY).years(2023, 2025);
  const { bars, length } = yearOfBars(rows);
  const nanoseconds = { ...bars, timestamp: BigInt64Array.from(bars.timestamp, (ms) => BigInt(ms) * 1_000_000n) };
  const frames = polars.completionFrames(bars, completeSessions(CME_EQUITY, bars).timestamp);
  const whole = COLUMNS.map(() => new Float64Array(length).fill(1));
  const copies = COLUMNS.map(() => new Float64Array(length).fill(1));

  if (frames) mustAgree(completeSessions(CME_EQUITY, bars), polars.complete(frames));
  for (const frame of [bars, nanoseconds]) mustWriteAll(frame);
  const oursTouched = inTouchedMemory(() => completeSessions(CME_EQUITY, bars).close);
  const floorTouched = () => copies.map((copy, k) => copy.set(whole[k]) ?? copy)[5];
  const measured = summaries(
    await interleave(
      {
        ours: () => completeSessions(CME_EQUITY, bars).close,
        oursFirst: oursTouched,
        oursTouched: inARow(oursTouched),
        nanosecondsTouched: inARow(inTouchedMemory(() => completeSessions(CME_EQUITY, nanoseconds).close)),
        floor: () => whole.map((column) => column.slice())[5],
        floorFirst: floorTouched,
        floorTouched: inARow(floorTouched),
        ...(frames && { polars: () => polars.complete(frames) }),
      },
      { rounds: rounds ?? 15, warmUp: 5 },
    ),
  );
  const each = ({ median, min }, calls = 1) => ({ median: (median * 1e6) / length / calls, min: (min * 1e6) / length / calls });
  const title = `complete a year of 1m bars, ${length.toLocaleString("en")} rows out, each`;
  const floor = { name: "copies of six columns", ...each(measured.floorTouched, IN_A_ROW) };
  return [
    {
      title,
      ours: each(measured.oursTouched, IN_A_ROW),
      floor,
      peer: { name: "ml4t-data SessionCompleter, recorded", median: RECORDED, min: RECORDED },
      goal: { atMost: 12, fasterThanPeer: 50 },
    },
    {
      title: `${title}, polars`,
      ours: each(measured.oursTouched, IN_A_ROW),
      floor,
      peer: frames && { name: "polars join and forward fill", ...each(measured.polars) },
    },
    { title: `${title}, 64-bit nanoseconds`, ours: each(measured.nanosecondsTouched, IN_A_ROW), floor },
    {
      title: `${title}, first call after other work`,
      ours: each(measured.oursFirst),
      floor: { name: "copies of six columns, the first after other work", ...each(measured.floorFirst) },
    },
    {
      title: `${title}, new memory`,
      ours: each(measured.ours),
      floor: { name: "copies of six columns, new memory", ...each(measured.floor) },
    },
  ].map((result) => ({ unit: "ns", full, ...result }));
}

/** Bars of 2024, at most `rows` of them, and how many rows they are when complete. */
function yearOfBars(rows) {
  const minutes = completeSessions(
    CME_EQUITY,
    { timestamp: new Float64Array(0), close: new Float64Array(0) },
    { from: "2024-01-01", until: "2025-01-01" },
  ).timestamp.subarray(0, rows);
  const random = randomNumbers();
  // The ends stay, so that the range does.
  const timestamp = minutes.filter((_, i) => i === 0 || i === minutes.length - 1 || random() < 0.7);
  const prices = () => Float64Array.from(timestamp, () => 5000 + Math.round(random() * 400) / 4);
  const bars = { timestamp, open: prices(), high: prices(), low: prices(), close: prices(), volume: prices() };
  return { bars, length: completeSessions(CME_EQUITY, bars).timestamp.length };
}

/** Stops the run where completing leaves an element of the memory that it was given as it was. */
function mustWriteAll(bars) {
  const expected = completeSessions(CME_EQUITY, bars);
  const again = inTouchedMemory(() => completeSessions(CME_EQUITY, bars), { soil: true });
  again();
  mustEqual(again(), expected);
}

/** Stops the run where two completed frames differ. */
function mustEqual(frame, expected) {
  for (const [name, column] of Object.entries(expected))
    for (let i = 0; i < column.length; i++)
      if (!Object.is(frame[name][i], column[i])) throw new Error(`${name}: row ${i} is ${frame[name][i]}, expected ${column[i]}`);
}

/** Stops the run where the peer came to other values. */
function mustAgree(frame, peer) {
  for (const name of COLUMNS) {
    const column = polars.numbersOf(peer, name);
    if (column.length !== frame[name].length) throw new Error(`${name}: ${column.length} rows, expected ${frame[name].length}`);
    for (let i = 0; i < column.length; i++)
      if (column[i] !== frame[name][i]) throw new Error(`${name}: row ${i} is ${column[i]}, expected ${frame[name][i]}`);
  }
}
