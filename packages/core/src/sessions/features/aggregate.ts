/**
 * One row for each session: open, high, low, close, volume, VWAP, change and return.
 *
 * `change` is what the usual session statistics call the session return: the last close less the first close, a difference and not a
 * ratio, and from the close of the first bar, not from the open. `return` is the ratio of the same two prices, so that both always tell the
 * same story; the move since the open is `close / open - 1`.
 *
 * @module
 */

import { barOutsideSession, invalidArgument } from "../../errors.js";
import { instantText } from "../../time/instant.js";
import type { Frame } from "../frame.js";
import { isNoSession } from "../groups.js";
import type { PriceSource } from "../price.js";
import type { SessionSource } from "../timetable.js";
import { type BarOptions, type BarOrder, eachSegment, numbersInOrder, orderBars, rowAt, timetableFor } from "./bar-order.js";
import {
  type ColumnReductions,
  checkColumns,
  pickFirst,
  placesOf,
  RangeList,
  type Ranges,
  type ReducedBars,
  reduceBars,
  reduceColumns,
  reduceNumbers,
  reduceVwap,
  valuesAt,
} from "./reduce.js";

/** Options of {@link aggregateSessions}. */
export interface AggregateOptions extends BarOptions {
  /** The price that stands for a bar in `vwap`. Default `hlc3`. */
  readonly price?: PriceSource;
  /** More columns of the frame, and what becomes of each: `{ trades: "sum", contract: "last" }`. Others are left out. */
  readonly columns?: ColumnReductions;
}

/** The sessions of a column: day numbers of a calendar (an Arrow Date32 column), the ids of a list. */
export type SessionIds<Source> = Source extends readonly unknown[] ? readonly (string | number)[] : Int32Array;

/**
 * Sessions as columns. Of open, high, low, close and volume those that the frame has; `NaN` where no bar of the session has a value, but 0
 * for a volume.
 */
export type SessionAggregate<F, Ids> = ReducedBars<F> & {
  readonly session_date: Ids;
  /** Last close less first close, in the unit of the price. */
  readonly change: Float64Array;
  /** `change` as a share of the first close: 0.01 is 1 %. `NaN` where the first close is not above 0. */
  readonly return: Float64Array;
  /** How many bars there are, those without prices among them. */
  readonly bars: Int32Array;
  /** Timestamps of the first and the last bar, epoch milliseconds. */
  readonly first: Float64Array;
  readonly last: Float64Array;
} & ("volume" extends keyof F ? { readonly vwap: Float64Array } : unknown) & { readonly [column: string]: ArrayLike<unknown> };

/**
 * The bars of a frame, a row for each session that has any, in order of time.
 *
 * Bars may come in any order and are taken in that of their timestamps. A missing price is passed over: the open is the first that there
 * is. `close` must be there; of the others, what the frame has comes out.
 *
 * @param source A calendar, or explicit sessions.
 * @throws {@link OpenbellError} `MISSING_COLUMN`, `INVALID_TIMESTAMP`, `INVALID_BAR` for a volume below 0 and what is no number, `OUTSIDE_SESSION`
 * (with `outside: "error"`), each with the row; `INVALID_ARGUMENT`, `INVALID_CALENDAR`, `UNKNOWN_TIME_ZONE`.
 *
 * @example
 * ```ts
 * import { aggregateSessions, formatDate } from "@openbell/core";
 * import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
 *
 * const timestamp = ["2024-06-02T17:00:00-05:00", "2024-06-03T15:59:00-05:00", "2024-06-03T17:00:00-05:00"];
 * const sessions = aggregateSessions(CME_EQUITY, { timestamp, close: [5295, 5300, 5301], volume: [10, 30, 5] }, { price: "close" });
 * console.log(Array.from(sessions.session_date, formatDate)); // [ '2024-06-03', '2024-06-04' ]
 * console.log([...sessions.volume], [...sessions.change], [...sessions.vwap]); // [ 40, 5 ] [ 5, 0 ] [ 5298.75, 5301 ]
 * ```
 */
export function aggregateSessions<F extends Frame, Source extends SessionSource>(
  source: Source,
  frame: F,
  options: AggregateOptions = {},
): SessionAggregate<F, SessionIds<Source>> {
  const order = orderBars(frame, options);
  const timetable = timetableFor(source, order);
  const ranges = new RangeList();
  const sessions: number[] = [];
  let before = -1;
  eachSegment(order, timetable, options.outside ?? "drop", (from, to, _, session, symbol) => {
    if (symbol !== before || session !== sessions.at(-1)) sessions.push(session);
    before = symbol;
    ranges.add(from, to, sessions.length - 1);
  });
  const { ids, timeZone } = timetable;
  const sessionDate = ids instanceof Int32Array ? Int32Array.from(sessions, (k) => ids[k] as number) : sessions.map((k) => ids[k]);
  return aggregate(order, ranges.done(sessions.length), sessionDate, timeZone, options) as SessionAggregate<F, SessionIds<Source>>;
}

