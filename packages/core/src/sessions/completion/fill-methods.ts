/** Prices of made rows that look ahead: the next close of the session, or the line between the closes around. @module */

import type { MadeValues } from "./made-values.js";
import type { CompletionPlan } from "./plan.js";

/** For every made row the next input row of its session whose value is known, -1 where there is none. */
export function nextInSession(plan: CompletionPlan, isKnown: (row: number) => boolean): Int32Array {
  const found = new Int32Array(plan.length).fill(-1);
  eachMade(plan, isKnown, (i, _before, after) => {
    found[i] = after;
  });
  return found;
}

/** Prices on the line between the closes before and after a row in its session, none where either is missing. */
export function interpolatedPrices(plan: CompletionPlan, closes: Float64Array): MadeValues {
  const { made, stampMs, bars } = plan;
  const values = new Float64Array(made.length).fill(Number.NaN);
  const { ms } = bars.stamps;
  let missing = false;
  let m = 0;
  eachMade(
    plan,
    (row) => !Number.isNaN(closes[row]),
    (i, before, after) => {
      if (before < 0 || after < 0) missing = true;
      else {
        const [from, to] = [closes[before] as number, closes[after] as number];
        const share = ((stampMs[i] as number) - (ms[before] as number)) / ((ms[after] as number) - (ms[before] as number));
        values[m] = from + (to - from) * share;
      }
      m++;
    },
  );
  return { values, missing, like: values };
}

/** Visits the made rows with the known input rows of the same session around them, -1 for none. */
function eachMade(
  plan: CompletionPlan,
  isKnown: (row: number) => boolean,
  visit: (i: number, before: number, after: number) => void,
): void {
  const { made, stampMs, runEnd, runSegment, symbolEnd, bars, grid } = plan;
  const { times, rows, start, session } = bars;
  // By place: the nearest known bar of the same session at or after it, and at or before it.
  const next = nearest(plan, isKnown, -1);
  const previous = nearest(plan, isKnown, 1);
  const inputRow = (place: number): number => (place < 0 || rows === null ? place : (rows[place] as number));
  let [run, symbol] = [0, 0];
  let place = 0;
  for (const i of made) {
    while (i >= (runEnd[run] as number)) run++;
    while (i >= (symbolEnd[symbol] as number)) symbol++;
    place = Math.max(place, start[symbol] as number);
    const end = start[symbol + 1] as number;
    while (place < end && (times[place] as number) <= (stampMs[i] as number)) place++;
    const own = grid.sessionOf[runSegment[run] as number];
    const of = (at: number): number => (at >= 0 && session[at] === own ? inputRow(at) : -1);
    visit(i, place > (start[symbol] as number) ? of(previous[place - 1] as number) : -1, place < end ? of(next[place] as number) : -1);
  }
}

/** By place, the nearest place in one direction, itself included, that has a known value in a session; -1 for none. */
function nearest({ bars }: CompletionPlan, isKnown: (row: number) => boolean, step: 1 | -1): Int32Array {
  const { times, rows, start, session } = bars;
  const found = new Int32Array(times.length);
  for (let s = 0; s + 1 < start.length; s++) {
    const [from, to] = [start[s] as number, start[s + 1] as number];
    let last = -1;
    for (let n = from; n < to; n++) {
      const place = step === 1 ? n : to - 1 - (n - from);
      if ((session[place] as number) >= 0 && isKnown(rows === null ? place : (rows[place] as number))) last = place;
      found[place] = last;
    }
  }
  return found;
}
