/** What the tests of the engine share: small calendars made up for one test, and ways to write down what a calendar answers. */

import { calendarEntries } from "../../src/calendars/lookup.js";
import { type CalendarDefinition, formatDate, parseDate, schedule, sessionSegments, sessionsInRange } from "../../src/index.js";

/** Every shipped calendar. */
export const SHIPPED: readonly CalendarDefinition[] = await Promise.all(calendarEntries().map((entry) => entry.load()));

/** For `test.each`: the name and the calendar. */
export const BY_NAME = SHIPPED.map((calendar) => [calendar.name, calendar] as const);

/** A made-up New York venue, Monday to Friday 09:30 to 16:00, known from 2020 to 2030; `facts` change it. */
export function venue(facts: Partial<CalendarDefinition> = {}): CalendarDefinition {
  return {
    name: "TEST",
    title: "A venue made up for a test",
    aliases: [],
    timeZone: "America/New_York",
    weekdays: [1, 2, 3, 4, 5],
    coverage: { from: "2020-01-01", to: "2030-12-31" },
    hours: [{ segments: [["09:30", "16:00"]] }],
    ...facts,
  };
}

/** Another calendar object with the same facts: nothing has been worked out for it. */
export function fresh(calendar: CalendarDefinition): CalendarDefinition {
  return { ...calendar };
}

/** Epoch milliseconds of an ISO timestamp with an offset. Not read by the engine, so that it is not judged by itself. */
export function at(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new Error(`the test holds no timestamp in ${JSON.stringify(iso)}`);
  return ms;
}

/** Session dates in a range, `YYYY-MM-DD`. */
export function sessionDates(calendar: CalendarDefinition, from: string, to: string): string[] {
  return Array.from(sessionsInRange(calendar, from, to), formatDate);
}

/** Hours of a session on the venue's clock, `09:00-11:30 12:30-15:00`, `17:00-1d` where the open lies on the day before. */
export function hoursOf(calendar: CalendarDefinition, date: string): string {
  const session = parseDate(date);
  return sessionSegments(calendar, date)
    .map(({ openMs, closeMs }) => `${wallClock(calendar, openMs, session)}-${wallClock(calendar, closeMs, session)}`)
    .join(" ");
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Date and time of an instant on the wall clock of a zone, by `Intl`. */
export function localParts(timeZone: string, ms: number): { date: string; time: string } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const digits = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    format = new Intl.DateTimeFormat("en-CA", { timeZone, ...digits });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { date: `${part["year"]}-${part["month"]}-${part["day"]}`, time: `${part["hour"]}:${part["minute"]}` };
}

/** A wall-clock time as definitions write it: `17:00-1d`. */
export function wallClock(calendar: CalendarDefinition, ms: number, session: number): string {
  const { date, time } = localParts(calendar.timeZone, ms);
  const days = parseDate(date) - session;
  return days === 0 ? time : `${time}${days > 0 ? "+" : ""}${days}d`;
}

/** Every trading interval of a calendar, from its schedule: what the quick answers are compared with. */
export interface Interval {
  readonly open: number;
  readonly close: number;
  readonly day: number;
}

const known = new WeakMap<CalendarDefinition, readonly Interval[]>();

export function intervals(calendar: CalendarDefinition): readonly Interval[] {
  let found = known.get(calendar);
  if (found === undefined) {
    const { from, to } = calendar.coverage;
    const { session } = schedule(calendar, from, to);
    found = Array.from(session).flatMap((day) =>
      sessionSegments(calendar, day).map(({ openMs, closeMs }) => ({ open: openMs, close: closeMs, day })),
    );
    known.set(calendar, found);
  }
  return found;
}

/** Index of the last interval that opens at or before an instant, -1 where there is none. */
export function lastOpened(all: readonly Interval[], ms: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle] as Interval).open <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
