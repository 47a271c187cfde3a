/** Complete sessions for frames of columns, by the calendar of an exchange: a thin face over {@link completeSessions}. @module */

import { compileCalendar } from "../../calendar/compile.js";
import { isSession, sessionClose, sessionOpen } from "../../calendar/queries/sessions.js";
import type { DateLike } from "../../calendar/queries/shared.js";
import type { CalendarDefinition } from "../../calendar/types.js";
import { formatDate, toDayNumber } from "../../time/day.js";
import type { Frame } from "../frame.js";
import { SessionAssigner } from "../session-assigner.js";
import { type CompletedFrame, type CompleteOptions, completeSessions } from "./complete.js";
import { findGaps, type Gaps } from "./gaps.js";
import type { GridOptions } from "./plan.js";

/** The hours of a session. */
export interface SessionInfo {
  /** `YYYY-MM-DD`. */
  readonly sessionDate: string;
  /** First open and last close, epoch milliseconds. */
  readonly openMs: number;
  readonly closeMs: number;
}

/** Completes frames by one calendar. */
export class SessionCompleter {
  readonly calendar: CalendarDefinition;
  /** Which calendar an exchange code came to and what else there is; `null` where there was no choice. */
  readonly note: string | null;

  /** @param options.note Said where the calendar was a choice. */
  constructor(calendar: CalendarDefinition, options: { readonly note?: string | null } = {}) {
    compileCalendar(calendar);
    this.calendar = calendar;
    this.note = options.note ?? null;
  }

  /**
   * The completer for an exchange code: `CME`, `NYSE`, `LSE`, … `product` chooses where a code covers several calendars; without it the
   * standard one is taken and `note` says which, and what else there is.
   *
   * @throws {@link OpenbellError} `UNKNOWN_EXCHANGE` with the nearest codes, `UNKNOWN_PRODUCT`.
   *
   * @example
   * ```ts
   * import { SessionCompleter } from "@openbell/core";
   *
   * const completer = await SessionCompleter.fromExchange("TSE");
   * const frame = completer.completeSessions({ timestamp: ["2024-11-05T09:00:00+09:00"], close: [100] });
   * console.log(frame.timestamp.length); // 330
   * ```
   */
  static async fromExchange(code: string, options: { readonly product?: string } = {}): Promise<SessionCompleter> {
    return withCalendarOf(await SessionAssigner.fromExchange(code, options));
  }

  /** The completer for a calendar's name or alias. @throws {@link OpenbellError} `UNKNOWN_CALENDAR` with the nearest names. */
  static async fromName(name: string): Promise<SessionCompleter> {
    return withCalendarOf(await SessionAssigner.fromName(name));
  }

  /**
   * The completer for what a configuration names: a calendar, or an exchange with or without a product. A calendar wins over an exchange.
   *
   * @throws {@link OpenbellError} `INVALID_ARGUMENT` where neither is named, and as {@link SessionCompleter.fromName} and
   * {@link SessionCompleter.fromExchange}.
   */
  static async from(named: {
    readonly calendar?: string;
    readonly exchange?: string;
    readonly product?: string;
  }): Promise<SessionCompleter> {
    return withCalendarOf(await SessionAssigner.from(named));
  }

  /** The frame made complete. @throws {@link OpenbellError} as {@link completeSessions}. */
  completeSessions<F extends Frame>(frame: F, options: CompleteOptions = {}): CompletedFrame<F, Int32Array> {
    return completeSessions(this.calendar, frame, options);
  }

  /** Runs of slots without a bar. @throws {@link OpenbellError} as {@link findGaps}. */
  findGaps(frame: Frame, options: GridOptions = {}): Gaps {
    return findGaps(this.calendar, frame, options);
  }

  /**
   * The hours of the session of a date, `YYYY-MM-DD` or a day number; `null` on a date without one.
   *
   * @throws {@link OpenbellError} `INVALID_DATE`, `BEYOND_COVERAGE`.
   */
  sessionInfo(date: DateLike): SessionInfo | null {
    if (!isSession(this.calendar, date)) return null;
    return {
      sessionDate: formatDate(toDayNumber(date)),
      openMs: sessionOpen(this.calendar, date),
      closeMs: sessionClose(this.calendar, date),
    };
  }
}

function withCalendarOf({ calendar, note }: SessionAssigner): SessionCompleter {
  return new SessionCompleter(calendar, { note });
}
