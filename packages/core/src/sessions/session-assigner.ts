/** Session dates for frames of columns: a thin face over {@link assignSessions}. @module */

import { compileCalendar } from "../calendar/compile.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, outsideSession } from "../errors.js";
import { formatDate, NO_SESSION, toDayNumber } from "../time/day.js";
import { instantText } from "../time/instant.js";
import { assignSessions } from "./assign.js";
import { assignDailyLabels } from "./daily.js";
import { checkLengths, type Frame, pick, timestampsOf } from "./frame.js";
import { drop, rowText } from "./outside.js";
import { spanOf, timestampReader } from "./reader.js";
import { summarizeAssignment, type TallyOptions } from "./summary.js";
import type { AssignmentDiagnosis, AssignOptions, Frequency, SessionDates, TimestampColumn } from "./types.js";

/** Options of {@link SessionAssigner.assignSessions}. */
export interface SessionAssignerOptions extends AssignOptions {
  /** `daily` takes timestamps as labels of days, as {@link assignDailyLabels} does. Default `intraday`. */
  readonly frequency?: Frequency;
  /** Name of the column of timestamps. Default `timestamp`. */
  readonly timestampColumn?: string;
  /**
   * First and last session date to assign, `YYYY-MM-DD` or day numbers. Rows of other sessions are treated as `outside` says, and the
   * result's `diagnosis` tells how many there were.
   */
  readonly start?: string | number;
  readonly end?: string | number;
}

/** Assigns session dates of one calendar to frames. */
export class SessionAssigner {
  readonly calendar: CalendarDefinition;
  /** Which calendar an exchange code came to and what else there is; `null` where there was no choice. */
  readonly note: string | null;
  readonly #others: readonly CalendarDefinition[];

  /**
   * @param options.note Said where the calendar was a choice.
   * @param options.others Calendars that could have been meant: a diagnosis tries them and names the one that fits better.
   */
  constructor(
    calendar: CalendarDefinition,
    options: { readonly note?: string | null; readonly others?: readonly CalendarDefinition[] } = {},
  ) {
    compileCalendar(calendar);
    this.calendar = calendar;
    this.note = options.note ?? null;
    this.#others = options.others ?? [];
  }

  /**
   * The assigner for an exchange code: `CME`, `NYSE`, `LSE`, … `product` chooses where a code covers several calendars; without it the
   * standard one is taken and `note` says which, and what else there is.
   *
   * @throws {@link OpenbellError} `UNKNOWN_EXCHANGE` with the nearest codes, `UNKNOWN_PRODUCT`.
   *
   * @example
   * ```ts
   * import { formatDate, SessionAssigner } from "@openbell/core";
   *
   * const assigner = await SessionAssigner.fromExchange("CME", { product: "equity" });
   * const frame = assigner.assignSessions({ timestamp: ["2024-06-03T23:00:00-05:00"], close: [5300.25] });
   * console.log(Array.from(frame.session_date, formatDate)); // [ '2024-06-04' ]
   * ```
   */
  static async fromExchange(code: string, options: { readonly product?: string } = {}): Promise<SessionAssigner> {
    // The one way from the engine to the calendars: loaded on demand, so that a bundle without it carries no venue.
    const { calendarByName, resolveExchange } = await import("../calendars/lookup.js");
    const { calendar, note, alternatives } = await resolveExchange(code, options);
    const names = new Set(alternatives.map((other) => other.calendar).filter((name) => name !== calendar.name));
    return new SessionAssigner(calendar, { note, others: await Promise.all([...names].map(calendarByName)) });
  }

  /** The assigner for a calendar's name or alias. @throws {@link OpenbellError} `UNKNOWN_CALENDAR` with the nearest names. */
  static async fromName(name: string): Promise<SessionAssigner> {
    const { calendarByName } = await import("../calendars/lookup.js");
    return new SessionAssigner(await calendarByName(name));
  }

  /**
   * The assigner for what a configuration names: a calendar, or an exchange with or without a product. A calendar wins over an exchange.
   *
   * @throws {@link OpenbellError} `INVALID_ARGUMENT` where neither is named, and as {@link SessionAssigner.fromName} and
   * {@link SessionAssigner.fromExchange}.
   */
  static async from(named: {
    readonly calendar?: string;
    readonly exchange?: string;
    readonly product?: string;
  }): Promise<SessionAssigner> {
    if (named.calendar !== undefined) return SessionAssigner.fromName(named.calendar);
    if (named.exchange === undefined) throw invalidArgument("calendar or exchange", "named", undefined);
    return SessionAssigner.fromExchange(named.exchange, named.product === undefined ? {} : { product: named.product });
  }

