/**
 * One instant at a time: `sessionAt` on a compiled calendar.
 *
 * Data: random instants from 1990 to 2027, and the minutes of a month one after the other, as a feed asks; XNYS and CME equity futures.
 * Floor: a binary search for the same instants in a `Float64Array` of the same opens, with the same look at the close; it checks no
 * argument and no coverage. No peer, no goal.
 *
 * @module
 */

import { compileCalendar, sessionAt } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { XNYS } from "@openbell/core/calendars/xnys";
import { interleave, summaries } from "../lib/measure.mjs";
import { randomNumbers } from "../lib/minutes.mjs";

const QUERIES = 500_000;

export async function run({ rows, rounds }) {
  const count = Math.min(rows, QUERIES);
  const random = randomNumbers();
  const [from, to] = [Date.UTC(1990, 1, 1), Date.UTC(2027, 11, 1)];
  const instants = {
    random: Float64Array.from({ length: count }, () => from + Math.floor(random() * (to - from))),
    "minute by minute": Float64Array.from({ length: count }, (_, i) => Date.UTC(2024, 5, 1) + (i % 43_200) * 60_000),
  };
  const results = [];
  for (const definition of [XNYS, CME_EQUITY]) {
    const sessions = compileCalendar(definition).all();
    for (const [order, column] of Object.entries(instants)) {
      const { ours, floor } = summaries(
        await interleave({ ours: () => answers(definition, column), floor: () => searches(sessions, column) }, { rounds: rounds ?? 9 }),
      );
      results.push({
        title: `sessionAt ${definition.name}, ${order}`,
        ours: each(ours, count),
        floor: { name: "binary search in a Float64Array", ...each(floor, count) },
        unit: "ns",
      });
    }
  }
  return results;
}

/** Sum of the answers, which must not be left out. */
function answers(definition, column) {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += sessionAt(definition, column[i]) ?? 0;
  return sum;
}

function searches({ openMs, closeMs, segmentDay }, column) {
  let sum = 0;
  for (let i = 0; i < column.length; i++) {
    const ms = column[i];
    let low = 0;
    let high = openMs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (openMs[middle] <= ms) low = middle + 1;
      else high = middle;
    }
    if (low > 0 && ms < closeMs[low - 1]) sum += segmentDay[low - 1];
  }
  return sum;
}

/** Nanoseconds of one query, from milliseconds of all. */
const each = ({ median, min }, count) => ({ median: (median * 1e6) / count, min: (min * 1e6) / count });
