/** What an assignment came to: rows, sessions, and the rows outside them by reason. @module */

import { compileCalendar } from "../calendar/compile.js";
import { type Explanation, explainInstant } from "../calendar/explain.js";
import type { CalendarDefinition } from "../calendar/types.js";
import { formatDate, NO_SESSION } from "../time/day.js";
import { dailyLabels } from "./daily.js";
import { type TimestampReader, timestampReader } from "./reader.js";
import type { AssignmentSummary, AssignOptions, Frequency, OutsideReason, TimestampColumn } from "./types.js";

/** Options of an assignment, and whether it was one of daily labels (default: of instants). */
export interface TallyOptions extends AssignOptions {
  readonly frequency?: Frequency;
}

/** Less than any timestamp tells apart, more than a double of epoch milliseconds can lose. */
const A_MOMENT_MS = 2 ** -11;

/**
 * Counts an assignment as it comes, chunk after chunk: for files larger than memory.
 *
 * @example
 * ```ts
 * import { AssignmentTally, assignSessions } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const tally = new AssignmentTally(XNYS);
 * const timestamps = ["2024-07-03T10:00:00-04:00", "2024-07-03T14:00:00-04:00"];
 * tally.add(timestamps, assignSessions(XNYS, timestamps));
 * console.log(tally.summary().outside); // [ { reason: 'early-close', name: '…', rows: 1 } ]
 * ```
 */
export class AssignmentTally {
  readonly #definition: CalendarDefinition;
  readonly #options: TallyOptions;
  readonly #sessions = new Set<number>();
  readonly #outside = new Map<string, { reason: OutsideReason; name?: string; rows: number }>();
  #rows = 0;
  #assigned = 0;
  #last: Explanation | null = null;

  constructor(definition: CalendarDefinition, options: TallyOptions = {}) {
    this.#definition = definition;
    this.#options = options;
  }

  /** Counts rows. `sessionDates` has one entry a row of `timestamps`, as {@link assignSessions} gave them with `outside: "null"`. */
  add(timestamps: TimestampColumn, sessionDates: Int32Array): void {
    this.#rows += sessionDates.length;
    let reader: TimestampReader | null = null;
    let day = NO_SESSION;
    let explain: ((index: number) => void) | null = null;
    for (let i = 0; i < sessionDates.length; i++) {
      const date = sessionDates[i] as number;
      if (date === NO_SESSION) {
        if (explain === null) {
          reader ??= timestampReader(timestamps, this.#options);
          explain = this.#options.frequency === "daily" ? this.#byDate(reader, timestamps) : this.#byInstant(reader);
        }
        explain(i);
      } else {
        this.#assigned++;
        if (date !== day) {
          day = date;
          this.#sessions.add(day);
        }
      }
    }
  }

  /** The counts so far. */
  summary(): AssignmentSummary {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (const day of this.#sessions) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
    const none = this.#sessions.size === 0;
    return {
      rows: this.#rows,
      assigned: this.#assigned,
      sessions: this.#sessions.size,
      first: none ? null : formatDate(first),
      last: none ? null : formatDate(last),
      outside: [...this.#outside.values()].sort((a, b) => b.rows - a.rows),
    };
  }

  #byInstant(reader: TimestampReader): (index: number) => void {
    const { barLabel = "start" } = this.#options;
    return (i) => {
      const ms = reader.at(i) / reader.perMs;
      if (Number.isNaN(ms)) return this.#count("no-timestamp");
      if (!(Math.abs(ms) < 8.6e15)) return this.#count("beyond-coverage");
      // A bar stamped at its end belongs where the moment before it lies.
      const at = barLabel === "end" ? ms - A_MOMENT_MS : ms;
      let known = this.#last;
      if (known === null || at < known.fromMs || at >= known.toMs) {
        known = explainInstant(this.#definition, at);
        this.#last = known;
      }
      // Open by the calendar though the row has no session: a caller's own limits put it outside.
      this.#count(known.reason === "open" ? "out-of-range" : known.reason, known.name);
    };
  }

  #byDate(reader: TimestampReader, labels: TimestampColumn): (index: number) => void {
    const calendar = compileCalendar(this.#definition);
    const labelOf = dailyLabels(calendar, reader, labels);
    return (i) => {
      const day = labelOf(i);
      if (Number.isNaN(day)) return this.#count("no-timestamp");
      if (day < calendar.facts.firstDay || day > calendar.facts.lastDay) return this.#count("beyond-coverage");
      const plan = calendar.facts.planOf(day);
      if (plan.segments !== null) return this.#count("out-of-range");
      // A holiday on a weekend closes nothing.
      if (plan.regular === null) return this.#count("weekend");
      this.#count("holiday", plan.events[0]?.name);
    };
  }

  #count(reason: OutsideReason, name?: string): void {
    const key = name === undefined ? reason : `${reason}: ${name}`;
    const known = this.#outside.get(key);
    if (known === undefined) this.#outside.set(key, { reason, ...(name === undefined ? {} : { name }), rows: 1 });
    else known.rows++;
  }
}

/** {@link AssignmentTally} for a column that is there at once. `options` are those given to {@link assignSessions}. */
export function summarizeAssignment(
  definition: CalendarDefinition,
  timestamps: TimestampColumn,
  sessionDates: Int32Array,
  options: TallyOptions = {},
): AssignmentSummary {
  const tally = new AssignmentTally(definition, options);
  tally.add(timestamps, sessionDates);
  return tally.summary();
}
