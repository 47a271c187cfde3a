/**
 * Folds over ten million rows: sessions of 1,380 minutes in order, as day numbers, as text, and shuffled.
 *
 * Building folds is measured up to their ranges, and up to an index array for each train and test set, made and dropped one after the other.
 *
 * Floors: reading the column once (a copy into memory that was touched before); where index arrays are made, filling as many new ones.
 *
 * Peer: scikit-learn, where there is a Python that has it (lib/python.mjs); it gives index arrays. Its figures of the day on which this was designed,
 * 2.6 s (1.2.1) for GroupKFold(5) on integers, are what the absolute goal is made of: a twentieth. Index arrays take at least the time of the
 * new memory that they lie on, which on some machines is more than that.
 *
 * Memory: CPCV(10, 2) in a process of its own, each split as arrays. Never more than those of one split may be there at a time; more
 * stops the run.
 *
 * @module
 */

import { CombinatorialPurgedCV, GroupKFold, groupSessions, TimeSeriesSplit } from "@openbell/cv";
import { interleave, summaries } from "../lib/measure.mjs";
import { sessionDays, shuffled } from "../lib/minutes.mjs";
import { node, script } from "../lib/processes.mjs";
import { scikitLearn } from "../lib/python.mjs";

const FOLDS = 5;
const GROUP_K_FOLD = new GroupKFold({ splits: FOLDS });
const TIME_SERIES = new TimeSeriesSplit({ splits: FOLDS });
const CPCV = new CombinatorialPurgedCV({ folds: 10, testFolds: 2 });

export async function run({ rows, full, rounds }) {
  const days = sessionDays(rows);
  const figures = { ...(await measureSorted(days, rounds ?? 9)), ...(await measureOthers(days, rounds ?? 5)) };
  const { megabytes, split } = JSON.parse(await node(["--expose-gc", script("cv-memory.mjs"), String(rows)]));
  // A megabyte for all that is not rows.
  if (megabytes > split + 1) throw new Error(`CPCV(10, 2) held ${megabytes} MB of arrays at a time; one split has ${split} MB`);

  const python = scikitLearn(rows);
  const peer = (name, figure) => figure && { name: `scikit-learn ${name}`, ...figure };
  const groups = peer("GroupKFold", python?.group_k_fold);
  const copy = { name: "copy of the column", ...figures.copy };
  const rowsText = `${rows.toLocaleString("en")} rows`;
  return [
    { title: `group ${rowsText} by session, sorted`, ours: figures.group, floor: copy },
    { title: `GroupKFold(5), ${rowsText}, sorted, ranges`, ours: figures.ranges, floor: copy, peer: groups, goal: { atMost: 130 } },
    {
      title: `GroupKFold(5), ${rowsText}, sorted, index arrays`,
      ours: figures.arrays,
      floor: { name: "filling new arrays", ...figures.fill },
      peer: groups,
      goal: { atMost: 130 },
    },
    {
      title: `GroupKFold(5), ${rowsText}, dates as text, ranges`,
      ours: figures.text,
      peer: peer("GroupKFold, text", python?.group_k_fold_text),
    },
    {
      title: `GroupKFold(5), ${rowsText}, shuffled, index arrays`,
      ours: figures.shuffled,
      floor: { name: "filling new arrays", ...figures.fill },
      peer: peer("GroupKFold, shuffled", python?.group_k_fold_shuffled),
    },
    {
      title: `TimeSeriesSplit(5), ${rowsText}, sorted, index arrays`,
      ours: figures.timeSeries,
      floor: { name: "filling new arrays", ...figures.fillTimeSeries },
      peer: peer("TimeSeriesSplit and isin", python?.time_series_split),
    },
    { title: `CPCV(10, 2), ${rowsText}, labels of an hour, ranges of 45 splits`, ours: figures.cpcv, floor: copy },
    {
      title: `CPCV(10, 2), ${rowsText}, most memory for arrays`,
      ours: { median: megabytes, min: megabytes },
      floor: { name: "one split", median: split, min: split },
      unit: "MB",
    },
  ].map((result) => ({ unit: "ms", full, ...result }));
}

async function measureSorted(days, rounds) {
  const times = Float64Array.from({ length: days.length }, (_, row) => row * 60_000);
  const labels = { end: times.map((time) => time + 3_600_000) };
  const touched = days.slice();
  const lengths = [...TIME_SERIES.split(days)].flatMap(({ train, test }) => [train.length, test.length]);
  const samples = await interleave(
    {
      group: () => groupSessions(days).length,
      ranges: () => rangesOf(GROUP_K_FOLD.split(days)),
      arrays: () => arraysOf(GROUP_K_FOLD.split(days)),
      timeSeries: () => arraysOf(TIME_SERIES.split(days)),
      cpcv: () => rangesOf(CPCV.split(days, { times, labels })),
      copy: () => touched.set(days),
      fill: () => filled(Array(FOLDS).fill(days.length)),
      fillTimeSeries: () => filled(lengths),
    },
    { rounds, warmUp: 4 },
  );
  return summaries(samples);
}

/** By themselves: ten million texts slow every collection of garbage down, also that of the others. */
async function measureOthers(days, rounds) {
  const text = Array.from(days, (day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  const mixed = shuffled(days);
  const samples = await interleave(
    { text: () => rangesOf(GROUP_K_FOLD.split(text)), shuffled: () => arraysOf(GROUP_K_FOLD.split(mixed)) },
    { rounds, warmUp: 1 },
  );
  return summaries(samples);
}

function rangesOf(folds) {
  let numbers = 0;
  for (const { train, test } of folds) numbers += train.ranges.length + test.ranges.length;
  return numbers;
}

function arraysOf(folds) {
  let rows = 0;
  for (const { train, test } of folds) rows += (train.toArray().at(-1) ?? 0) + (test.toArray().at(-1) ?? 0);
  return rows;
}

function filled(lengths) {
  let sum = 0;
  for (const length of lengths) sum += new Int32Array(length).fill(7)[length >> 1];
  return sum;
}
