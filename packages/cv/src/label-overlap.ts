/**
 * Which train labels overlap test labels, counted exactly. The number of pairs that overlap is that of pairs in which the test label starts
 * before the train label ends, less those in which it has also ended before the train label starts: two look-ups in sorted columns for each
 * train row. So test rows that stand apart are judged one by one, where the hull round them would call everything in between a leak.
 *
 * @module
 */

import type { RowsByAsset } from "./assets.js";

/** Bits that say which sets of a fold a row is in. */
export const IN_TRAIN = 1;
export const IN_TEST = 2;

/** Spans of the labels of all rows. */
export interface Spans {
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  /** Whether labels that only touch overlap. */
  readonly closed: boolean;
}

/** Train labels that overlap test labels. */
export interface LabelOverlap {
  /** Train rows whose label overlaps that of a test row. */
  readonly rows: number;
  /** Pairs of a train row and a test row whose labels overlap. */
  readonly pairs: number;
  /** The first few of those train rows, each with a test row that its label overlaps. */
  readonly examples: readonly { readonly train: number; readonly test: number }[];
}

/** Whether a label has two ends, in order. */
export const isSpan = (start: number, end: number): boolean => end >= start && end - start < Number.POSITIVE_INFINITY;

/**
 * Overlaps between the rows marked for training only and those marked for testing; with `byAsset` between rows of one asset only. Labels without
 * two ends in order are passed over.
 */
export function labelOverlap(marks: Uint8Array, spans: Spans, keep: number, byAsset: RowsByAsset | null = null): LabelOverlap {
  if (byAsset === null) return overlapAmong({ count: marks.length, at: (k) => k }, marks, spans, keep);
  const { rows, start } = byAsset;
  const each = Array.from({ length: start.length - 1 }, (_, asset) => {
    const its = rows.subarray(start[asset], start[asset + 1]);
    return overlapAmong({ count: its.length, at: (k) => its[k] as number }, marks, spans, keep);
  });
  return {
    rows: each.reduce((sum, overlap) => sum + overlap.rows, 0),
    pairs: each.reduce((sum, overlap) => sum + overlap.pairs, 0),
    examples: each
      .flatMap(({ examples }) => examples)
      .sort((a, b) => a.train - b.train)
      .slice(0, keep),
  };
}

/** Some of the rows, ascending. */
interface SomeOfRows {
  readonly count: number;
  readonly at: (k: number) => number;
}

function overlapAmong(among: SomeOfRows, marks: Uint8Array, spans: Spans, keep: number): LabelOverlap {
  const { start, end, closed } = spans;
  const test = testSpans(among, marks, spans);
  const begun = new Below(test.starts);
  const ended = new Below(test.ends);
  const points = new Below(test.points);
  let rows = 0;
  let pairs = 0;
  const first: number[] = [];
  for (let k = 0; k < among.count; k++) {
    const row = among.at(k);
    if (marks[row] !== IN_TRAIN) continue;
    const from = start[row] as number;
    const to = end[row] as number;
    if (!isSpan(from, to)) continue;
    // A label without length that ends where another such one stands has "ended before" without having begun before.
    const overlapping = closed
      ? begun.notAbove(to) - ended.below(from)
      : begun.below(to) - ended.notAbove(from) + (from === to ? points.notAbove(from) - points.below(from) : 0);
    if (overlapping === 0) continue;
    rows++;
    pairs += overlapping;
    if (first.length < keep) first.push(row);
  }
  return { rows, pairs, examples: first.map((train) => ({ train, test: partnerOf(train, among, marks, spans) })) };
}

/** Starts and ends of the test labels, and the places of those without length, each in ascending order. */
function testSpans(
  among: SomeOfRows,
  marks: Uint8Array,
  { start, end }: Spans,
): { starts: Float64Array; ends: Float64Array; points: Float64Array } {
  let count = 0;
  let pointCount = 0;
  const isTest = (row: number): boolean => ((marks[row] as number) & IN_TEST) !== 0 && isSpan(start[row] as number, end[row] as number);
  for (let k = 0; k < among.count; k++) {
    const row = among.at(k);
    if (!isTest(row)) continue;
    count++;
    if (start[row] === end[row]) pointCount++;
  }
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  const points = new Float64Array(pointCount);
  let at = 0;
  let atPoint = 0;
  for (let k = 0; k < among.count; k++) {
    const row = among.at(k);
    if (!isTest(row)) continue;
    starts[at] = start[row] as number;
    ends[at++] = end[row] as number;
    if (start[row] === end[row]) points[atPoint++] = start[row] as number;
  }
  return { starts: ascending(starts), ends: ascending(ends), points: ascending(points) };
}

function ascending(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i++) if ((values[i] as number) < (values[i - 1] as number)) return values.sort();
  return values;
}

/** The first test row whose label overlaps that of a train row for which there is one. */
function partnerOf(train: number, among: SomeOfRows, marks: Uint8Array, { start, end, closed }: Spans): number {
  const from = start[train] as number;
  const to = end[train] as number;
  for (let k = 0; k < among.count; k++) {
    const row = among.at(k);
    const a = start[row] as number;
    const b = end[row] as number;
    if (((marks[row] as number) & IN_TEST) !== 0 && isSpan(a, b) && (closed ? a <= to && b >= from : a < to && b > from)) return row;
  }
  return -1;
}

/** Counts values of an ascending column below a bound. Bounds that come nearly in order cost next to nothing: it searches from the last place. */
class Below {
  readonly #ascending: Float64Array;
  #at = 0;

  constructor(values: Float64Array) {
    this.#ascending = values;
  }

  below(bound: number): number {
    return this.#count((value) => value < bound);
  }

  notAbove(bound: number): number {
    return this.#count((value) => value <= bound);
  }

  #count(counts: (value: number) => boolean): number {
    const values = this.#ascending;
    const { length } = values;
    let low = this.#at;
    let high = this.#at;
    // Doubling steps away from the last place until the answer lies between, then halving.
    for (let step = 1; low > 0 && !counts(values[low - 1] as number); step *= 2) {
      high = low - 1;
      low = Math.max(0, low - step);
    }
    for (let step = 1; high < length && counts(values[high] as number); step *= 2) {
      low = high + 1;
      high = Math.min(length, high + step);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (counts(values[middle] as number)) low = middle + 1;
      else high = middle;
    }
    this.#at = low;
    return low;
  }
}
