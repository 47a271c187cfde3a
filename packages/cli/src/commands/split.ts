/** `openbell split`: folds by session for the rows of a CSV or Parquet file. @module */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatDate, OpenbellError } from "@openbell/core";
import type { Fold, Folds, SessionId, Sessions, Size, SplitData, Splitter } from "@openbell/cv";
import type { FileSessions } from "@openbell/duckdb";
import { type Command, Option } from "commander";
import { UsageError } from "../failure.js";
import { addFileCommand, type FileCommand, type FileOptions, inputOf, requireCalendar } from "../file-command.js";
import { foldsJson, foldTable, type SessionName } from "../fold-table.js";
import type { Io } from "../io.js";
import { progressLine } from "../progress.js";
import { rowsText, spanText } from "../report.js";
import { addSplitterOptions, asSplitter, SPLITTERS, sizeArgument, splitterOptions } from "../split-options.js";
import { STREAM, saveInput, sendOutput, withScratch } from "../streams.js";
import { styler } from "../style.js";
import { countText } from "../table.js";

interface SplitCommandOptions extends FileOptions {
  readonly splitter: (typeof SPLITTERS)[number];
  readonly sessionColumn?: string;
  readonly nullSession: "error" | "drop";
  readonly holdOut?: number | string;
  readonly holdOutGap?: number | string;
  readonly labelEnd?: string;
  readonly purgeBy?: string;
  readonly embargoTime?: number;
  readonly json?: true;
  readonly picture?: true;
  readonly svg?: string;
  readonly save?: string;
}

const SPLIT: FileCommand = {
  name: "split",
  description: "split the rows of a CSV or Parquet file into folds of whole sessions, and print them",
  suffix: null,
  inplace: false,
  examples: `
Sessions are those of a column (--session-column), or are assigned by a calendar. A size is a number of sessions (20), a fraction of them (0.2),
or a span of the calendar (10D, 4W, 3M, 1Y). An option that a splitter has no use for is an error.

--output writes the rows with a column for each fold, split_1, split_2, …: train, test, or nothing; and hold_out with --hold-out.
--json prints { "folds": [{ "train": [[from, to], …], "test": […], "trainSessions": […], "testSessions": […] }] }: half-open ranges of rows,
counted from 0.

Examples:
  openbell split bars.parquet --splitter walk-forward --train 3M --test 4W --gap 1 --picture
  openbell split bars.csv.gz --exchange CME --product equity --splitter purged-k-fold --n-splits 5 --horizon 1 --embargo 1
  openbell split bars.parquet --splitter time-series-split --hold-out 0.2 -o bars_split.parquet --svg folds.svg
  openbell split bars.parquet --splitter group-k-fold --json | jq '.folds[0].test'
`,
};

/** Adds the command to the program. */
export function addSplit(program: Command, io: Io): void {
  addFileCommand(program, SPLIT, (command) => {
    command
      .addOption(new Option("--splitter <name>", "how to split").choices(SPLITTERS).makeOptionMandatory())
      .option("--session-column <name>", "column that tells the session of each row: dates, numbers or names (default: session_date)")
      .addOption(new Option("--null-session <policy>", "rows without a session").choices(["error", "drop"]).default("error"));
    addSplitterOptions(command);
    command
      .option("--label-end <column>", "purge by time: column with the time at which the label of each row ends")
      .option("--hold-out <size>", "hold out the last sessions, and split those before", sizeArgument)
      .option("--hold-out-gap <size>", "left out before what is held out", sizeArgument)
      .option("--json", "print the folds as JSON")
      .addOption(new Option("--picture", "draw the folds below the table").conflicts("json"))
      .option("--svg <file>", "write a picture of the folds")
      .option("--save <file>", "write the folds as JSON that @openbell/cv loads and verifies");
  }).action((argument: string | undefined, options: SplitCommandOptions) => splitFile(io, inputOf(argument, options), options));
}

