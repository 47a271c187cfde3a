/** What a run over a file came to, in a few lines for people. @module */

import type { Io } from "./io.js";
import { styler } from "./style.js";
import { countText } from "./table.js";

/** What is said about a run. */
export interface Report {
  /** Columns of the input that were replaced. */
  readonly replaced: readonly string[];
  readonly warnings?: readonly string[];
  /** What was assumed. */
  readonly notes: readonly string[];
  readonly rowsWritten: number;
  /** A heading and a text each; without a heading what belongs to the line before. */
  readonly lines: readonly (readonly [heading: string, text: string])[];
}

/** Prints warnings and, unless `quiet`, notes and the rest on standard error. */
export function printReport(
  { stderr, env }: Io,
  names: { input: string; output: string },
  report: Report,
  seconds: number,
  quiet: boolean,
): void {
  const mark = styler(stderr, env);
  const say = (text: string): void => void stderr.write(`${text}\n`);
  const { replaced, warnings = [], notes, rowsWritten, lines } = report;
  for (const column of replaced) say(`${mark("warning", "warning:")} the column ${column} of ${names.input} is replaced.`);
  for (const warning of warnings) say(`${mark("warning", "warning:")} ${warning}`);
  if (quiet) return;
  for (const note of notes) say(`${mark("faint", "note:")} ${note}`);
  const all = [["Written", `${names.output}, ${countText(rowsWritten)} rows`], ...lines, ["Time", `${seconds.toFixed(2)} s`]] as const;
  for (const [heading, text] of all) say(heading === "" ? text : `${mark("heading", heading.padEnd(10))}${text}`);
}

/** `5, from 2013-10-07 to 2013-10-11`. */
export function spanText(count: number, first: string | number | null, last: string | number | null): string {
  return first === null ? "0" : `${countText(count)}, from ${first} to ${last}`;
}

/** `1 row`, `1,234 rows`. */
export function rowsText(count: number): string {
  return `${countText(count)} ${count === 1 ? "row" : "rows"}`;
}
