/**
 * How much memory CPCV(10, 2) takes for arrays while its splits are walked, each as index arrays. Prints JSON: the most beyond the column
 * itself, and that of one split, in megabytes. Needs --expose-gc. The number of rows is the first argument.
 *
 * @module
 */

import { CombinatorialPurgedCV } from "@openbell/cv";
import { sessionDays } from "../lib/minutes.mjs";

const rows = Number(process.argv[2]);
const days = sessionDays(rows);
globalThis.gc();
const before = process.memoryUsage().arrayBuffers;
let most = 0;
let sum = 0;
for (const { train, test } of new CombinatorialPurgedCV({ folds: 10, testFolds: 2, horizon: 1 }).split(days)) {
  const arrays = [train.toArray(), test.toArray()];
  // What was collected is swept beside the program; the second collection waits for that.
  globalThis.gc();
  globalThis.gc();
  most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  sum += arrays[0].length + arrays[1].length;
}
if (sum < rows) throw new Error("the splits are empty");
console.log(JSON.stringify({ megabytes: Math.round(most / 1e4) / 100, split: (4 * rows) / 1e6 }));
