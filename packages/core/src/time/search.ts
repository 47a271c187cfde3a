/** Search in sorted columns. @module */

/** Index of the last value that is not above `value`, -1 where there is none. */
export function searchSorted(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** First index of a column of whole numbers whose value is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  return searchSorted(sorted, value - 1) + 1;
}
