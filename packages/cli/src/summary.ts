/** What an assignment came to, for people. @module */

import type { OutsideCount, OutsidePolicy, OutsideReason } from "@openbell/core";
import type { AssignFileResult } from "@openbell/duckdb";
import { type Report, spanText } from "./report.js";
import { countText } from "./table.js";

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

/** The report of an assignment. `verbose` shows every reason, however rare. */
export function assignmentReport(result: AssignFileResult, outside: OutsidePolicy, verbose: boolean): Report {
  const { summary, diagnosis, notes, calendar, rowsWritten } = result;
  const missing = summary.rows - summary.assigned;
  const reasons = reasonLines(summary.outside, verbose ? Number.POSITIVE_INFINITY : REASONS_SHOWN);
  return {
    replaced: result.replaced ? ["session_date"] : [],
    warnings: diagnosis === undefined ? [] : [diagnosis.message],
    notes,
    rowsWritten,
    lines: [
      ["Calendar", calendar],
      ["Rows", countText(summary.rows)],
      ["Sessions", spanText(summary.sessions, summary.first, summary.last)],
      ["Outside", missing === 0 ? "0 rows" : `${countText(missing)} rows${FATES[outside] === "" ? "" : ` (${FATES[outside]})`}`],
      ...reasons.map(([reason, rows]) => ["", `  ${countText(rows).padStart(10)}  ${reason}`] as const),
    ],
  };
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
