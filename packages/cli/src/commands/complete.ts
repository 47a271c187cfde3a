/** `openbell complete`: bars without holes for a CSV or Parquet file. @module */

import type { CompleteFileOptions } from "@openbell/duckdb";
import { type Command, Option } from "commander";
import { choiceByColumn, countArgument, instantArgument } from "../arguments.js";
import {
  addFileCommand,
  addSymbolOptions,
  type FileCommand,
  type FileOptions,
  requireCalendar,
  runFileCommand,
  symbolOption,
} from "../file-command.js";
import type { Io } from "../io.js";
import { rowsText, spanText } from "../report.js";
import { countText } from "../table.js";

type Chosen<K extends keyof CompleteFileOptions> = Exclude<CompleteFileOptions[K], undefined>;

interface CompleteOptions extends FileOptions {
  readonly interval: Chosen<"interval">;
  readonly outside: Chosen<"outside">;
  readonly fillMethod: Chosen<"fillMethod">;
  readonly carry: Chosen<"carry">;
  readonly leading: Chosen<"leading">;
  readonly emptySessions: Chosen<"emptySessions">;
  readonly maxFill?: number;
  readonly volume?: Chosen<"volume">;
  readonly column?: Chosen<"columns">;
  readonly from?: string;
  readonly until?: string;
  readonly symbolColumn?: string | false;
  readonly align?: true;
  readonly volumeColumn?: string;
}

const COMPLETE: FileCommand = {
  name: "complete",
  description: "make bars complete: a row for every slot of every session, with the columns session_date and filled",
  suffix: "_complete",
  examples: `
Rows come out by symbol, in order of time. Rows that are made are flat at the last close, with volume 0 and no value in further columns.

Examples:
  openbell complete bars.parquet --exchange CME --product equity
  openbell complete bars.csv.gz -o complete.parquet --calendar XNYS --interval 5m --outside drop
  openbell complete bars.csv --calendar 24/7 --column trades=zero --column open_interest=ffill
  openbell complete today.csv -o - --calendar XNYS --until 2024-07-03T15:00:00Z
`,
};

/** Adds the command to the program. */
export function addComplete(program: Command, io: Io): void {
  addFileCommand(program, COMPLETE, (command) => {
    command
      .option("--interval <length>", "length of a bar, such as 1m, 5m, 1h", "1m")
      .addOption(new Option("--outside <policy>", "rows outside every session").choices(["error", "drop", "keep"]).default("error"))
      .addOption(
        new Option("--fill-method <method>", "prices of rows that are made; backward and interpolate look ahead")
          .choices(["forward", "backward", "interpolate", "none"])
          .default("forward"),
      )
      .addOption(new Option("--carry <reach>", "how far a price is carried").choices(["across", "session"]).default("across"))
      .addOption(
        new Option("--leading <policy>", "slots before any price is known: rows without prices, or no rows")
          .choices(["null", "skip"])
          .default("null"),
      )
      .addOption(new Option("--empty-sessions <policy>", "sessions without a bar").choices(["fill", "skip"]).default("fill"))
      .option("--max-fill <slots>", "after so many missing slots in a row prices are left empty", countArgument)
      .addOption(
        new Option("--volume <value>", "volume of rows that are made (default: zero; null with --fill-method none)").choices([
          "zero",
          "null",
        ]),
      )
      .option(
        "--column <name=policy>",
        "what rows that are made hold in a further column: ffill, zero or null; repeatable",
        choiceByColumn(["ffill", "zero", "null"]),
      )
      .option("--volume-column <name>", "column of volumes (default: volume)")
      .option("--from <instant>", "first slot (default: the open of the first session with a bar)", instantArgument)
      .option(
        "--until <instant>",
        "slots before this one only; for a session that is still open (default: the close of the last session)",
        instantArgument,
      );
    addSymbolOptions(command);
    command.option("--align", "one range of sessions for all symbols");
  }).action((argument: string | undefined, options: CompleteOptions) => {
    requireCalendar(options);
    const { interval, outside, fillMethod, carry, emptySessions, maxFill, volume, column, from, until, align, volumeColumn } = options;
    return runFileCommand(io, COMPLETE, argument, options, async (input, output, run) => {
      const { completeFile } = await import("@openbell/duckdb");
      const result = await completeFile(input, output, {
        ...{ ...run, interval, outside, fillMethod, carry, emptySessions, maxFill, volume, from, until, align, volumeColumn },
        leading: options.leading,
        columns: column,
        symbolColumn: symbolOption(options.symbolColumn),
      });
      const { rows, rowsWritten, filled, sessions, first, last, longestGap, calendar, replaced, notes } = result;
      const of = longestGap?.symbol === undefined ? "" : ` (${longestGap.symbol})`;
      return {
        ...{ replaced, notes, rowsWritten },
        lines: [
          ["Calendar", calendar],
          ["Rows", countText(rows)],
          ["Filled", rowsText(filled)],
          ["Sessions", spanText(sessions, first, last)],
          ["Gap", longestGap === null ? "none" : `${rowsText(longestGap.rows)} at most, from ${longestGap.from}${of}`],
        ],
      };
    });
  });
}