async function splitFile(io: Io, input: string, options: SplitCommandOptions): Promise<void> {
  checkUsage(options);
  const { splitterOf } = await import("@openbell/cv");
  const { splitter: name, nullSession } = options;
  const splitter = asSplitter(name, () => splitterOf({ name, options: { ...splitterOptions({ ...options }), nullSession } }));
  if (input !== STREAM && options.output !== STREAM) return runSplit(io, input, options.output, splitter, options);
  await withScratch(async (folder) => {
    const from = input === STREAM ? await saveInput(io, folder) : input;
    const to = options.output === STREAM ? join(folder, `stdout.${options.format ?? "csv"}`) : options.output;
    await runSplit(io, from, to, splitter, options);
    if (options.output === STREAM && to !== undefined) await sendOutput(io, to);
  });
}

function checkUsage(options: SplitCommandOptions): void {
  const { calendar, exchange, sessionColumn, output, json, format } = options;
  const assigns = calendar !== undefined || exchange !== undefined;
  if (assigns || options.product !== undefined) requireCalendar(options);
  if (assigns && sessionColumn !== undefined)
    throw new UsageError("sessions come from --session-column or from a calendar; leave one of the two out");
  if (output === STREAM && json)
    throw new UsageError("--json and the rows of --output - cannot both go to standard output; name a file for one");
  if (output === undefined && format !== undefined) throw new UsageError("--format is for --output FILE");
  if (options.labelEnd === undefined && options.purgeBy !== undefined) throw new UsageError("--purge-by is for --label-end COLUMN");
  if (options.holdOut === undefined && options.holdOutGap !== undefined) throw new UsageError("--hold-out-gap is for --hold-out SIZE");
}

/** Folds are counted from 1, as the columns `split_1`, … are. */
const FIRST = 1;
/** More columns than a table of rows bears. */
const MOST_COLUMNS = 1000;
/** More folds than anyone prints. */
const MOST_FOLDS = 100_000;

/** A file that was split. */
interface Split {
  readonly splitter: Splitter;
  readonly file: FileSessions;
  readonly data: SplitData;
  readonly sessions: Sessions;
  readonly folds: Folds;
  /** What is held out of all folds. */
  readonly tail: Fold | undefined;
  readonly name: SessionName;
  readonly notes: ReadonlySet<string>;
}

async function runSplit(
  io: Io,
  input: string,
  output: string | undefined,
  splitter: Splitter,
  options: SplitCommandOptions,
): Promise<void> {
  const started = performance.now();
  const split = await splitOf(io, input, splitter, options);
  checkNumber(split, output);
  const written = await writeFiles(io, input, output, split, options);
  warn(io, split, options);
  if (!options.quiet) report(io, split, written, (performance.now() - started) / 1000);
  await print(io, split, options);
}

async function splitOf(io: Io, input: string, splitter: Splitter, options: SplitCommandOptions): Promise<Split> {
  const { nullSession, holdOut: held, holdOutGap: gap = 0 } = options;
  const { groupSessions, holdOut } = await import("@openbell/cv");
  const { file, data, notes } = await withProgress(io, (onProgress) => readFile(io, input, options, onProgress));
  const name: SessionName =
    file.sessions instanceof Int32Array ? (id) => formatDate(Number(id)) : (id) => (typeof id === "bigint" ? String(id) : id);
  return asSplitter(splitter.name, () => {
    const { times } = data;
    const sessions = groupSessions(file.sessions, { nullSession, ...(times === undefined ? {} : { times }) });
    // The splitter's own words for a size that makes no sense.
    const tail = held === undefined ? undefined : holdOut(sessions, held as Size, { gap: gap as Size, ...data });
    const folds = splitter.split(tail === undefined ? sessions : sessions.only(tail.train), data);
    return { splitter, file, data, sessions, folds, tail, name, notes };
  });
}

function checkNumber({ splitter, folds }: Split, output: string | undefined): void {
  const [most, what] = output === undefined ? [MOST_FOLDS, "folds that are printed"] : [MOST_COLUMNS, "columns that --output writes"];
  if (folds.length > most)
    throw new UsageError(
      `${splitter.name} gives ${countText(folds.length)} folds here, more than the ${countText(most)} ${what}; ask for fewer`,
    );
}

