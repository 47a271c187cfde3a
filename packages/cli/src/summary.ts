/** What an assignment came to, in a few lines for people. @module */

import type { OutsideCount, OutsidePolicy, OutsideReason } from "@openbell/core";
import type { AssignFileResult } from "@openbell/duckdb";
import type { Io } from "./io.js";
import { styler } from "./style.js";
import { countText } from "./table.js";

/** What is said about a run. */
export interface SummaryOf {
  readonly input: string;
  readonly output: string;
  readonly result: AssignFileResult;
  readonly seconds: number;
  readonly outside: OutsidePolicy;
  /** Warnings only. */
  readonly quiet: boolean;
  /** Every reason, however rare. */
  readonly verbose: boolean;
}

/** Reasons shown one by one; the rest is summed up unless everything is asked for. */
const REASONS_SHOWN = 12;

const REASONS: Readonly<Record<OutsideReason, string>> = {
  break: "break",
  maintenance: "maintenance",
  holiday: "holiday",
  weekend: "weekend",
  "before-open": "before the open",
  "after-close": "after the close",
  "early-close": "after an early close",
  "late-open": "before a late open",
  "beyond-coverage": "beyond the calendar's coverage",
  "out-of-range": "session outside --start and --end",
  "no-timestamp": "no timestamp",
};

const FATES: Readonly<Record<OutsidePolicy, string>> = {
  null: "session_date is empty there",
  drop: "dropped",
  error: "",
  next: "given the next session",
  previous: "given the previous session",
};

/** Prints notes, warnings and the summary on standard error. */
export function printSummary({ stderr, env }: Io, { input, output, result, seconds, outside, quiet, verbose }: SummaryOf): void {
  const mark = styler(stderr, env);
  const say = (text: string): void => void stderr.write(`${text}\n`);
  const { summary, diagnosis, notes, calendar } = result;
  if (result.replaced) say(`${mark("warning", "warning:")} the column session_date of ${input} is replaced.`);
  if (diagnosis !== undefined) say(`${mark("warning", "warning:")} ${diagnosis.message}`);
  if (quiet) return;
  for (const note of notes) say(`${mark("faint", "note:")} ${note}`);
  const line = (name: string, text: string): void => say(`${mark("heading", name.padEnd(10))}${text}`);
  line("Written", `${output}, ${countText(result.rowsWritten)} rows`);
  line("Calendar", calendar);
  line("Rows", countText(summary.rows));
  line("Sessions", summary.first === null ? "0" : `${countText(summary.sessions)}, from ${summary.first} to ${summary.last}`);
  const missing = summary.rows - summary.assigned;
  line("Outside", missing === 0 ? "0 rows" : `${countText(missing)} rows${FATES[outside] === "" ? "" : ` (${FATES[outside]})`}`);
  for (const [reason, rows] of reasonLines(summary.outside, verbose ? Number.POSITIVE_INFINITY : REASONS_SHOWN))
    say(`  ${countText(rows).padStart(10)}  ${reason}`);
  line("Time", `${seconds.toFixed(2)} s`);
}

function reasonLines(counts: readonly OutsideCount[], shown: number): [reason: string, rows: number][] {
  const lines = counts.map(({ reason, name, rows }): [string, number] => [
    name === undefined ? REASONS[reason] : `${REASONS[reason]}: ${name}`,
    rows,
  ]);
  if (lines.length <= shown) return lines;
  const rest = lines.slice(shown);
  return [...lines.slice(0, shown), [`${rest.length} other reasons (--verbose lists them)`, rest.reduce((sum, [, rows]) => sum + rows, 0)]];
}
