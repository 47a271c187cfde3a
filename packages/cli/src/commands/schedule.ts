/** `openbell schedule`: the sessions of a calendar with their hours, in UTC. @module */

import {
  type CalendarDefinition,
  formatDate,
  formatInstant,
  OpenbellError,
  type Schedule,
  schedule,
  sessionPhases,
  sessionSegments,
} from "@openbell/core";
import { type Command, Option } from "commander";
import { dateArgument } from "../arguments.js";
import type { Io } from "../io.js";
import { styler } from "../style.js";
import { alignedTable, csvTable } from "../table.js";

interface ScheduleOptions {
  readonly from: string;
  readonly to: string;
  readonly format?: "csv" | "json" | "table";
  readonly phases?: true;
  readonly segments?: true;
}

/** Adds the command to the program. */
export function addSchedule(program: Command, io: Io): void {
  program
    .command("schedule")
    .description("print the sessions of a calendar from one date to another, both included; times are UTC")
    .argument("<calendar>", "name or alias, as `openbell calendars` lists them")
    .requiredOption("--from <date>", "first session date, YYYY-MM-DD", dateArgument)
    .requiredOption("--to <date>", "last session date, YYYY-MM-DD", dateArgument)
    .addOption(
      new Option("--format <format>", "how to print it (default: table on a terminal, else csv)").choices(["csv", "json", "table"]),
    )
    .addOption(new Option("--phases", "add the start of the pre-market and the end of the post-market").conflicts("segments"))
    .option("--segments", "one row a segment: two where there is a lunch break")
    .action((name: string, options: ScheduleOptions) => printSchedule(io, name, options));
}

async function printSchedule({ stdout, stderr, env }: Io, name: string, options: ScheduleOptions): Promise<void> {
  const { from, to, phases, segments, format = stdout.isTTY === true ? "table" : "csv" } = options;
  const { calendarByName } = await import("@openbell/core/calendars/lookup");
  const calendar = await calendarByName(name);
  const sessions = schedule(calendar, from, to);
  if (sessions.beyondCoverage) sayCoverage(calendar, sessions, stderr, styler(stderr, env)("warning", "warning:"));
  const heading = segments
    ? ["session", "segment", "open", "close"]
    : phases
      ? ["session", "pre", "open", "break_start", "break_end", "close", "post"]
      : ["session", "open", "break_start", "break_end", "close"];
  const rows = segments ? segmentRows(calendar, sessions) : sessionRows(calendar, sessions, phases === true);
  if (format === "json") stdout.write(jsonRows(heading, rows));
  else if (format === "csv") stdout.write(csvTable(heading, rows));
  else stdout.write(alignedTable(heading, rows, (text) => styler(stdout, env)("heading", text)));
  if (!segments && hasSeveralBreaks(calendar, sessions))
    stderr.write("note: some sessions have more than one break; --segments shows them all.\n");
}

function sayCoverage({ name, coverage }: CalendarDefinition, { session }: Schedule, stderr: Io["stderr"], mark: string): void {
  const text = `${name} is known from ${coverage.from} to ${coverage.to}`;
  if (session.length === 0)
    throw new OpenbellError("BEYOND_COVERAGE", `${text}; the range asked for lies outside it.`, { calendar: name, ...coverage });
  stderr.write(`${mark} ${text}; the part of the range outside it is left out.\n`);
}

/** An instant as `YYYY-MM-DDTHH:MMZ`, empty where there is none. Hours of trading are whole minutes. */
function minute(ms: number | undefined): string {
  return ms === undefined || Number.isNaN(ms) ? "" : `${formatInstant(ms).slice(0, 16)}Z`;
}

function sessionRows(calendar: CalendarDefinition, sessions: Schedule, phases: boolean): string[][] {
  return Array.from(sessions.session, (day, i) => {
    const hours = [sessions.openMs, sessions.breakStartMs, sessions.breakEndMs, sessions.closeMs].map((column) => minute(column[i]));
    if (!phases) return [formatDate(day), ...hours];
    const around = sessionPhases(calendar, day);
    const pre = around.find((phase) => phase.name === "pre")?.startMs;
    const post = around.find((phase) => phase.name === "post")?.endMs;
    return [formatDate(day), minute(pre), ...hours, minute(post)];
  });
}

function segmentRows(calendar: CalendarDefinition, { session }: Schedule): string[][] {
  return Array.from(session).flatMap((day) =>
    sessionSegments(calendar, day).map(({ openMs, closeMs }, i) => [formatDate(day), String(i + 1), minute(openMs), minute(closeMs)]),
  );
}

function jsonRows(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const value = (cell: string, column: string): string | number | null => (cell === "" ? null : column === "segment" ? Number(cell) : cell);
  return `${JSON.stringify(
    rows.map((row) => Object.fromEntries(heading.map((column, i) => [column, value(row[i] as string, column)]))),
    null,
    2,
  )}\n`;
}

function hasSeveralBreaks(calendar: CalendarDefinition, { session, breakStartMs }: Schedule): boolean {
  return session.some((day, i) => !Number.isNaN(breakStartMs[i] as number) && sessionSegments(calendar, day).length > 2);
}
