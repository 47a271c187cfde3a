/**
 * All calendars: working one out, working all out, asking, and what one costs a web page.
 *
 * Data: every calendar of the look-up table, the years 1990 to 2027 or what it knows of them. Warm figures are of a process whose code has been
 * compiled, each on a fresh copy of the definition; cold ones of a fresh process, from the definition in memory to its sessions.
 *
 * Floor of the queries: a binary search for the same instants in a `Float64Array` of the same opens. Peer: exchange_calendars, where the
 * environment variable OPENBELL_PYTHON names a Python that has it (processes/exchange_calendars_figures.py); it is asked the same in turns of its own.
 *
 * @module
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compileCalendar, isOpen, isSession, nextOpen, schedule, sessionAt, sessionClose } from "@openbell/core";
import { calendarByName, calendarEntries } from "@openbell/core/calendars/lookup";
import { XNYS } from "@openbell/core/calendars/xnys";
import { build } from "esbuild";
import { interleave, summaries, summary, timedCalls } from "../lib/measure.mjs";
import { randomNumbers } from "../lib/minutes.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));

export async function run({ rounds }) {
  const definitions = await Promise.all(calendarEntries().map(({ name }) => calendarByName(name)));
  const peer = peerFigures();
  return [...(await compiling(definitions, rounds ?? 9, peer)), ...(await asking(rounds ?? 9, peer)), ...(await bundles(definitions))];
}

async function compiling(definitions, rounds, peer) {
  const work = Object.fromEntries(definitions.map((definition) => [definition.name, () => yearsOf(structuredClone(definition)).length]));
  const warm = Object.entries(summaries(await interleave(work, { rounds })));
  warm.sort(([, a], [, b]) => a.median - b.median);
  const [slowest, slowestFigure] = warm.at(-1);
  const cold = { one: [], all: [] };
  for (let i = 0; i < Math.min(rounds, 5); i++) {
    cold.one.push(fresh("calendar.mjs", fileOf(slowest), exportOf(slowest)).compile);
    cold.all.push(fresh("all-calendars.mjs").compile);
  }
  return [
    { title: `compile a calendar, median of ${warm.length}`, ours: warm[warm.length >> 1][1], unit: "ms", goal: { atMost: 25 } },
    {
      title: `compile the slowest (${slowest})`,
      ours: slowestFigure,
      peer: peer && { name: `exchange_calendars' slowest (${peer.slowest})`, ...peer.build_slowest },
      unit: "ms",
      goal: { atMost: 25 },
    },
    { title: `the slowest (${slowest}) in a fresh process`, ours: summary(cold.one), unit: "ms", goal: { atMost: 25 } },
    {
      title: "compile XNYS",
      ours: warm.find(([name]) => name === "XNYS")[1],
      peer: peer && { name: "exchange_calendars", ...peer.build },
      unit: "ms",
    },
    { title: `compile all ${warm.length} in a fresh process`, ours: summary(cold.all), unit: "ms", goal: { atMost: 1000 } },
  ];
}

async function asking(rounds, peer) {
  const count = 200_000;
  const random = randomNumbers();
  const { openMs, days } = compileCalendar(XNYS).all();
  const [from, to] = [Date.UTC(1990, 1, 1), Date.UTC(2027, 11, 1)];
  const instants = Float64Array.from({ length: count }, () => from + Math.floor(random() * (to - from)));
  const sessions = Int32Array.from({ length: count }, () => days[Math.floor(random() * (days.length - 1))]);
  const sum = (column, ask) => () => {
    let total = 0;
    for (let i = 0; i < column.length; i++) total += Number(ask(column[i]));
    return total;
  };
  const questions = {
    sessionAt: sum(instants, (ms) => sessionAt(XNYS, ms)),
    isOpen: sum(instants, (ms) => isOpen(XNYS, ms)),
    nextOpen: sum(instants, (ms) => nextOpen(XNYS, ms)),
    isSession: sum(sessions, (day) => isSession(XNYS, day)),
    sessionClose: sum(sessions, (day) => sessionClose(XNYS, day)),
    floor: sum(instants, (ms) => search(openMs, ms)),
  };
  const { floor, ...answered } = summaries(await interleave(questions, { rounds }));
  const each = ({ median, min }) => ({ median: (median * 1e6) / count, min: (min * 1e6) / count });
  const year = summaries(
    await interleave({ ours: () => schedule(XNYS, "2024-01-01", "2024-12-31").openMs }, { rounds, measure: timedCalls(200) }),
  );
  return [
    ...Object.entries(answered).map(([name, figure]) => ({
      title: `${name} XNYS, random`,
      ours: each(figure),
      floor: { name: "binary search in a Float64Array", ...each(floor) },
      peer: peer?.[name] ? { name: `exchange_calendars ${peer[name].call}`, ...peer[name] } : null,
      unit: "ns",
      goal: { atMost: 100 },
    })),
    {
      title: "schedule of a year",
      ours: year.ours,
      peer: peer && { name: "exchange_calendars schedule.loc", ...peer.schedule },
      unit: "ms",
      goal: { atMost: 0.2 },
    },
  ];
}

/** Bytes that each calendar adds to a page with the engine and `isOpen`. */
async function bundles(definitions) {
  const engine = await bytesOf('import { isOpen } from "@openbell/core"; export const run = (calendar, t) => isOpen(calendar, t);');
  const sizes = [];
  for (const { name } of definitions) {
    const page = `import { isOpen } from "@openbell/core"; import { ${exportOf(name)} } from "@openbell/core/calendars/${fileOf(name)}"; export const run = (t) => isOpen(${exportOf(name)}, t);`;
    sizes.push({ name, bytes: (await bytesOf(page)) - engine });
  }
  sizes.sort((a, b) => a.bytes - b.bytes);
  const [median, largest] = [sizes[sizes.length >> 1], sizes.at(-1)];
  const same = ({ bytes }) => ({ median: bytes, min: bytes });
  return [
    { title: "a calendar beyond the engine, gzipped, median", ours: same(median), unit: "bytes", goal: { atMost: 4096 } },
    { title: `a calendar beyond the engine, largest (${largest.name})`, ours: same(largest), unit: "bytes" },
  ];
}

async function bytesOf(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    tsconfigRaw: {},
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const yearsOf = (definition) => compileCalendar(definition).years(1990, 2027).days;

const FILES = { "24/7": "always-open", "24/5": "utc-weekdays" };
const fileOf = (name) => FILES[name] ?? name.toLowerCase().replaceAll("_", "-");
const exportOf = (name) => fileOf(name).toUpperCase().replaceAll("-", "_");

const fresh = (file, ...rest) => JSON.parse(execFileSync(process.execPath, [`${folder}processes/${file}`, ...rest], { encoding: "utf8" }));

/** What the peer measures of itself, `null` without a Python that has it. */
function peerFigures() {
  const python = process.env.OPENBELL_PYTHON;
  if (python === undefined) return null;
  return JSON.parse(execFileSync(python, [`${folder}processes/exchange_calendars_figures.py`], { encoding: "utf8" }));
}

function search(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
