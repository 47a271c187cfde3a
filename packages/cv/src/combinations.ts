/**
 * Combinations in lexicographic order: one by one, by their place in it, and some of them at random.
 *
 * @module
 */

import { RandomState } from "./random.js";

/** How many ways there are to choose `count` of `of`: exact up to 2^53 − 1, above that about as many. */
export function countCombinations(of: number, count: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(count, of - count); i++) ways = scaled(ways, of - i + 1, i);
  return ways;
}

/** `ways * by / over`, which is whole, without the product that may not fit. */
function scaled(ways: number, by: number, over: number): number {
  const shared = commonDivisor(ways, over);
  return (ways / shared) * (by / (over / shared));
}

function commonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** Every choice of `count` of the numbers below `of`, ascending, in lexicographic order. Each is a list of its own. */
export function* combinations(of: number, count: number): Generator<readonly number[], void, undefined> {
  const chosen = Array.from({ length: count }, (_, i) => i);
  for (;;) {
    yield [...chosen];
    let i = count - 1;
    while (i >= 0 && chosen[i] === of - count + i) i--;
    if (i < 0) return;
    chosen[i] = (chosen[i] as number) + 1;
    for (let j = i + 1; j < count; j++) chosen[j] = (chosen[j - 1] as number) + 1;
  }
}

/** The choice of `count` of the numbers below `of` that stands at a place, from 0, in lexicographic order. There must be no more than 2^53 − 1. */
export function combinationAt(place: number, of: number, count: number): readonly number[] {
  const chosen: number[] = [];
  let left = place;
  /** How many choices go on with `next`. */
  let ways = countCombinations(of - 1, count - 1);
  for (let next = 0; chosen.length < count; next++) {
    const above = of - 1 - next;
    const open = count - chosen.length - 1;
    if (left < ways) {
      chosen.push(next);
      ways = scaled(ways, open, above);
    } else {
      left -= ways;
      ways = scaled(ways, above - open, above);
    }
  }
  return chosen;
}

/**
 * `size` of the numbers below `count`, each set of them as likely as the others, ascending. Drawn one after the other, those that came before
 * passed over: a larger sample of the same seed holds the smaller one. `count` is at most 2^53 − 1.
 */
export function sampleBelow(count: number, size: number, seed: number): Float64Array {
  const random = new RandomState(seed);
  const drawn = new Set<number>();
  while (drawn.size < size) drawn.add(random.upTo(count - 1));
  return Float64Array.from(drawn).sort();
}

/** `length` items cut into `parts` one after the other, as even as can be: the first ones are one longer. `parts + 1` bounds. */
export function evenBounds(length: number, parts: number): Int32Array {
  const longer = length % parts;
  const size = Math.floor(length / parts);
  return Int32Array.from({ length: parts + 1 }, (_, i) => i * size + Math.min(i, longer));
}
