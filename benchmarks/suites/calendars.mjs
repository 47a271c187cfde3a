/**
 * All calendars: working one out, working all out, a year's schedule, and what one costs a web page.
 *
 * Data: every calendar of the look-up table, the years 1990 to 2027 or what it knows of them. Warm figures are of a process whose code has been
 * compiled, each on a fresh copy of the definition; cold ones of a fresh process that has made its first `Intl` object, from the definition in
 * memory to its sessions.
 *
 * Peer: exchange_calendars, where there is a Python that has it (lib/python.mjs).
 *
 * @module
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { compileCalendar, schedule } from "@openbell/core";
import { calendarByName, calendarEntries } from "@openbell/core/calendars/lookup";
import { XNYS } from "@openbell/core/calendars/xnys";
import { bundleBytes } from "../lib/bundle.mjs";
import { interleave, summaries, summary, timedCalls } from "../lib/measure.mjs";
import { exchangeCalendars } from "../lib/python.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));

export async function run({ rounds }) {
  const definitions = await Promise.all(calendarEntries().map(({ name }) => calendarByName(name)));
  const peer = exchangeCalendars();
  return [...(await compiling(definitions, rounds ?? 9, peer)), await yearSchedule(rounds ?? 9, peer), ...(await bundles(definitions))];
}

async function compiling(definitions, rounds, peer) {
  const work = Object.fromEntries(definitions.map((definition) => [definition.name, () => yearsOf(structuredClone(definition)).length]));
  const warm = Object.entries(summaries(await interleave(work, { rounds })));
  warm.sort(([, a], [, b]) => a.median - b.median);
  const [slowest, slowestFigure] = warm.at(-1);
  const cold = definitions.map(({ name }) => {
    const times = Array.from(
      { length: Math.min(rounds, 5) },
      () => fresh("calendar.mjs", "@openbell/core/calendar", fileOf(name), exportOf(name)).compile,
    );
    return [name, summary(times)];
  });
  cold.sort(([, a], [, b]) => a.median - b.median);
  const [slowestCold, slowestColdFigure] = cold.at(-1);
  const all = Array.from({ length: Math.min(rounds, 5) }, () => fresh("all-calendars.mjs").compile);
  return [
    { title: `compile a calendar, median of ${warm.length}`, ours: warm[warm.length >> 1][1], unit: "ms", goal: { atMost: 25 } },
    {
      title: `compile the slowest (${slowest})`,
      ours: slowestFigure,
      peer: peer && { name: `exchange_calendars' slowest (${peer.slowest})`, ...peer.build_slowest },
      unit: "ms",
      goal: { atMost: 25 },
    },
    { title: "the same in fresh processes, median", ours: cold[cold.length >> 1][1], unit: "ms", goal: { atMost: 25 } },
    { title: `the same, the slowest (${slowestCold})`, ours: slowestColdFigure, unit: "ms", goal: { atMost: 25 } },
    {
      title: "compile XNYS",
      ours: warm.find(([name]) => name === "XNYS")[1],
      peer: peer && { name: "exchange_calendars", ...peer.build },
      unit: "ms",
    },
    { title: `compile all ${warm.length} in a fresh process`, ours: summary(all), unit: "ms", goal: { atMost: 1000 } },
  ];
}

async function yearSchedule(rounds, peer) {
  const { ours } = summaries(
    await interleave({ ours: () => schedule(XNYS, "2024-01-01", "2024-12-31").openMs }, { rounds, measure: timedCalls(200) }),
  );
  return {
    title: "schedule of a year",
    ours,
    peer: peer && { name: "exchange_calendars schedule.loc", ...peer.schedule },
    unit: "ms",
    goal: { atMost: 0.2 },
  };
}

/** Bytes that each calendar adds to a page with the engine and `isOpen`. */
async function bundles(definitions) {
  const engine = await bundleBytes('import { isOpen } from "@openbell/core"; export const run = (calendar, t) => isOpen(calendar, t);');
  const sizes = [];
  for (const { name } of definitions) {
    const page = `import { isOpen } from "@openbell/core"; import { ${exportOf(name)} } from "@openbell/core/calendars/${fileOf(name)}"; export const run = (t) => isOpen(${exportOf(name)}, t);`;
    sizes.push({ name, bytes: (await bundleBytes(page)) - engine });
  }
  sizes.sort((a, b) => a.bytes - b.bytes);
  const [median, largest] = [sizes[sizes.length >> 1], sizes.at(-1)];
  const same = ({ bytes }) => ({ median: bytes, min: bytes });
  return [
    { title: "a calendar beyond the engine, gzipped, median", ours: same(median), unit: "bytes", goal: { atMost: 4096 } },
    { title: `a calendar beyond the engine, largest (${largest.name})`, ours: same(largest), unit: "bytes" },
  ];
}

const yearsOf = (definition) => compileCalendar(definition).years(1990, 2027).days;

const FILES = { "24/7": "always-open", "24/5": "utc-weekdays" };
const fileOf = (name) => FILES[name] ?? name.toLowerCase().replaceAll("_", "-");
const exportOf = (name) => fileOf(name).toUpperCase().replaceAll("-", "_");

const fresh = (file, ...rest) => JSON.parse(execFileSync(process.execPath, [`${folder}processes/${file}`, ...rest], { encoding: "utf8" }));