/** Writes what is to be written and returns what that was. */
async function writeFiles(
  { stderr, env, signal }: Io,
  input: string,
  output: string | undefined,
  { splitter, file, sessions, folds, tail, name }: Split,
  { output: named, svg, save, timestampColumn, format }: SplitCommandOptions,
): Promise<readonly string[]> {
  if (output === undefined && svg === undefined && save === undefined) return [];
  const { foldsSvg, saveFolds } = await import("@openbell/cv");
  const { addSplitsToFile, writeAtomically } = await import("@openbell/duckdb");
  const written: string[] = [];
  if (output !== undefined) {
    const { rows, replaced } = await addSplitsToFile(input, output, folds, {
      ...{ rows: file.rows, holdOut: tail, timestampColumn, format, signal },
    });
    for (const column of replaced)
      stderr.write(`${styler(stderr, env)("warning", "warning:")} the column ${column} of the input is replaced.\n`);
    written.push(`${named === STREAM ? "standard output" : output}, ${countText(rows)} rows`);
  }
  const texts = [
    [svg, () => foldsSvg(folds, { sessions, sessionText: (id) => String(name(id)), title: titleOf(splitter, folds), first: FIRST })],
    // Folds of what is not held out are not those that the splitter gives for all sessions, and are saved without it.
    [save, () => `${saveFolds(folds, { sessions, ...(tail === undefined ? { splitter } : {}) })}\n`],
  ] as const;
  for (const [path, text] of texts) {
    if (path === undefined) continue;
    await writeAtomically(path, (temporary) => writeFile(temporary, text()));
    written.push(path);
  }
  return written;
}

const titleOf = ({ name }: Splitter, { length }: Folds): string => `${name}, ${countText(length)} ${length === 1 ? "fold" : "folds"}`;

/** Says what a user may not expect. That a splitter does not look at time is known to those who ask for quiet. */
function warn({ stderr, env }: Io, split: Split, { quiet }: SplitCommandOptions): void {
  const say = (text: string): void => void stderr.write(`${styler(stderr, env)("warning", "warning:")} ${text}\n`);
  const { name } = split.splitter;
  if (isUnordered(split)) say("Sessions are taken in the order of their names; name the --timestamp-column for their order in time.");
  if (!quiet && BOTH_SIDES.includes(name)) say(leaksInTime(name));
}

/** Says what was read and written on standard error. */
function report({ stderr, env }: Io, split: Split, written: readonly string[], seconds: number): void {
  const { file, sessions, name, notes } = split;
  const mark = styler(stderr, env);
  const say = (text: string): void => void stderr.write(`${text}\n`);
  const { ids } = sessions;
  const [first, last] = [ids[0], ids.at(-1)].map((id) => (id === undefined ? null : name(id))) as [SessionText, SessionText];
  const dropped = file.rows - sessions.sizes.reduce((sum, size) => sum + size, 0);
  for (const note of notes) say(`${mark("faint", "note:")} ${note}`);
  if (dropped > 0) say(`${mark("faint", "note:")} ${rowsText(dropped)} without a session ${dropped === 1 ? "is" : "are"} in no fold.`);
  for (const [heading, text] of [
    ...written.map((place) => ["Written", place] as const),
    ...(file.calendar === null ? [] : [["Calendar", file.calendar] as const]),
    ["Rows", countText(file.rows)] as const,
    ["Sessions", spanText(ids.length, first, last)] as const,
    ["Time", `${seconds.toFixed(2)} s`] as const,
  ])
    say(`${mark("heading", heading.padEnd(10))}${text}`);
}

type SessionText = string | number | null;

/** Prints the folds on standard output, unless the rows go there. */
async function print(io: Io, { sessions, folds, tail, name }: Split, { output, json, picture, quiet }: SplitCommandOptions): Promise<void> {
  if (output === STREAM && quiet) return;
  const out = output === STREAM ? io.stderr : io.stdout;
  const mark = styler(out, io.env);
  const send = (pieces: Iterable<string>): Promise<void> => pipeline(Readable.from(pieces), out, { end: false, signal: io.signal });
  if (json) return send(foldsJson(folds, tail, name));
  await send([foldTable(folds, tail, name, (text) => mark("heading", text))]);
  if (!picture) return;
  const { foldsText } = await import("@openbell/cv");
  const width = Math.max(Math.min(out.columns ?? 80, 120), 40);
  const sessionText = (id: SessionId): string => String(name(id));
  await send(["\n", `${foldsText(folds, { sessions, sessionText, width, first: FIRST })}\n`]);
}

