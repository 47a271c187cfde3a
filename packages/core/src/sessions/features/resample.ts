/** Longer bars, anchored at the open of each segment of a session: no bar ever crosses a break or a close. @module */

import { invalidArgument } from "../../errors.js";
import { type Duration, durationMs } from "../../time/duration.js";
import type { Frame } from "../frame.js";
import type { PriceSource } from "../price.js";
import { writeStamps } from "../timestamp-writer.js";
import type { SessionSource } from "../timetable.js";
import type { TimestampColumn } from "../types.js";
import type { SessionIds } from "./aggregate.js";
import { type BarOptions, eachSegment, orderBars, timetableFor } from "./bar-order.js";
import { Growing } from "./growing.js";
import {
  type ColumnReductions,
  checkColumns,
  pickFirst,
  RangeList,
  type ReducedBars,
  reduceBars,
  reduceColumns,
  reduceVwap,
} from "./reduce.js";

/** Options of {@link resampleSessions}. */
export interface ResampleOptions extends BarOptions {
  /** Length of the new bars, such as `"5m"` or `"1h"`; a multiple of that of the bars there are. */
  readonly interval: Duration;
  /** Whether new bars are stamped with their start or their end. Default: as `barLabel` says that the bars there are stamped. */
  readonly label?: "start" | "end";
  /** Adds a column `vwap` of this price. Without it there is none. */
  readonly price?: PriceSource;
  /** More columns of the frame, and what becomes of each: `{ trades: "sum", contract: "last" }`. Others are left out. */
  readonly columns?: ColumnReductions;
}

/** Bars as columns: timestamps in the column they came in, of open, high, low, close and volume those that the frame has. */
export type ResampledBars<F, Ids> = ReducedBars<F> & { readonly session_date: Ids } & { readonly [column: string]: ArrayLike<unknown> };

/**
 * The bars of a frame as bars of a longer interval. Slots begin at the open of each segment and every `interval` from there: an hour of a
 * session from 09:30 to 16:00 begins at 09:30, 10:30, … 15:30, and the last slot is short. After a break they begin anew.
 *
 * A bar goes as a whole into the slot in which its timestamp lies. Slots without bars are left out. Bars may come in any order and are
 * taken in that of their timestamps.
 *
 * @param source A calendar, or explicit sessions.
 * @returns Timestamps are of the type and unit that the frame has; text is written as the first of the column is.
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_TIMESTAMP`, `INVALID_BAR` for a volume below 0 and what is no number, `OUTSIDE_SESSION`
 * (with `outside: "error"`), each with the row; `INVALID_ARGUMENT`, `INVALID_CALENDAR`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { resampleSessions } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const timestamp = ["2024-06-03T15:15:00-04:00", "2024-06-03T15:30:00-04:00", "2024-06-03T15:45:00-04:00"];
 * const hours = resampleSessions(XNYS, { timestamp, close: [5, 7, 6], volume: [100, 200, 300] }, { interval: "1h" });
 * console.log(hours["timestamp"]); // [ '2024-06-03T14:30:00-04:00', '2024-06-03T15:30:00-04:00' ]
 * console.log([...hours.close], [...hours.volume]); // [ 5, 6 ] [ 100, 500 ]
 * ```
 */
export function resampleSessions<F extends Frame, Source extends SessionSource>(
  source: Source,
  frame: F,
  options: ResampleOptions,
): ResampledBars<F, SessionIds<Source>> {
  const { interval, timestampColumn = "timestamp", symbolColumn, barLabel = "start", label = barLabel, price, columns = {} } = options;
  const step = durationMs("interval", interval);
  if (step < 0) throw invalidArgument("interval", "longer than 0", interval);
  if (label !== "start" && label !== "end") throw invalidArgument("label", '"start" or "end"', label);
  const order = orderBars(frame, options);
  const named = symbolColumn === undefined ? [] : [symbolColumn];
  checkColumns(order, columns, [timestampColumn, "session_date", ...named, ...(price === undefined ? [] : ["vwap"])]);

  const { times, atEnd } = order;
  const timetable = timetableFor(source, order);
  const { ids, openMs, closeMs, timeZone } = timetable;
  const ranges = new RangeList();
  const stamps = new Growing(Float64Array);
  const sessions = new Growing(Int32Array);
  eachSegment(order, timetable, options.outside ?? "drop", (begin, end, segment, session) => {
    const open = openMs[segment] as number;
    const close = closeMs[segment] as number;
    for (let from = begin; from < end; ) {
      const slots = ((times[from] as number) - open) / step;
      const start = open + (atEnd ? Math.ceil(slots) - 1 : Math.floor(slots)) * step;
      const next = start + step;
      let to = from + 1;
      if (atEnd) while (to < end && (times[to] as number) <= next) to++;
      else while (to < end && (times[to] as number) < next) to++;
      ranges.add(from, to, stamps.length);
      stamps.push(label === "start" ? start : Math.min(next, close));
      sessions.push(session);
      from = to;
    }
  });

  const found = ranges.done(stamps.length);
  const session = sessions.done();
  const sessionDate = ids instanceof Int32Array ? session.map((k) => ids[k] as number) : Array.from(session, (k) => ids[k]);
  const bars = {
    [timestampColumn]: stampsLike(order.timestamps, stamps.done().slice(), options, timeZone),
    ...Object.fromEntries(named.map((name) => [name, pickFirst(order, found, name)])),
    ...reduceBars(order, found, timeZone),
    ...(price === undefined ? {} : { vwap: reduceVwap(order, found, price, timeZone) }),
    ...reduceColumns(order, found, columns, timeZone),
    session_date: sessionDate,
  };
  return bars as unknown as ResampledBars<F, SessionIds<Source>>;
}

/** Instants in a column like another. */
function stampsLike(column: TimestampColumn, stamps: Float64Array, options: ResampleOptions, timeZone: string): TimestampColumn {
  // An array tells by its first value how it writes instants.
  const like: TimestampColumn = Array.isArray(column)
    ? column.filter((value) => value !== null && value !== undefined).slice(0, 1)
    : column;
  const made = new Int32Array(stamps.length).map((_, k) => k);
  return writeStamps(like, new Int32Array(stamps.length).fill(-1), made, stamps, options, timeZone);
}