/**
 * {@link aggregateSessions} for a frame whose sessions are known already, such as its own column `session_date`. Sessions come in the order
 * of their first bars.
 *
 * @param sessionDates The session of each row, as {@link assignSessions} gives it, or ids; `null` and {@link NO_SESSION} mean none.
 * @throws {@link OpenbellError} As {@link aggregateSessions}.
 *
 * @example
 * ```ts
 * import { aggregateBySession } from "@openbell/core";
 *
 * const frame = { timestamp: [0, 60_000, 120_000], close: [10, 11, 9], session_date: ["2024-06-03", "2024-06-03", "2024-06-04"] };
 * const sessions = aggregateBySession(frame.session_date, frame);
 * console.log(sessions.session_date, [...sessions.close]); // [ '2024-06-03', '2024-06-04' ] [ 11, 9 ]
 * ```
 */
export function aggregateBySession<F extends Frame, Ids extends ArrayLike<number | string | null | undefined>>(
  sessionDates: Ids,
  frame: F,
  options: AggregateOptions = {},
): SessionAggregate<F, Ids extends Int32Array ? Int32Array : readonly Exclude<Ids[number], null | undefined>[]> {
  const order = orderBars(frame, options);
  const { times, start } = order;
  if (sessionDates.length !== times.length)
    throw invalidArgument("sessionDates", `of ${times.length} rows, like the frame`, sessionDates.length);
  const ranges = new RangeList();
  const sessions: (number | string)[] = [];
  for (let s = 0; s + 1 < start.length; s++) {
    const known = new Map<unknown, number>();
    const end = start[s + 1] as number;
    for (let from = start[s] as number, to = from; from < end; from = to) {
      const id = sessionDates[rowAt(order, from)];
      // A row without a timestamp has no place in its session.
      const none = isNoSession(id) || Number.isNaN(times[from]);
      to = from + 1;
      while (to < end && sessionDates[rowAt(order, to)] === id && Number.isNaN(times[to]) === Number.isNaN(times[from])) to++;
      if (none && options.outside === "error")
        throw barOutsideSession("the sessions given", rowAt(order, from), instantText(times[from] as number), '"drop"');
      if (none) continue;
      let bar = known.get(id);
      if (bar === undefined) {
        bar = sessions.push(id as number | string) - 1;
        known.set(id, bar);
      }
      ranges.add(from, to, bar);
    }
  }
  const column = sessionDates instanceof Int32Array ? Int32Array.from(sessions as number[]) : sessions;
  return aggregate(order, ranges.done(sessions.length), column, "UTC", options) as ReturnType<typeof aggregateBySession<F, Ids>>;
}

/** Names that the result has of its own. */
const TAKEN = ["session_date", "vwap", "change", "return", "bars", "first", "last"];

function aggregate(
  order: BarOrder,
  ranges: Ranges,
  sessionDate: ArrayLike<unknown>,
  timeZone: string,
  { price = "hlc3", columns = {}, symbolColumn }: AggregateOptions,
): Frame {
  const { frame, times } = order;
  const named = symbolColumn === undefined ? [] : [symbolColumn];
  checkColumns(order, columns, [...TAKEN, ...named]);
  const close = numbersInOrder(order, "close", timeZone);
  const firstClose = reduceNumbers(close, ranges, "first");
  const change = reduceNumbers(close, ranges, "last").map((last, k) => last - (firstClose[k] as number));
  const bars = new Int32Array(ranges.bars);
  for (let r = 0; r < ranges.bar.length; r++) {
    const bar = ranges.bar[r] as number;
    bars[bar] = (bars[bar] as number) + (ranges.to[r] as number) - (ranges.from[r] as number);
  }
  return {
    ...Object.fromEntries(named.map((name) => [name, pickFirst(order, ranges, name)])),
    session_date: sessionDate,
    ...reduceBars(order, ranges, timeZone),
    ...(Object.hasOwn(frame, "volume") ? { vwap: reduceVwap(order, ranges, price, timeZone) } : {}),
    change,
    return: change.map((difference, k) => ((firstClose[k] as number) > 0 ? difference / (firstClose[k] as number) : Number.NaN)),
    bars,
    first: valuesAt(times, placesOf(ranges, "first")),
    last: valuesAt(times, placesOf(ranges, "last")),
    ...reduceColumns(order, ranges, columns, timeZone),
  };
}
