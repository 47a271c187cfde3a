/** The days on which a calendar differs from its regular week, each with its name. @module */

import { invalidArgument } from "../../errors.js";
import { formatDate, toDayNumber } from "../../time/day.js";
import { compileCalendar } from "../compile.js";
import type { DayEvent, DayPlan, LocalSegment } from "../facts.js";
import type { CalendarDefinition, IsoDate } from "../types.js";
import { covered, type DateLike } from "./shared.js";

/** How a day differs. A holiday follows a rule, a closure does not; special hours are neither shorter at the start nor at the end. */
export type NamedDayKind = DayEvent["kind"];

/** A day that differs from the regular week, and why. */
export interface NamedDay {
  /** Day number, and the same as `YYYY-MM-DD`. */
  readonly day: number;
  readonly date: IsoDate;
  readonly kind: NamedDayKind;
  /** The event: a holiday's name, what happened. */
  readonly name: string;
  /** Where the fact comes from, where that is not the calendar's own source. */
  readonly source?: string;
}

/**
 * Holidays, closures, early closes, late opens and extra sessions of a range of dates, both ends included, in order of date. A day that opens
 * late and closes early has two entries, in that order; a holiday that falls on a day without a session anyway has none.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE`, `INVALID_DATE`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { holidays } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * for (const { date, kind, name } of holidays(XNYS, "2024-11-25", "2024-12-31")) console.log(date, kind, name);
 * // 2024-11-28 holiday Thanksgiving Day
 * // 2024-11-29 early-close Day after Thanksgiving
 * // 2024-12-24 early-close Christmas Eve
 * // 2024-12-25 holiday Christmas Day
 * ```
 */
export function holidays(
  definition: CalendarDefinition,
  from: DateLike,
  to: DateLike,
  options: { readonly kinds?: readonly NamedDayKind[] } = {},
): NamedDay[] {
  for (const kind of options.kinds ?? []) if (!KINDS.includes(kind)) throw invalidArgument("kinds", `some of ${KINDS.join(", ")}`, kind);
  const fromDay = toDayNumber(from);
  const toDay = toDayNumber(to);
  const calendar = compileCalendar(definition);
  covered(calendar, fromDay);
  covered(calendar, toDay);
  const found: NamedDay[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    const plan = calendar.facts.planOf(day);
    if (plan.segments === null && plan.regular === null) continue;
    // The event at the close stands before the one at the open.
    for (const { name, source, kind: event } of plan.events.toReversed())
      for (const kind of kindsOf(event, plan))
        if (options.kinds?.includes(kind) ?? true)
          found.push({ day, date: formatDate(day), kind, name, ...(source === undefined ? {} : { source }) });
  }
  return found;
}

const KINDS: readonly NamedDayKind[] = ["holiday", "closure", "early-close", "late-open", "special-hours", "extra-session"];

/** Special hours are early closes or late opens where that is what they do. */
function kindsOf(kind: NamedDayKind, { segments, regular }: DayPlan): readonly NamedDayKind[] {
  if (kind !== "special-hours" || segments === null || regular === null) return [kind];
  const later = (segments[0] as LocalSegment).open > (regular[0] as LocalSegment).open;
  const earlier = (segments.at(-1) as LocalSegment).close < (regular.at(-1) as LocalSegment).close;
  if (!later && !earlier) return [kind];
  return [...(later ? ["late-open" as const] : []), ...(earlier ? ["early-close" as const] : [])];
}
