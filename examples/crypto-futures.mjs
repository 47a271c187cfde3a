/**
 * From raw one-minute bars to complete sessions, as a data team would do it every night: read, assign session dates, drop what lies in no
 * session, complete the sessions, save, and count at each step. The bars are of bitcoin round an outage of the exchange, put into the
 * sessions of the CME's bitcoin future: 23 hours a day, named by the date on which they end. A feed of the future itself would take the
 * same path.
 *
 * @module
 */
import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  aggregateBySession,
  findGaps,
  formatDate,
  formatInstant,
  SessionAssigner,
  SessionCompleter,
  summarizeAssignment,
  summarizeCompletion,
} from "@openbell/core";
import { completeFile } from "@openbell/duckdb";
import { readBars } from "./lib/bars.mjs";

const FILE = "btcusdt-1m-outage-2023-03-23_25.csv.gz";
const EXCHANGE = { exchange: "CME", product: "crypto" };
const count = (rows) => rows.toLocaleString("en");

const bars = readBars(FILE);
console.log(`Loaded     ${count(bars.timestamp.length)} bars`);

const assigner = await SessionAssigner.from(EXCHANGE);
const plain = assigner.assignSessions(bars);
const { sessions, outside } = summarizeAssignment(assigner.calendar, bars.timestamp, plain.session_date);
console.log(`Assigned   ${sessions} sessions of ${assigner.calendar.name}`);
for (const { reason, rows } of outside) console.log(`  outside  ${count(rows)} ${reason}`);

const inside = assigner.assignSessions(bars, { outside: "drop" });
const completer = await SessionCompleter.from(EXCHANGE);
const gaps = findGaps(completer.calendar, inside);
console.log(`Gaps       ${count(gaps.summary.missing)} of ${count(gaps.summary.slots)} minutes have no bar`);
for (const [i, ms] of gaps.fromMs.entries()) console.log(`  ${gaps.slots[i]} minutes from ${formatInstant(ms)}`);

const complete = completer.completeSessions(inside);
const { rows, filled } = summarizeCompletion(complete);
console.log(`Completed  ${count(rows)} rows, ${count(filled)} of them filled`);

const stats = aggregateBySession(complete.session_date, complete);
for (let i = 0; i < stats.session_date.length; i++)
  console.log(
    `  ${formatDate(stats.session_date[i])}  ${count(stats.bars[i])} rows  close ${stats.close[i].toFixed(2)}  change ${stats.change[i].toFixed(2)}  volume ${stats.volume[i].toFixed(0)}  VWAP ${stats.vwap[i].toFixed(2)}`,
  );

const folder = fileURLToPath(new URL("out/", import.meta.url));
mkdirSync(folder, { recursive: true });
const output = `${folder}crypto-futures.parquet`;
const saved = await completeFile(fileURLToPath(new URL(`data/${FILE}`, import.meta.url)), output, { ...EXCHANGE, outside: "drop" });
console.log(`Saved      ${count(saved.rowsWritten)} rows, ${count(statSync(output).size)} bytes of Parquet`);
