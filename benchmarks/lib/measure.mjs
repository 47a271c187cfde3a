/**
 * Measuring in turns: every round runs each contestant once, so that a slow minute of the machine falls on all of them alike. Which one
 * begins changes from round to round.
 *
 * @module
 */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Results end up here, so that no engine may leave out the work that made them. */
export let consumed = 0;

/**
 * Runs the contestants in turns and returns what was measured of each, a sample a round.
 *
 * @template T
 * @param {Readonly<Record<string, () => unknown>>} contestants
 * @param {{ rounds: number, warmUp?: number, measure?: (work: () => any) => T | Promise<T> }} options `measure` runs a contestant and
 *   returns its sample; the default is the time it takes in milliseconds.
 * @returns {Promise<Record<string, T[]>>}
 */
export async function interleave(contestants, { rounds, warmUp = 2, measure = timed }) {
  const names = Object.keys(contestants);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUp) % names.length];
      // Memory of earlier turns is given back outside the time that is taken.
      collectGarbage();
      const sample = await measure(contestants[name]);
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** Milliseconds that a piece of work takes. Its result is used. */
async function timed(work) {
  const start = performance.now();
  const value = work();
  if (!(value instanceof Promise)) {
    const ms = performance.now() - start;
    consume(value);
    return ms;
  }
  const result = await value;
  const ms = performance.now() - start;
  consume(result);
  return ms;
}

/** Milliseconds of one call, from a number of calls that is fixed beforehand. */
export const timedCalls = (calls) => (work) => {
  const start = performance.now();
  for (let i = 0; i < calls; i++) consume(work());
  return (performance.now() - start) / calls;
};

function consume(value) {
  if (typeof value === "number") consumed += value;
  else if (ArrayBuffer.isView(value)) consumed += Number(value[value.length >> 1]);
  else if (value !== undefined && value !== null) consumed++;
}

/** Median and best of a list of numbers. */
export function summary(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return { median: sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, min: sorted[0] };
}

/** The summary of each contestant's samples. */
export const summaries = (samples) => Object.fromEntries(Object.entries(samples).map(([name, numbers]) => [name, summary(numbers)]));