  /**
   * The frame with a column `session_date` (day numbers, an Arrow Date32 column) added or replaced; its other columns are kept as they
   * are, or filtered where `outside` is `drop`.
   *
   * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_ARGUMENT` where columns differ in length, and what {@link assignSessions} throws.
   */
  assignSessions<F extends Frame>(
    frame: F,
    options: SessionAssignerOptions = {},
  ): Omit<F, "session_date"> & { session_date: SessionDates } {
    const { timestampColumn = "timestamp", start, end, outside = "null", ...rest } = options;
    const timestamps = timestampsOf(frame, timestampColumn);
    checkLengths(frame, timestampColumn, timestamps.length);

    if (start === undefined && end === undefined) return withDates(frame, this.#assign(timestamps, { ...rest, outside }));

    const from = start === undefined ? Number.NEGATIVE_INFINITY : toDayNumber(start);
    const to = end === undefined ? Number.POSITIVE_INFINITY : toDayNumber(end);
    if (to < from) throw invalidArgument("end", "on or after start", end);
    // Out-of-range rows are decided on the plain assignment, so that "next" and "previous" cannot lead a row out of the range either.
    const plain = this.#assign(timestamps, {
      ...rest,
      outside: outside === "drop" || outside === "error" ? "null" : outside,
    });
    let cut = 0;
    for (let i = 0; i < plain.length; i++) {
      const day = plain[i] as number;
      if (day === NO_SESSION || (day >= from && day <= to)) continue;
      plain[i] = NO_SESSION;
      cut++;
    }
    const limited = this.#limited(timestamps, plain, cut, from, to, outside, rest);
    return withDates(frame, limited);
  }

  #assign(timestamps: TimestampColumn, options: TallyOptions): SessionDates {
    const dates = assignBy(this.calendar, timestamps, options);
    const plain = Object.getOwnPropertyDescriptor(dates, "diagnosis")?.get as (() => AssignmentDiagnosis) | undefined;
    if (plain !== undefined) Object.defineProperty(dates, "diagnosis", { get: () => this.#withCandidate(plain(), timestamps, options) });
    return dates;
  }

  /** The diagnosis, with the calendar among the others that holds most rows, where that is more than ours holds. */
  #withCandidate(diagnosis: AssignmentDiagnosis, timestamps: TimestampColumn, options: TallyOptions): AssignmentDiagnosis {
    let [most, better] = [diagnosis.rows - diagnosis.outside, ""];
    for (const other of this.#others) {
      const assigned = assignBy(other, timestamps, { ...options, outside: "null" }).filter((day) => day !== NO_SESSION).length;
      if (assigned > most) [most, better] = [assigned, other.name];
    }
    if (better === "") return diagnosis;
    const suggestion = `Under ${better}, ${most} of ${diagnosis.rows} rows have a session.`;
    return { ...diagnosis, message: `${diagnosis.message} ${suggestion}`, suggestions: [...diagnosis.suggestions, suggestion] };
  }

  #limited(
    timestamps: TimestampColumn,
    dates: SessionDates,
    cut: number,
    from: number,
    to: number,
    outside: string,
    options: TallyOptions,
  ): SessionDates {
    const range = `${Number.isFinite(from) ? formatDate(from) : "the beginning"} to ${Number.isFinite(to) ? formatDate(to) : "the end"}`;
    if (outside === "error") {
      const index = dates.indexOf(NO_SESSION);
      if (index >= 0) {
        const reader = timestampReader(timestamps, options);
        throw outsideSession(this.calendar.name, index, rowText(this.calendar, reader, index), `from ${range}`);
      }
    }
    const result = outside === "drop" ? drop(dates) : dates;
    // Rows cut off are the nearer reason; without them it is the plain diagnosis that says why most are missing.
    const diagnosis = cut > 0 ? this.#rangeDiagnosis(timestamps, dates, cut, range, options) : dates.diagnosis;
    if (diagnosis !== undefined) Object.defineProperty(result, "diagnosis", { value: diagnosis });
    return result;
  }

  #rangeDiagnosis(
    timestamps: TimestampColumn,
    dates: SessionDates,
    cut: number,
    range: string,
    options: TallyOptions,
  ): AssignmentDiagnosis {
    const summary = summarizeAssignment(this.calendar, timestamps, dates, options);
    const outside = summary.rows - summary.assigned;
    const { fromMs, toMs } = spanOf(timestampReader(timestamps, options));
    return {
      message: `${cut} of ${summary.rows} rows belong to sessions outside the range ${range} and have none in the result. Widen start and end, or leave them out.`,
      rows: summary.rows,
      outside,
      from: instantText(fromMs),
      to: instantText(toMs),
      suggestions: ["Widen start and end, or leave them out."],
    };
  }
}

function assignBy(
  calendar: CalendarDefinition,
  timestamps: TimestampColumn,
  { frequency = "intraday", ...options }: TallyOptions,
): SessionDates {
  if (frequency === "daily") return assignDailyLabels(calendar, timestamps, options);
  if (frequency === "intraday") return assignSessions(calendar, timestamps, options);
  throw invalidArgument("frequency", '"intraday" or "daily"', frequency);
}

function withDates<F extends Frame>(frame: F, dates: SessionDates): Omit<F, "session_date"> & { session_date: SessionDates } {
  const rows = dates.rows;
  if (rows === undefined) return { ...frame, session_date: dates };
  const kept = Object.fromEntries(Object.entries(frame).map(([name, column]) => [name, pick(column, rows)]));
  return { ...(kept as F), session_date: dates };
}
