/**
 * Compares our calendars with what the Python peers say of them: every session, open, close and break. A difference counts as explained
 * when a row of `docs/sources/deviations.csv` names the date, the field, the peer's value and ours.
 *
 * @module
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { calendarByName, calendarEntries } from "../../src/calendars/lookup.js";
import {
  type CalendarDefinition,
  compileCalendar,
  formatDate,
  parseDate,
  type Segment,
  sessionSegments,
  sessionsInRange,
} from "../../src/index.js";
import { projectFile, readCsv } from "./golden.js";

/** One golden schedule and the calendar of ours that answers to its name. */
export interface GoldenCalendar {
  readonly peer: string;
  readonly name: string;
  readonly file: string;
  readonly calendar: CalendarDefinition;
}

/** What a comparison came to. */
export interface Comparison {
  /** Session dates that either side has. */
  readonly compared: number;
  readonly equal: number;
  readonly explained: number;
  readonly unexplained: readonly string[];
  /** Rows of the deviations list about this schedule that explain nothing, or begin or end on a date without a difference. */
  readonly stale: readonly string[];
}

interface Deviation {
  readonly row: Record<string, string>;
  readonly fromDay: number;
  readonly toDay: number;
  readonly used: Set<number>;
}

const FIELDS = ["session", "open", "close", "break_start", "break_end"] as const;

/** Golden schedules of calendars that we have, and the names of those that we have not. */
export async function goldenCalendars(folder: string): Promise<{ ours: GoldenCalendar[]; missing: string[] }> {
  const { calendars } = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as {
    calendars: Record<string, { peer: string; name: string; file: string }>;
  };
  const ours: GoldenCalendar[] = [];
  const missing: string[] = [];
  const known = new Set(calendarEntries().flatMap((entry) => [entry.name, ...entry.aliases]));
  for (const { peer, name, file } of Object.values(calendars)) {
    if (!known.has(name) || !existsSync(join(folder, file))) missing.push(`${peer}/${name}`);
    else ours.push({ peer, name, file, calendar: await calendarByName(name) });
  }
  return { ours, missing };
}

/** The project's list of evidenced deviations. */
export function deviationRows(): Record<string, string>[] {
  return readCsv(projectFile("docs/sources/deviations.csv"));
}

export function compareCalendar(folder: string, golden: GoldenCalendar, deviations: readonly Record<string, string>[]): Comparison {
  const { calendar, peer, name } = golden;
  const peerDays = new Map<number, Record<string, string>>();
  for (const row of readCsv(join(folder, golden.file))) peerDays.set(parseDate(row["session"] as string), row);
  const days = [...peerDays.keys()];
  // The window is the peer's. Where it reaches beyond our coverage we say "unknown", which needs its reason like any other difference.
  const window = peerWindow(folder, golden);
  const from = parseDate(window.from);
  const to = parseDate(window.to);
  const coverage = { from: parseDate(calendar.coverage.from), to: parseDate(calendar.coverage.to) };
  const mine = new Set(sessionsInRange(calendar, Math.max(coverage.from, from), Math.min(coverage.to, to)));
  const all = [...new Set([...mine, ...days])].sort((a, b) => a - b);
  const ourSession = (day: number): OurSession =>
    day < coverage.from || day > coverage.to ? "unknown" : mine.has(day) ? "session" : "closed";

  const rows: Deviation[] = deviations
    .filter((row) => row["peer"] === peer && row["peer_calendar"] === name)
    .map((row) => ({ row, fromDay: parseDate(row["from"] as string), toDay: parseDate(row["to"] as string), used: new Set() }));
  let equal = 0;
  let explained = 0;
  const unexplained: string[] = [];
  for (const day of all) {
    const differences = differencesOn(calendar, day, ourSession(day), peerDays.get(day));
    if (differences.length === 0) equal++;
    let open = 0;
    for (const [field, peerValue, ourValue] of differences) {
      const reason = rows.find(
        ({ row, fromDay, toDay }) =>
          row["field"] === field && day >= fromDay && day <= toDay && row["peer_value"] === peerValue && row["our_value"] === ourValue,
      );
      if (reason === undefined) {
        open++;
        unexplained.push(
          `${peer}/${name} ${calendar.name} ${formatDate(day)} ${field}: peer ${peerValue || "none"}, ours ${ourValue || "none"}`,
        );
      } else reason.used.add(day);
    }
    if (differences.length > 0 && open === 0) explained++;
  }
  const stale = rows
    .filter(({ row, fromDay, toDay, used }) => row["calendar"] !== calendar.name || !used.has(fromDay) || !used.has(toDay))
    .map(({ row }) => Object.values(row).slice(0, 8).join(","));
  return { compared: all.length, equal, explained, unexplained, stale };
}

function peerWindow(folder: string, { peer, name }: GoldenCalendar): { from: string; to: string } {
  const { calendars } = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as {
    calendars: Record<string, { windowFrom: string; windowTo: string }>;
  };
  const { windowFrom, windowTo } = calendars[`${peer}/${name}`] as { windowFrom: string; windowTo: string };
  return { from: windowFrom, to: windowTo };
}

/** What we say of a date: `unknown` outside our coverage. */
type OurSession = "session" | "closed" | "unknown";

function differencesOn(
  calendar: CalendarDefinition,
  day: number,
  ours: OurSession,
  peerRow: Record<string, string> | undefined,
): [field: (typeof FIELDS)[number], peer: string, ours: string][] {
  if (peerRow === undefined || ours !== "session") return [["session", peerRow === undefined ? "closed" : "session", ours]];
  const peer = peerTimes(peerRow);
  const mine = ourTimes(sessionSegments(calendar, day));
  const local = (ms: number | null): string => localText(calendar, day, ms);
  return (["open", "close", "break_start", "break_end"] as const)
    .filter((field) => peer[field] !== mine[field])
    .map((field) => [field, local(peer[field]), local(mine[field])]);
}

type Times = Record<"open" | "close" | "break_start" | "break_end", number | null>;

function ourTimes(segments: readonly Segment[]): Times {
  return {
    open: segments[0]?.openMs ?? null,
    close: segments.at(-1)?.closeMs ?? null,
    break_start: segments.length > 1 ? (segments[0]?.closeMs ?? null) : null,
    break_end: segments.length > 1 ? (segments[1]?.openMs ?? null) : null,
  };
}

/** pandas_market_calendars has breaks of no length on early closes and, for crypto, one behind the close: no breaks at all. */
function peerTimes(row: Record<string, string>): Times {
  const at = (name: string): number | null => (row[name] ? Date.parse((row[name] as string).replace(/Z$/, ":00Z")) : null);
  const open = at("market_open") ?? at("open");
  const close = at("market_close") ?? at("close");
  const start = at("break_start");
  const end = at("break_end");
  const real = open !== null && close !== null && start !== null && end !== null && start < end && start > open && end < close;
  return { open, close, break_start: real ? start : null, break_end: real ? end : null };
}

function localText(calendar: CalendarDefinition, day: number, ms: number | null): string {
  if (ms === null) return "";
  const local = compileCalendar(calendar).zone.localMs(ms);
  const days = Math.floor(local / 86_400_000) - day;
  const minutes = Math.floor((local - (day + days) * 86_400_000) / 60_000);
  const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return days === 0 ? time : `${time}${days > 0 ? "+" : ""}${days}d`;
}
