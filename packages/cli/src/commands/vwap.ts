/** `openbell vwap`: session VWAP with bands for a CSV or Parquet file. @module */

import type { VwapFileOptions } from "@openbell/duckdb";
import { type Command, Option } from "commander";
import { numbersArgument } from "../arguments.js";
import { UsageError } from "../failure.js";
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
import { rowsText } from "../report.js";
import { countText } from "../table.js";

type Chosen<K extends keyof VwapFileOptions> = Exclude<VwapFileOptions[K], undefined>;

interface VwapOptions extends FileOptions {
  readonly config?: string;
  readonly price: Chosen<"price">;
  readonly deviation: Chosen<"deviation">;
  readonly multipliers: readonly number[];
  readonly interval?: Chosen<"interval">;
  readonly sort?: true;
  readonly onInvalid: Chosen<"onInvalid">;
  readonly symbolColumn?: string | false;
  readonly volumeColumn?: string;
}

const VWAP: FileCommand = {
  name: "vwap",
  description: "add the VWAP of session windows with its bands; every other column and the order of rows stay as they are",
  suffix: "_vwap",
  examples: `
For each window, by its name in lower case: <window>_vwap, <window>_anchor (timestamp of its first bar), <window>_sd, and for each multiple
<window>_upper_<multiple> and <window>_lower_<multiple>; empty outside the window. Without --config the calendar's session is the window.

Examples:
  openbell vwap bars.parquet --config sessions.yaml
  openbell vwap bars.csv.gz -o vwap.parquet --calendar XNYS --multipliers 1,2
  openbell vwap ticks.csv --calendar 24/7 --price close --symbol-column ticker

A file for --config:
  sessions:
    - name: London
      start_time: "07:00"
      end_time: "16:00"
`,
};

/** Adds the command to the program. */
export function addVwap(program: Command, io: Io): void {
  addFileCommand(program, VWAP, (command) => {
    command
      .option("--config <file>", "session windows, YAML or JSON; wins over a calendar")
      .addOption(
        new Option("--price <source>", "price that stands for a bar").choices(["hlc3", "hl2", "ohlc4", "close", "vwap"]).default("hlc3"),
      )
      .addOption(
        new Option("--deviation <kind>", "what bands are made of: the deviation of the price, of the close, or a percentage")
          .choices(["price", "close", "percent"])
          .default("price"),
      )
      .option("--multipliers <list>", "multiples at which there are bands", numbersArgument, [1, 2, 3])
      .option("--interval <length>", "length of a bar, for --bar-label end")
      .option("--sort", "take rows in any order; they stay where they are")
      .addOption(new Option("--on-invalid <policy>", "bars with a negative volume").choices(["error", "skip"]).default("error"))
      .option("--volume-column <name>", "column of volumes (default: volume)");
    addSymbolOptions(command);
  }).action((argument: string | undefined, options: VwapOptions) => {
    const { config, price, deviation, multipliers, interval, sort, volumeColumn } = options;
    if (config === undefined) requireCalendar(options, "--config FILE, ");
    else if (options.calendar !== undefined || options.exchange !== undefined)
      throw new UsageError("--config has the session windows; leave --calendar and --exchange out");
    return runFileCommand(io, VWAP, argument, options, async (input, output, run) => {
      const windows = config === undefined ? undefined : await (await import("../window-file.js")).readWindowFile(config);
      const { sessionVwapOfFile } = await import("@openbell/duckdb");
      const result = await sessionVwapOfFile(input, output, {
        ...{ ...run, windows, price, deviation, multipliers, interval, sort, volumeColumn },
        onInvalid: options.onInvalid === "skip" ? "skip" : "throw",
        symbolColumn: symbolOption(options.symbolColumn),
      });
      const { rows, replaced, notes } = result;
      return {
        ...{ replaced, notes, rowsWritten: rows },
        lines: [
          ["Rows", countText(rows)],
          ["Columns", `${result.columns.length} added`],
          ...result.windows.map(({ name, instances, bars, first, last }, k): [string, string] => [
            k === 0 ? "Windows" : "",
            `${k === 0 ? "" : " ".repeat(10)}${name}: ${first === null ? "no bars" : `${countText(instances)} ${instances === 1 ? "instance" : "instances"}, from ${first} to ${last}, ${rowsText(bars)}`}`,
          ]),
        ],
      };
    });
  });
}
