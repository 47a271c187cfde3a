/** `openbell sessions`: a row for each session of a CSV or Parquet file of bars. @module */

import type { AggregateFileOptions } from "@openbell/duckdb";
import { type Command, Option } from "commander";
import { choiceByColumn } from "../arguments.js";
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

type Chosen<K extends keyof AggregateFileOptions> = Exclude<AggregateFileOptions[K], undefined>;

interface SessionsOptions extends FileOptions {
  readonly price: Chosen<"price">;
  readonly outside: Chosen<"outside">;
  readonly column?: Chosen<"columns">;
  readonly symbolColumn?: string | false;
  readonly volumeColumn?: string;
}

const SESSIONS: FileCommand = {
  name: "sessions",
  description: "write one row a session: open, high, low, close, volume, vwap, bars, change, return, first and last bar",
  suffix: "_sessions",
  inplace: false,
  examples: `
change is the last close less the first close, return its share of the first close.

Examples:
  openbell sessions bars.parquet --exchange CME --product equity
  openbell sessions bars.csv.gz -o - --calendar XNYS
  openbell sessions bars.parquet -o sessions.csv --calendar XNYS --column trades=sum --column contract=last
`,
};

/** Adds the command to the program. */
export function addSessions(program: Command, io: Io): void {
  addFileCommand(program, SESSIONS, (command) => {
    command
      .addOption(
        new Option("--price <source>", "price that stands for a bar in vwap")
          .choices(["hlc3", "hl2", "ohlc4", "close", "vwap"])
          .default("hlc3"),
      )
      .addOption(new Option("--outside <policy>", "rows outside every session").choices(["drop", "error"]).default("drop"))
      .option(
        "--column <name=reduction>",
        "a further column: first, last, max, min or sum of its values; repeatable",
        choiceByColumn(["first", "last", "max", "min", "sum"]),
      )
      .option("--volume-column <name>", "column of volumes (default: volume)");
    addSymbolOptions(command);
  }).action((argument: string | undefined, options: SessionsOptions) => {
    requireCalendar(options);
    const { price, outside, column, volumeColumn } = options;
    return runFileCommand(io, SESSIONS, argument, options, async (input, output, run) => {
      const { aggregateFile } = await import("@openbell/duckdb");
      const result = await aggregateFile(input, output, {
        ...{ ...run, price, outside, volumeColumn },
        columns: column,
        symbolColumn: symbolOption(options.symbolColumn),
      });
      const { rows, rowsWritten, first, last, calendar, notes } = result;
      return {
        ...{ replaced: [], notes, rowsWritten },
        lines: [
          ["Calendar", calendar],
          ["Rows", countText(rows)],
          ["Sessions", spanText(result.sessions, first, last)],
          ["Outside", `${rowsText(result.outside)}${result.outside === 0 ? "" : " (left out)"}`],
        ],
      };
    });
  });
}
