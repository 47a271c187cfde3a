/** `openbell assign`: session dates for a CSV or Parquet file. @module */

import { basename, dirname, join } from "node:path";
import type { EpochUnit, OutsidePolicy } from "@openbell/core";
import { type Command, Option } from "commander";
import { dateArgument } from "../arguments.js";
import { UsageError } from "../failure.js";
import type { Io } from "../io.js";
import { progressLine } from "../progress.js";
import { STREAM, saveInput, sendOutput, withScratch } from "../streams.js";
import { printSummary } from "../summary.js";

interface AssignOptions {
  readonly input?: string;
  readonly output?: string;
  readonly inplace?: true;
  readonly calendar?: string;
  readonly exchange?: string;
  readonly product?: string;
  readonly timestampColumn: string;
  readonly outside: OutsidePolicy;
  readonly unit?: EpochUnit;
  readonly sourceTimezone?: string;
  readonly barLabel: "start" | "end";
  readonly frequency: "auto" | "intraday" | "daily";
  readonly start?: string;
  readonly end?: string;
  readonly format?: "csv" | "parquet";
  readonly quiet?: true;
  readonly verbose?: true;
}

const EXAMPLES = `
Examples:
  openbell assign bars.parquet -o bars_with_sessions.parquet --exchange CME --product equity
  openbell assign bars.csv.gz --calendar XNYS --timestamp-column datetime --source-timezone America/New_York
  openbell assign data.parquet --exchange NASDAQ --inplace
  cat bars.csv | openbell assign - -o - --calendar XLON > out.csv
`;

/** Adds the command to the program. */
export function addAssign(program: Command, io: Io): void {
  program
    .command("assign")
    .description("add a column session_date to a CSV or Parquet file; every other column and the order of rows stay as they are")
    .argument("[input]", "file to read (.csv, .csv.gz, .tsv, .parquet), or - for standard input")
    .option("-i, --input <file>", "the same as the argument")
    .option("-o, --output <file>", "file to write, or - for standard output (default: beside the input, {name}_with_sessions)")
    .addOption(new Option("--inplace", "overwrite the input").conflicts("output"))
    .option("-c, --calendar <name>", "calendar by name or alias; wins over --exchange")
    .option("-e, --exchange <code>", "exchange code, such as CME, NYSE, NASDAQ, LSE, TSE, HKEX")
    .option("-p, --product <group>", "product group or symbol where an exchange has several calendars, such as equity, crypto, ES")
    .option("-t, --timestamp-column <name>", "column of timestamps", "timestamp")
    .addOption(
      new Option("--outside <policy>", "rows outside every session").choices(["null", "drop", "error", "next", "previous"]).default("null"),
    )
    .addOption(new Option("--unit <unit>", "unit of epoch numbers (default: told by their size)").choices(["s", "ms", "us", "ns"]))
    .option("--source-timezone <zone>", "IANA zone of timestamps that state none (default: UTC)")
    .addOption(
      new Option("--bar-label <side>", "whether bars are stamped at their start or end").choices(["start", "end"]).default("start"),
    )
    .addOption(
      new Option("--frequency <kind>", "daily: timestamps are labels of days (auto: for dates without a time)")
        .choices(["auto", "intraday", "daily"])
        .default("auto"),
    )
    .option("--start <date>", "first session date to give out, YYYY-MM-DD", dateArgument)
    .option("--end <date>", "last session date to give out, YYYY-MM-DD", dateArgument)
    .addOption(new Option("--format <format>", "format of the output where its name does not tell").choices(["csv", "parquet"]))
    .option("-q, --quiet", "print errors and warnings only")
    .option("-v, --verbose", "print every reason, and where an error comes from")
    .addHelpText("after", EXAMPLES)
    .action((argument: string | undefined, options: AssignOptions) => assign(io, argument, options));
}

async function assign(io: Io, argument: string | undefined, options: AssignOptions): Promise<void> {
  const { input, output } = places(argument, options);
  if (options.calendar === undefined && options.exchange === undefined)
    throw new UsageError("give --calendar NAME (see `openbell calendars`) or --exchange CODE, for example --exchange CME --product equity");
  if (options.product !== undefined && options.exchange === undefined)
    throw new UsageError("--product chooses among the calendars of an --exchange");
  if (input !== STREAM && output !== STREAM) return assignFile(io, input, output, { input, output }, options);
  await withScratch(async (folder) => {
    const from = input === STREAM ? await saveInput(io, folder) : input;
    const format = options.format ?? "csv";
    const to = output === STREAM ? join(folder, `stdout.${format}`) : output;
    const names = { input: input === STREAM ? "standard input" : input, output: output === STREAM ? "standard output" : output };
    await assignFile(io, from, to, names, options);
    if (output === STREAM) await sendOutput(io, to);
  });
}

/** Where rows come from and go to. */
function places(argument: string | undefined, { input: named, output, inplace }: AssignOptions): { input: string; output: string } {
  if (argument !== undefined && named !== undefined) throw new UsageError("give the input once, as the argument or as --input");
  const input = argument ?? named;
  if (input === undefined) throw new UsageError("give a file to read, or - for standard input");
  if (inplace && input === STREAM) throw new UsageError("standard input cannot be overwritten; leave --inplace out");
  return { input, output: inplace ? input : (output ?? besideInput(input)) };
}

/** `bars.csv.gz` → `bars_with_sessions.csv.gz`. */
function besideInput(input: string): string {
  if (input === STREAM) return STREAM;
  const [, stem, extension] = /^(.+?)((?:\.[A-Za-z]+)?(?:\.gz|\.zst)?)$/.exec(basename(input)) ?? ["", basename(input), ""];
  return join(dirname(input), `${stem}_with_sessions${extension}`);
}

async function assignFile(
  io: Io,
  input: string,
  output: string,
  names: { input: string; output: string },
  options: AssignOptions,
): Promise<void> {
  const { assignSessionsToFile } = await import("@openbell/duckdb");
  const started = performance.now();
  const { timestampColumn, outside, barLabel, frequency, calendar, exchange, product, unit, start, end, format } = options;
  const progress = progressLine(io);
  try {
    const result = await assignSessionsToFile(input, output, {
      ...{ timestampColumn, outside, barLabel, frequency, calendar, exchange, product, unit, start, end, format },
      sourceTimeZone: options.sourceTimezone,
      signal: io.signal,
      onProgress: ({ rows, totalRows }) => progress.update(rows, totalRows),
    });
    progress.done();
    const seconds = (performance.now() - started) / 1000;
    printSummary(io, { ...names, result, seconds, outside, quiet: options.quiet === true, verbose: options.verbose === true });
  } catch (error) {
    progress.done();
    throw error;
  }
}
