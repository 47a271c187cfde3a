/**
 * The loops of the short way. They take four values at a time, or more: a turn costs as much as a few values. None has a branch that
 * depends on which bars are missing: they come and go at random. They take numbers and arrays alone: machine code that looks into a small
 * object is thrown away when the last object of that kind is collected, and a collection between two calls does that.
 *
 * @module
 */

/**
 * Notes the rows of bars, the first slot's being `row`. `false` where one is beside its slot, before the first, or in none later than
 * that of the bar before; the last bar is known not to be after the last slot.
 */
export function placeBars(
  times: Float64Array,
  begin: number,
  end: number,
  first: number,
  step: number,
  row: number,
  at: Int32Array,
  filled: Uint8Array,
): boolean {
  const perMs = 1 / step;
  let before = -1;
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    const a = (times[i] as number) - first;
    const b = (times[i + 1] as number) - first;
    const c = (times[i + 2] as number) - first;
    const d = (times[i + 3] as number) - first;
    // A product may miss the quotient by a little; whether the slot is right is looked at.
    const slotA = (a * perMs + 0.5) | 0;
    const slotB = (b * perMs + 0.5) | 0;
    const slotC = (c * perMs + 0.5) | 0;
    const slotD = (d * perMs + 0.5) | 0;
    if (slotA * step !== a || slotB * step !== b || slotC * step !== c || slotD * step !== d) return false;
    if (slotA <= before || slotB <= slotA || slotC <= slotB || slotD <= slotC) return false;
    before = slotD;
    at[i] = row + slotA;
    at[i + 1] = row + slotB;
    at[i + 2] = row + slotC;
    at[i + 3] = row + slotD;
    filled[row + slotA] = 0;
    filled[row + slotB] = 0;
    filled[row + slotC] = 0;
    filled[row + slotD] = 0;
  }
  for (; i < end; i++) {
    const sinceFirst = (times[i] as number) - first;
    const slot = (sinceFirst * perMs + 0.5) | 0;
    if (slot * step !== sinceFirst || slot <= before) return false;
    before = slot;
    at[i] = row + slot;
    filled[row + slot] = 0;
  }
  return true;
}

/** Copies values to the rows of their bars. */
export function spread(column: Float64Array, at: Int32Array, to: Float64Array): void {
  let i = 0;
  for (; i + 16 <= at.length; i += 16) {
    to[at[i] as number] = column[i] as number;
    to[at[i + 1] as number] = column[i + 1] as number;
    to[at[i + 2] as number] = column[i + 2] as number;
    to[at[i + 3] as number] = column[i + 3] as number;
    to[at[i + 4] as number] = column[i + 4] as number;
    to[at[i + 5] as number] = column[i + 5] as number;
    to[at[i + 6] as number] = column[i + 6] as number;
    to[at[i + 7] as number] = column[i + 7] as number;
    to[at[i + 8] as number] = column[i + 8] as number;
    to[at[i + 9] as number] = column[i + 9] as number;
    to[at[i + 10] as number] = column[i + 10] as number;
    to[at[i + 11] as number] = column[i + 11] as number;
    to[at[i + 12] as number] = column[i + 12] as number;
    to[at[i + 13] as number] = column[i + 13] as number;
    to[at[i + 14] as number] = column[i + 14] as number;
    to[at[i + 15] as number] = column[i + 15] as number;
  }
  for (; i < at.length; i++) to[at[i] as number] = column[i] as number;
}

/**
 * Carries closes on to the made rows at places `begin` to `end - 1`, each from the row before it, and writes them to the same rows of three
 * further columns. `false` where one that is to be carried on is not known.
 */
export function carryOn(
  closes: Float64Array,
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  made: Int32Array,
  begin: number,
  end: number,
): boolean {
  let m = begin;
  for (; m + 4 <= end; m += 4) {
    const a = made[m] as number;
    const b = made[m + 1] as number;
    const c = made[m + 2] as number;
    const d = made[m + 3] as number;
    const atA = closes[a - 1] as number;
    closes[a] = atA;
    const atB = closes[b - 1] as number;
    closes[b] = atB;
    const atC = closes[c - 1] as number;
    closes[c] = atC;
    const atD = closes[d - 1] as number;
    closes[d] = atD;
    if (Number.isNaN(atA) || Number.isNaN(atB) || Number.isNaN(atC) || Number.isNaN(atD)) return false;
    x[a] = atA;
    x[b] = atB;
    x[c] = atC;
    x[d] = atD;
    y[a] = atA;
    y[b] = atB;
    y[c] = atC;
    y[d] = atD;
    z[a] = atA;
    z[b] = atB;
    z[c] = atC;
    z[d] = atD;
  }
  for (; m < end; m++) {
    const row = made[m] as number;
    const close = closes[row - 1] as number;
    if (Number.isNaN(close)) return false;
    closes[row] = close;
    x[row] = close;
    y[row] = close;
    z[row] = close;
  }
  return true;
}

/** Writes one value to made rows. */
export function fillMade(value: number, made: Int32Array, to: Float64Array): void {
  let m = 0;
  for (; m + 4 <= made.length; m += 4) {
    to[made[m] as number] = value;
    to[made[m + 1] as number] = value;
    to[made[m + 2] as number] = value;
    to[made[m + 3] as number] = value;
  }
  for (; m < made.length; m++) to[made[m] as number] = value;
}
