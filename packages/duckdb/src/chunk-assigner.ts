/** Session dates for a column that arrives in pieces, in any order: assigns, counts, and keeps a sample for the diagnosis. @module */

import type { DuckDBVector } from "@duckdb/node-api";
import {
  type AssignmentDiagnosis,
  type AssignmentSummary,
  AssignmentTally,
  assignDailyLabels,
  assignSessions,
  type CalendarDefinition,
  formatInstant,
  NO_SESSION,
  OpenbellError,
  type OutsidePolicy,
  parseDate,
  parseInstant,
  type SessionDates,
  summarizeAssignment,
  type TallyOptions,
  type TimestampColumn,
} from "@openbell/core";
import type { ColumnReading, TimestampPlan } from "./timestamps.js";

/** What rows are assigned to, and by which rules. */
export interface Assignment {
  readonly calendar: CalendarDefinition;
  readonly outside: OutsidePolicy;
  readonly barLabel: "start" | "end";
  readonly sourceTimeZone?: string | undefined;
  /** First and last session date that is given out; rows of other sessions count as outside, with the reason `out-of-range`. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** Rows kept of each piece, and in all, for a diagnosis. */
const SAMPLE_OF_PIECE = 16;
const SAMPLE = 16_384;

/** Assigns the pieces of one column and counts over all of them. */
export class ChunkAssigner {
  readonly #assignment: Assignment;
  readonly #reading: ColumnReading;
  readonly #options: TallyOptions;
  readonly #tally: AssignmentTally;
  readonly #first: number;
  readonly #last: number;
  #sample: (number | string | null)[] = [];
  #sampleStep = 1;
  #pieces = 0;
  #rows = 0;

  /** @throws {@link OpenbellError} `INVALID_DATE` for a `start` or `end` that is no date. */
  constructor(assignment: Assignment, plan: TimestampPlan) {
    const { calendar, barLabel, sourceTimeZone, start, end } = assignment;
    this.#assignment = assignment;
    this.#reading = plan.open();
    this.#options = { unit: "ms", barLabel, frequency: plan.frequency, ...(sourceTimeZone === undefined ? {} : { sourceTimeZone }) };
    this.#tally = new AssignmentTally(calendar, this.#options);
    this.#first = start === undefined ? Number.NEGATIVE_INFINITY : parseDate(start);
    this.#last = end === undefined ? Number.POSITIVE_INFINITY : parseDate(end);
  }

  /** Rows seen so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * The session dates of one piece: day numbers, `NO_SESSION` where there is none (rows to be dropped among them).
   *
   * @throws {@link OpenbellError} with the position within the piece as `details.index`.
   */
  assign(vector: DuckDBVector): Int32Array {
    const { outside } = this.#assignment;
    const column = this.#reading.read(vector);
    const dates = this.#limit(this.#dates(column, this.#options));
    this.#tally.add(column, dates);
    this.#keepSample(column);
    this.#rows += dates.length;
    if (outside === "null" || outside === "drop") return dates;
    const missing = dates.indexOf(NO_SESSION);
    if (missing < 0) return dates;
    if (outside === "error") throw this.#outsideError(column, missing);
    return this.#limit(this.#dates(column, { ...this.#options, outside }));
  }

  /** The counts so far. */
  summary(): AssignmentSummary {
    return this.#tally.summary();
  }

  /** What was assumed in reading the column. */
  notes(): readonly string[] {
    return this.#reading.notes();
  }

  /** What a sample of the column says of the reason, where most rows have no session; else `undefined`. */
  diagnosis(): AssignmentDiagnosis | undefined {
    const { rows, assigned } = this.summary();
    if (assigned * 2 >= rows) return undefined;
    return this.#dates(this.#sample, this.#options).diagnosis;
  }

  /** Some rows of the column, from all over it: epoch milliseconds or text. */
  sample(): TimestampColumn {
    return this.#sample;
  }

  #dates(column: TimestampColumn, { frequency, ...options }: TallyOptions): SessionDates {
    const { calendar } = this.#assignment;
    return frequency === "daily" ? assignDailyLabels(calendar, column, options) : assignSessions(calendar, column, options);
  }

  #limit(dates: Int32Array): Int32Array {
    if (this.#first === Number.NEGATIVE_INFINITY && this.#last === Number.POSITIVE_INFINITY) return dates;
    return dates.map((day) => (day >= this.#first && day <= this.#last ? day : NO_SESSION));
  }

  #outsideError(column: TimestampColumn, index: number): OpenbellError {
    const { calendar, sourceTimeZone } = this.#assignment;
    const value = column[index] as number | string | null;
    const ms = typeof value === "string" ? parseInstant(value, sourceTimeZone) : (value ?? Number.NaN);
    const at = Number.isNaN(ms) ? "a missing timestamp" : formatInstant(ms, calendar.timeZone);
    const [count] = summarizeAssignment(calendar, [value], Int32Array.of(NO_SESSION), this.#options).outside;
    const reason = [count?.reason, ...(count?.name === undefined ? [] : [count.name])].join(": ");
    return new OpenbellError("OUTSIDE_SESSION", `Row ${index}: ${at} has no session in ${calendar.name} (${reason}).`, {
      calendar: calendar.name,
      index,
      at,
      reason,
    });
  }

  /** Every so many pieces give some rows; when the sample is full, every other row of it goes and pieces give half as often. */
  #keepSample(column: TimestampColumn): void {
    if (this.#pieces++ % this.#sampleStep !== 0) return;
    const step = Math.max(Math.floor(column.length / SAMPLE_OF_PIECE), 1);
    for (let i = 0; i < column.length; i += step) this.#sample.push(column[i] as number | string | null);
    if (this.#sample.length < SAMPLE) return;
    this.#sample = this.#sample.filter((_, i) => i % 2 === 0);
    this.#sampleStep *= 2;
  }
}
