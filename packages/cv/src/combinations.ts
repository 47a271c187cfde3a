/** Combinations, one by one and in lexicographic order. @module */

/** How many ways there are to choose `count` of `of`. */
export function countCombinations(of: number, count: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(count, of - count); i++) ways = (ways * (of - i + 1)) / i;
  return Math.round(ways);
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

/** `length` items cut into `parts` one after the other, as even as can be: the first ones are one longer. `parts + 1` bounds. */
export function evenBounds(length: number, parts: number): Int32Array {
  const longer = length % parts;
  const size = Math.floor(length / parts);
  return Int32Array.from({ length: parts + 1 }, (_, i) => i * size + Math.min(i, longer));
}
