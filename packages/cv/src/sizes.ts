/**
 * How long a train set, a test set or a gap is: a number of sessions, a fraction of them, or a span of the calendar such as `"4W"`. A span
 * goes by the dates of the sessions: `"3M"` before 15 June begins on 15 March, whatever the number of sessions in between.
 *
 * @module
 */

import { dayNumber, isoWeekday, parseDate } from "@openbell/core";
import { invalidArgument } from "./errors.js";
import type { Reader } from "./options.js";
import { lastNotAbove } from "./row-set.js";
import type { SessionId } from "./types.js";

/** A span of the calendar: days, weeks, months, years. */
export type CalendarSpan = `${number}${"D" | "W" | "M" | "Y"}`;

/**
 * A number of sessions (a whole number from 1), a fraction of all sessions (between 0 and 1), or a span of the calendar (`"10D"`, `"4W"`, `"3M"`,
 * `"1Y"`), for which the ids must be dates or day numbers.
 */
export type Size = number | CalendarSpan;

const SPAN = /^([1-9]\d{0,4})([DWMY])$/;

/** A size, with whole numbers from `least` on. */
export const size =
  (least: 0 | 1): Reader<Size> =>
  (name, value) => {
    if (typeof value === "number" && ((Number.isInteger(value) && value >= least) || (value > 0 && value < 1))) return value;
    if (typeof value === "string" && SPAN.test(value)) return value as CalendarSpan;
    throw invalidArgument(
      name,
      `a number of sessions from ${least} on, a fraction between 0 and 1, or a calendar span such as "4W", "3M", "1Y"`,
      value,
    );
  };

/** A number of sessions from `least` on, or a fraction of them. */
export const share =
  (least: 0 | 1): Reader<number> =>
  (name, value) => {
    if (typeof value === "number" && ((Number.isInteger(value) && value >= least) || (value > 0 && value < 1))) return value;
    throw invalidArgument(name, `a number of sessions from ${least} on, or a fraction between 0 and 1`, value);
  };

/** Whether a size counts no sessions: that of a gap that was left out. */
export const isFraction = (value: Size): value is number => typeof value === "number" && value > 0 && value < 1;

/** A size with a fraction of `sessions` as a number of them, rounded up or down. */
export function counted(value: Size, sessions: number, round: (x: number) => number): Size {
  return isFraction(value) ? round(value * sessions) : value;
}

/**
 * A boundary between sessions: before the session at `index`. It lies beyond the first or the last session where there are not enough of them;
 * then `index` is as far beyond as there would be sessions. `day` is its date, `NaN` where it has none.
 */
export interface Boundary {
  readonly index: number;
  readonly day: number;
}

/** The line of sessions, on which boundaries are moved. */
export class SessionLine {
  readonly #length: number;
  /** Day of each session, `null` where no size is a span. */
  readonly #days: Float64Array | null = null;
  /** Weekdays on which a session falls. */
  readonly #weekdays: Set<number> = new Set();

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT` where one of the sizes is a span and the ids are no dates. */
  constructor(ids: readonly SessionId[], sizes: readonly (Size | undefined)[]) {
    this.#length = ids.length;
    const span = sizes.find((value) => typeof value === "string");
    if (span === undefined) return;
    this.#days = Float64Array.from(ids, (id) => dayOf(id, span));
    for (const day of this.#days) this.#weekdays.add(isoWeekday(day));
  }

  /** Before the first session. */
  get start(): Boundary {
    return { index: 0, day: this.#days?.[0] ?? Number.NaN };
  }

  /** After the last session. */
  get end(): Boundary {
    return { index: this.#length, day: (this.#days?.[this.#length - 1] ?? Number.NaN) + 1 };
  }

  /** A boundary `times` sizes later; earlier where `times` is negative. No fractions: see {@link counted}. */
  move(from: Boundary, by: Size, times: number): Boundary {
    // A boundary between sessions keeps its own date.
    if (by === 0 || times === 0) return from;
    if (typeof by === "number") return this.#at(from.index + by * times);
    return this.#on(shifted(from.day, by, times), times < 0 ? -FAR : FAR);
  }

  #at(index: number): Boundary {
    const days = this.#days;
    if (days === null) return { index, day: Number.NaN };
    if (index < 0) return { index, day: this.#daysAway(days[0] as number, index) };
    if (index >= days.length) return { index, day: this.#daysAway(this.end.day, index - days.length) };
    return { index, day: days[index] as number };
  }

  /** `far` is where a date lies that is none any more. */
  #on(day: number, far: number): Boundary {
    const days = this.#days as Float64Array;
    const first = days[0] as number;
    const end = (days[days.length - 1] as number) + 1;
    if (Number.isNaN(day)) return { index: far, day };
    if (day < first) return { index: -this.#expected(day, first), day };
    if (day > end) return { index: days.length + this.#expected(end, day), day };
    return { index: lastNotAbove(days, day - 1) + 1, day };
  }

  /** Sessions that days without data would hold, if each fell on a weekday on which the data have sessions. */
  #expected(from: number, to: number): number {
    const weeks = Math.floor((to - from) / 7);
    let count = weeks * this.#weekdays.size;
    for (let day = from + 7 * weeks; day < to; day++) if (this.#weekdays.has(isoWeekday(day))) count++;
    return count;
  }

  /** The day so many sessions after another (before it, where negative), if each weekday on which the data have sessions had one. */
  #daysAway(from: number, sessions: number): number {
    const weeks = Math.trunc(sessions / this.#weekdays.size);
    let day = from + 7 * weeks;
    let left = sessions - weeks * this.#weekdays.size;
    for (; left > 0; day++) if (this.#weekdays.has(isoWeekday(day))) left--;
    while (left < 0) if (this.#weekdays.has(isoWeekday(--day))) left++;
    return day;
  }
}

/** More sessions than there are. */
const FAR = Number.MAX_SAFE_INTEGER;

/** A day moved by a number of spans. Months keep the day of the month, or end with the month where it is shorter. */
function shifted(day: number, span: CalendarSpan, times: number): number {
  const [, count, unit] = SPAN.exec(span) as RegExpExecArray;
  const steps = Number(count) * times;
  if (Number.isNaN(day)) return day;
  if (unit === "D" || unit === "W") return day + steps * (unit === "W" ? 7 : 1);
  const months = unit === "Y" ? steps * 12 : steps;
  const date = new Date(day * 86_400_000);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1 + months;
  return Math.min(dayNumber(year, month, date.getUTCDate()), dayNumber(year, month + 1, 0));
}

/** Days from the year 1600 to 2500: a number outside is no day number, but perhaps a date written as 20240603. */
const FIRST_DAY = -135_140;
const LAST_DAY = 193_581;

function dayOf(id: SessionId, span: Size): number {
  let day = Number.NaN;
  if (typeof id !== "string") day = Number(id);
  else if (/^\d{4}-\d\d-\d\d$/.test(id)) day = parseDate(id);
  if (Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY) return day;
  throw invalidArgument(
    "sessions",
    `dates (YYYY-MM-DD) or day numbers, since ${JSON.stringify(span)} is a span of the calendar; pass sizes in sessions for other ids`,
    id,
  );
}
