/** Columns in, session dates out: the types that the functions of this folder share. @module */

import type { ClosedReason } from "../calendar/explain.js";

/** The unit of an epoch number. */
export type EpochUnit = "s" | "ms" | "us" | "ns";

/**
 * A column of instants. `Float64Array` and numbers are epoch milliseconds unless `unit` says otherwise, `BigInt64Array` and bigints epoch
 * nanoseconds; strings are ISO 8601. `null`, `undefined`, `NaN`, an invalid `Date` and the smallest 64-bit integer mean "no timestamp".
 */
export type TimestampColumn = Float64Array | BigInt64Array | Int32Array | readonly (number | bigint | Date | string | null | undefined)[];

/** What becomes of a row outside every session. */
export type OutsidePolicy = "null" | "error" | "drop" | "next" | "previous";

/** How timestamps are read. */
export interface TimestampOptions {
  /** Unit of epoch numbers. Default: `ms` for numbers, `ns` for bigints. */
  readonly unit?: EpochUnit;
  /** Zone of ISO strings without an offset. Default `UTC`. */
  readonly sourceTimeZone?: string;
  /**
   * Whether a bar is stamped with the start or the end of its interval. A bar stamped 16:00 at its start lies outside a session that
   * closes at 16:00, one stamped 16:00 at its end lies inside. Default `start`.
   */
  readonly barLabel?: "start" | "end";
}

/** Options of {@link assignSessions}. */
export interface AssignOptions extends TimestampOptions {
  /** Rows outside every session. Default `null`: {@link NO_SESSION}. */
  readonly outside?: OutsidePolicy;
  /**
   * `sorted` promises that timestamps do not decrease, and is faster; `any` (default) takes every order. A broken promise throws
   * `TIMESTAMPS_NOT_SORTED`: every row is checked in columns of up to 65,536 rows, beyond that those where sessions begin and end and every
   * 2048th between. Missing timestamps break it too.
   */
  readonly order?: "any" | "sorted";
}

/** Options of {@link assignDailyLabels}. */
export type DailyLabelOptions = Pick<AssignOptions, "unit" | "sourceTimeZone" | "outside">;

/** Whether timestamps are instants of trading or, as with daily bars, labels of days. */
export type Frequency = "intraday" | "daily";

/** Why a row has no session: the market was closed, its session lies outside the range asked for, or it has no timestamp. */
export type OutsideReason = ClosedReason | "out-of-range" | "no-timestamp";

/** Rows outside sessions for one reason. `name` is the event of a holiday, an early close or a late open, or the name of a break. */
export interface OutsideCount {
  readonly reason: OutsideReason;
  readonly name?: string;
  readonly rows: number;
}

/** What an assignment came to. */
export interface AssignmentSummary {
  readonly rows: number;
  /** Rows that have a session. */
  readonly assigned: number;
  /** Distinct sessions. */
  readonly sessions: number;
  /** First and last session date, `null` where no row has a session. */
  readonly first: string | null;
  readonly last: string | null;
  /** Rows without a session, by reason, most first. */
  readonly outside: readonly OutsideCount[];
}

/** Why most rows came out without a session, and what to do. */
export interface AssignmentDiagnosis {
  /** One paragraph for people. */
  readonly message: string;
  readonly rows: number;
  readonly outside: number;
  /** First and last instant of the column, ISO 8601. */
  readonly from: string;
  readonly to: string;
  /** What is most likely wrong and what to do, a sentence each. Reasons row by row: {@link summarizeAssignment}. */
  readonly suggestions: readonly string[];
}

/**
 * Session dates of a column: day numbers since 1970-01-01 (an Arrow Date32 column), {@link NO_SESSION} outside sessions.
 * `diagnosis` is there when most rows have no session; `rows` (indices of the rows kept) when rows were dropped.
 */
export type SessionDates = Int32Array & { readonly diagnosis?: AssignmentDiagnosis; readonly rows?: Int32Array };
