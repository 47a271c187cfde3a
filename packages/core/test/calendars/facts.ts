/**
 * Lists of facts about a venue, read by people who know it, checked through the public functions. Times are those on the venue's wall
 * clock; `Intl` turns instants into them here, so that the engine's own time zones are not judged by themselves.
 */
import { expect, test } from "vitest";
import { type CalendarDefinition, isSession, sessionClose, sessionOpen, sessionSegments } from "../../src/index.js";

/** Date and what is known of it. */
export type Dated = readonly (readonly [date: string, why: string])[];

/** Date, first open and last close on the venue's clock (`HH:MM`, `+1d` or `-1d` on another day than the session date), and why. */
export type Hours = readonly (readonly [date: string, open: string, close: string, why: string])[];

export interface VenueFacts {
  /** Days without a session. */
  readonly closed: Dated;
  /** Days with one, where a doubt is possible. */
  readonly open: Dated;
  /** Regular and irregular hours. */
  readonly hours: Hours;
  /** Pauses inside a session: date, start, end, why; empty strings where there is none. */
  readonly breaks?: Hours;
  /** First opens as instants, round changes of the clock. */
  readonly instants?: readonly (readonly [date: string, openUtc: string, why: string])[];
}

export function testFacts(calendar: CalendarDefinition, facts: VenueFacts): void {
  test.each(facts.closed)(`${calendar.name} is closed on %s: %s`, (date) => {
    expect(isSession(calendar, date)).toBe(false);
  });
  test.each(facts.open)(`${calendar.name} trades on %s: %s`, (date) => {
    expect(isSession(calendar, date)).toBe(true);
  });
  test.each(facts.hours)(`${calendar.name} trades on %s from %s to %s: %s`, (date, open, close) => {
    expect(clock(calendar, sessionOpen(calendar, date), date)).toBe(open);
    expect(clock(calendar, sessionClose(calendar, date), date)).toBe(close);
  });
  for (const [date, start, end, why] of facts.breaks ?? [])
    test(`${calendar.name} pauses on ${date} ${start === "" ? "not at all" : `from ${start} to ${end}`}: ${why}`, () => {
      const [first, second] = sessionSegments(calendar, date);
      const pause = first && second ? [clock(calendar, first.closeMs, date), clock(calendar, second.openMs, date)] : ["", ""];
      expect(pause).toEqual([start, end]);
    });
  test.each(facts.instants ?? [])(`${calendar.name} opens on %s at %s: %s`, (date, openUtc) => {
    expect(new Date(sessionOpen(calendar, date)).toISOString()).toBe(openUtc);
  });
}

function clock(calendar: CalendarDefinition, instantMs: number, sessionDate: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: calendar.timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const part = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  const days = (Date.parse(`${part["year"]}-${part["month"]}-${part["day"]}`) - Date.parse(sessionDate)) / 86_400_000;
  return `${part["hour"]}:${part["minute"]}${days === 0 ? "" : `${days > 0 ? "+" : ""}${days}d`}`;
}
