/** `openbell assign`: session dates for a CSV or Parquet file. @module */

import type { OutsidePolicy } from "@openbell/core";
import { type Command, Option } from "commander";
import { dateArgument } from "../arguments.js";
import { addFileCommand, type FileCommand, type FileOptions, requireCalendar, runFileCommand } from "../file-command.js";
import type { Io } from "../io.js";
import { assignmentReport } from "../summary.js";

interface AssignOptions extends FileOptions {
  readonly outside: OutsidePolicy;
  readonly frequency: "auto" | "intraday" | "daily";
  readonly start?: string;
  readonly end?: string;
}

const ASSIGN: FileCommand = {
  name: "assign",
  description: "add a column session_date to a CSV or Parquet file; every other column and the order of rows stay as they are",
  suffix: "_with_sessions",
  examples: `
Examples:
  openbell assign bars.parquet -o bars_with_sessions.parquet --exchange CME --product equity
  openbell assign bars.csv.gz --calendar XNYS --timestamp-column datetime --source-timezone America/New_York
  openbell assign data.parquet --exchange NASDAQ --inplace
  cat bars.csv | openbell assign - -o - --calendar XLON > out.csv
`,
};

/** Adds the command to the program. */
export function addAssign(program: Command, io: Io): void {
  addFileCommand(program, ASSIGN, (command) =>
    command
      .addOption(
        new Option("--outside <policy>", "rows outside every session")
          .choices(["null", "drop", "error", "next", "previous"])
          .default("null"),
      )
      .addOption(
        new Option("--frequency <kind>", "daily: timestamps are labels of days (auto: for dates without a time)")
          .choices(["auto", "intraday", "daily"])
          .default("auto"),
      )
      .option("--start <date>", "first session date to give out, YYYY-MM-DD", dateArgument)
      .option("--end <date>", "last session date to give out, YYYY-MM-DD", dateArgument),
  ).action((argument: string | undefined, options: AssignOptions) => {
    requireCalendar(options);
    const { outside, frequency, start, end, verbose } = options;
    return runFileCommand(io, ASSIGN, argument, options, async (input, output, run) => {
      const { assignSessionsToFile } = await import("@openbell/duckdb");
      const result = await assignSessionsToFile(input, output, { ...run, outside, frequency, start, end });
      return assignmentReport(result, outside, verbose === true);
    });
  });
}