async function withProgress<T>(
  io: Io,
  work: (onProgress: (progress: { rows: number; totalRows?: number }) => void) => Promise<T>,
): Promise<T> {
  const progress = progressLine(io);
  try {
    return await work(({ rows, totalRows }) => progress.update(rows, totalRows));
  } finally {
    progress.done();
  }
}

/** What is read of the file: sessions, and times where something needs them. */
async function readFile(
  { signal }: Io,
  input: string,
  options: SplitCommandOptions,
  onProgress: (progress: { rows: number; totalRows?: number }) => void,
): Promise<{ file: FileSessions; data: SplitData; notes: Set<string> }> {
  const { sessionsOfFile, timesOfFile } = await import("@openbell/duckdb");
  const {
    calendar,
    exchange,
    product,
    sessionColumn,
    timestampColumn,
    unit,
    barLabel,
    nullSession,
    labelEnd,
    purgeBy,
    embargoTime = 0,
  } = options;
  const reading = { unit, barLabel, sourceTimeZone: options.sourceTimezone, onProgress, signal };
  const file = await sessionsOfFile(input, {
    ...{ ...reading, calendar, exchange, product, sessionColumn, timestampColumn },
    outside: nullSession === "error" ? "error" : "null",
  }).catch((error: unknown) => {
    throw error instanceof OpenbellError && error.code === "OUTSIDE_SESSION" ? leaveOut(error) : error;
  });
  const notes = new Set(file.notes);
  const timesOf = async (column: string): Promise<Float64Array> => {
    const read = await timesOfFile(input, { ...reading, timestampColumn: column });
    for (const note of read.notes) notes.add(note);
    return read.times;
  };
  // The order of names is told by the times of their rows.
  const needsTimes = labelEnd !== undefined || embargoTime > 0 || (isNamed(file) && file.columns.includes(timestampColumn));
  const times = needsTimes ? await timesOf(timestampColumn) : undefined;
  const labels =
    labelEnd === undefined
      ? undefined
      : { end: await timesOf(labelEnd), ...(purgeBy === undefined ? {} : { assets: await assetsOfFile(input, purgeBy, signal) }) };
  return { file, data: { ...(times === undefined ? {} : { times }), ...(labels === undefined ? {} : { labels }) }, notes };
}

/** The asset of each row: any column that could tell sessions can tell assets. */
async function assetsOfFile(input: string, column: string, signal: AbortSignal): Promise<FileSessions["sessions"]> {
  const { sessionsOfFile } = await import("@openbell/duckdb");
  const { sessions } = await sessionsOfFile(input, { sessionColumn: column, signal }).catch((error: unknown) => {
    if (!(error instanceof OpenbellError) || error.code !== "MISSING_COLUMN") throw error;
    const { columns, name } = error.details as { columns: readonly string[]; name: string };
    const text = `Columns are ${columns.join(", ")}; no asset column "${name}". Name the column that tells the asset of each row with --purge-by.`;
    throw new OpenbellError(error.code, text, error.details);
  });
  return sessions;
}

const isNamed = ({ sessions }: FileSessions): boolean => Array.isArray(sessions);

function leaveOut({ code, message, details }: OpenbellError): OpenbellError {
  return new OpenbellError(code, `${message} Leave such rows out of every fold with --null-session drop.`, details);
}

/** Splitters that train on sessions right before and after those that they test. */
const BOTH_SIDES: readonly string[] = ["group-k-fold", "group-shuffle-split", "leave-p-groups-out"];

const leaksInTime = (splitter: string): string =>
  `${splitter} keeps sessions whole and is not leak-free in time: it trains on sessions right before and after those it tests. ` +
  "For labels that reach into other sessions take purged-k-fold, for a forecast walk-forward.";

/** Whether nothing tells the order in time of the sessions. */
function isUnordered({ file, data: { times }, sessions: { ids } }: Split): boolean {
  return isNamed(file) && times === undefined && ids.some((id) => !/^\d{4}-\d\d-\d\d$/.test(String(id)));
}
