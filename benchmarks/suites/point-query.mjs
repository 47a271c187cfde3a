/**
 * One question at a time, on a compiled calendar.
 *
 * Data: random instants and sessions from 1990 to 2027, and the minutes of a month one after the other, as a feed asks; XNYS and CME equity
 * futures. Floor: a binary search for the same instants in a `Float64Array` of the same opens, with the same look at the close; it checks
 * no argument and no coverage. Peer: exchange_calendars, where there is a Python that has it (lib/python.mjs); its fastest way,
 * without parsing.
 *
 * @module
 */

import { compileCalendar, isOpen, isSession, nextOpen, sessionAt, sessionClose } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { XNYS } from "@openbell/core/calendars/xnys";
import { interleave, summaries } from "../lib/measure.mjs";
import { randomNumbers } from "../lib/minutes.mjs";
import { exchangeCalendars } from "../lib/python.mjs";

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
  const measure = async (title, question, column, sessions, peer = null) => {
    const { ours, floor } = summaries(
      await interleave({ ours: () => sum(column, question), floor: () => searches(sessions, instants.random) }, { rounds: rounds ?? 9 }),
    );
    results.push({
      title,
      ours: each(ours, count),
      floor: { name: "binary search in a Float64Array", ...each(floor, count) },
      peer: peer && { name: `exchange_calendars ${peer.call}`, ...peer },
      unit: "ns",
      goal: { atMost: 100 },
      full: count === QUERIES,
    });
  };
  const peer = exchangeCalendars();
  const all = compileCalendar(XNYS).all();
  const sessions = Int32Array.from({ length: count }, () => all.days[Math.floor(random() * (all.days.length - 1))]);
  await measure("sessionAt XNYS, random", (ms) => sessionAt(XNYS, ms), instants.random, all, peer?.sessionAt);
  await measure("isOpen XNYS, random", (ms) => isOpen(XNYS, ms), instants.random, all, peer?.isOpen);
  await measure("nextOpen XNYS, random", (ms) => nextOpen(XNYS, ms), instants.random, all, peer?.nextOpen);
  await measure("isSession XNYS, random", (day) => isSession(XNYS, day), sessions, all, peer?.isSession);
  await measure("sessionClose XNYS, random", (day) => sessionClose(XNYS, day), sessions, all, peer?.sessionClose);
  await measure("sessionAt XNYS, minute by minute", (ms) => sessionAt(XNYS, ms), instants["minute by minute"], all);
  const cme = compileCalendar(CME_EQUITY).all();
  await measure("sessionAt CME_EQUITY, random", (ms) => sessionAt(CME_EQUITY, ms), instants.random, cme);
  await measure("sessionAt CME_EQUITY, minute by minute", (ms) => sessionAt(CME_EQUITY, ms), instants["minute by minute"], cme);
  return results;
}

/** Sum of the answers, which must not be left out. */
function sum(column, question) {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += Number(question(column[i]) ?? 0);
  return total;
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
