/** What the commands that read a file and write one have in common: options, streams, progress, the report on standard error. @module */

import { basename, dirname, join } from "node:path";
import type { EpochUnit } from "@openbell/core";
import type { FileProgress } from "@openbell/duckdb";
import { type Command, Option } from "commander";
import { UsageError } from "./failure.js";
import type { Io } from "./io.js";
import { progressLine } from "./progress.js";
import { printReport, type Report } from "./report.js";
import { STREAM, saveInput, sendOutput, withScratch } from "./streams.js";

/** Options that every such command has. */
export interface FileOptions {
  readonly input?: string;
  readonly output?: string;
  readonly inplace?: true;
  readonly calendar?: string;
  readonly exchange?: string;
  readonly product?: string;
  readonly timestampColumn: string;
  readonly unit?: EpochUnit;
  readonly sourceTimezone?: string;
  readonly barLabel: "start" | "end";
  readonly format?: "csv" | "parquet";
  readonly quiet?: true;
  readonly verbose?: true;
}

/** What distinguishes a command. */
export interface FileCommand {
  readonly name: string;
  readonly description: string;
  /** What stands between name and extension of an output that is not named: `_with_sessions`; `null` where then no file is written. */
  readonly suffix: string | null;
  readonly examples: string;
  /** Whether `--inplace` makes sense. */
  readonly inplace?: boolean;
}

/** Adds a command to the program, with its places, its calendar and its timestamps; `own` adds the options that are its own. */
export function addFileCommand(
  program: Command,
  { name, description, suffix, examples, inplace = true }: FileCommand,
  own: (command: Command) => void,
): Command {
  const command = program
    .command(name)
    .description(description)
    .argument("[input]", "file to read (.csv, .csv.gz, .tsv, .parquet), or - for standard input")
    .option("-i, --input <file>", "the same as the argument")
    .option(
      "-o, --output <file>",
      `file to write, or - for standard output (default: ${suffix === null ? "none" : `beside the input, {name}${suffix}`})`,
    );
  if (inplace) command.addOption(new Option("--inplace", "overwrite the input").conflicts("output"));
  command
    .option("-c, --calendar <name>", "calendar by name or alias; wins over --exchange")
    .option("-e, --exchange <code>", "exchange code, such as CME, NYSE, NASDAQ, LSE, TSE, HKEX")
    .option("-p, --product <group>", "product group or symbol where an exchange has several calendars, such as equity, crypto, ES")
    .option("-t, --timestamp-column <name>", "column of timestamps", "timestamp");
  own(command);
  return command
    .addOption(new Option("--unit <unit>", "unit of epoch numbers (default: told by their size)").choices(["s", "ms", "us", "ns"]))
    .option("--source-timezone <zone>", "IANA zone of timestamps that state none (default: UTC)")
    .addOption(
      new Option("--bar-label <side>", "whether bars are stamped at their start or end").choices(["start", "end"]).default("start"),
    )
    .addOption(new Option("--format <format>", "format of the output where its name does not tell").choices(["csv", "parquet"]))
    .option("-q, --quiet", "print errors and warnings only")
    .option("-v, --verbose", "print all there is to say, and where an error comes from")
    .addHelpText("after", examples);
}

/** Adds the options about symbols. */
export function addSymbolOptions(command: Command): void {
  command
    .option("--symbol-column <name>", "column that tells symbols apart (default: symbol, where there is one)")
    .option("--no-symbol-column", "take all rows as one symbol");
}

/** The column of symbols as the functions take it; `false` is commander's for `--no-symbol-column`. */
export function symbolOption(symbolColumn: string | false | undefined): string | null | undefined {
  return symbolColumn === false ? null : symbolColumn;
}

/** Checks what names a calendar. `instead` is what else would do. @throws {@link UsageError}. */
export function requireCalendar({ calendar, exchange, product }: FileOptions, instead = ""): void {
  if (calendar === undefined && exchange === undefined)
    throw new UsageError(
      `give ${instead}--calendar NAME (see \`openbell calendars\`) or --exchange CODE, for example --exchange CME --product equity`,
    );
  if (product !== undefined && exchange === undefined) throw new UsageError("--product chooses among the calendars of an --exchange");
}

/** A run as the functions over files take it. */
export interface FileRunOptions {
  readonly calendar: string | undefined;
  readonly exchange: string | undefined;
  readonly product: string | undefined;
  readonly timestampColumn: string;
  readonly unit: EpochUnit | undefined;
  readonly sourceTimeZone: string | undefined;
  readonly barLabel: "start" | "end";
  readonly format: "csv" | "parquet" | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FileProgress) => void;
}

/** Finds the files, lets `work` do what the command does, and prints its report. */
export async function runFileCommand(
  io: Io,
  { suffix }: FileCommand,
  argument: string | undefined,
  options: FileOptions,
  work: (input: string, output: string, run: FileRunOptions) => Promise<Report>,
): Promise<void> {
  const { input, output } = places(argument, options, suffix ?? "");
  if (input !== STREAM && output !== STREAM) return runOn(io, { input, output }, { input, output }, options, work);
  await withScratch(async (folder) => {
    const from = input === STREAM ? await saveInput(io, folder) : input;
    const to = output === STREAM ? join(folder, `stdout.${options.format ?? "csv"}`) : output;
    const names = { input: input === STREAM ? "standard input" : input, output: output === STREAM ? "standard output" : output };
    await runOn(io, { input: from, output: to }, names, options, work);
    if (output === STREAM) await sendOutput(io, to);
  });
}

/** Where rows come from and go to. */
interface Places {
  readonly input: string;
  readonly output: string;
}

function places(argument: string | undefined, options: FileOptions, suffix: string): Places {
  const input = inputOf(argument, options);
  const { output, inplace } = options;
  if (inplace && input === STREAM) throw new UsageError("standard input cannot be overwritten; leave --inplace out");
  return { input, output: inplace ? input : (output ?? besideInput(input, suffix)) };
}

/** The file to read. @throws {@link UsageError}. */
export function inputOf(argument: string | undefined, { input: named }: FileOptions): string {
  if (argument !== undefined && named !== undefined) throw new UsageError("give the input once, as the argument or as --input");
  const input = argument ?? named;
  if (input === undefined) throw new UsageError("give a file to read, or - for standard input");
  return input;
}

/** `bars.csv.gz` → `bars_with_sessions.csv.gz`. */
function besideInput(input: string, suffix: string): string {
  if (input === STREAM) return STREAM;
  const [, stem, extension] = /^(.+?)((?:\.[A-Za-z]+)?(?:\.gz|\.zst)?)$/.exec(basename(input)) ?? ["", basename(input), ""];
  return join(dirname(input), `${stem}${suffix}${extension}`);
}

async function runOn(
  io: Io,
  { input, output }: Places,
  names: Places,
  options: FileOptions,
  work: (input: string, output: string, run: FileRunOptions) => Promise<Report>,
): Promise<void> {
  const { timestampColumn, barLabel, calendar, exchange, product, unit, format } = options;
  const started = performance.now();
  const progress = progressLine(io);
  try {
    const report = await work(input, output, {
      ...{ timestampColumn, barLabel, calendar, exchange, product, unit, format },
      sourceTimeZone: options.sourceTimezone,
      signal: io.signal,
      onProgress: ({ rows, totalRows }) => progress.update(rows, totalRows),
    });
    progress.done();
    printReport(io, names, report, (performance.now() - started) / 1000, options.quiet === true);
  } catch (error) {
    progress.done();
    throw error;
  }
}
