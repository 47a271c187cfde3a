/**
 * Measuring calls to a server: contestants take turns in blocks on one connection, the order alternating, so that a slow moment falls on all of
 * them alike. Back to back the same call may take four times as long.
 *
 * @module
 */

import { summary } from "./measure.mjs";

/** Blocks before the first that counts: V8 compiles what is on the way of a call after some thousand of them. */
const WARM_UP = 10;

/**
 * Microseconds of one call of each contestant: the median of a block's calls, summed up over the blocks.
 *
 * @param {Readonly<Record<string, (i: number) => Promise<unknown>>>} contestants
 * @param {{ blocks: number, calls: number, each?: number }} options `each`: how many things one call does; the figure is for one of them.
 * @returns {Promise<Record<string, { median: number, min: number }>>}
 */
export async function inBlocks(contestants, { blocks, calls, each = 1 }) {
  const names = Object.keys(contestants);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let block = blocks > 1 ? -WARM_UP : 0; block < blocks; block++) {
    for (const name of block % 2 === 0 ? names : names.toReversed()) {
      const times = [];
      for (let i = 0; i < calls; i++) {
        const start = performance.now();
        await contestants[name](i);
        times.push(((performance.now() - start) * 1000) / each);
      }
      if (block >= 0) samples[name].push(summary(times).median);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(samples[name])]));
}

/**
 * Calls with so many in flight: how many a second, and how much longer the slowest hundredth takes than the middle one. A quarter as many go
 * before, untimed: what whoever had the turn before left behind is collected in their time.
 */
export async function flood(call, { total, inFlight }) {
  const lead = Math.ceil(total / 4);
  const times = [];
  let next = 0;
  let start = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < lead + total) {
        const i = next++;
        if (i === lead) start = performance.now();
        const began = performance.now();
        await call(i);
        if (i >= lead) times.push(performance.now() - began);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  return { microseconds: (seconds * 1e6) / total, tail: times[Math.floor(total * 0.99)] / times[total >> 1] };
}
