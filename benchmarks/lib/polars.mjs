/** The peer nodejs-polars: session dates by an as-of join, on data frames in memory. @module */

import { createRequire } from "node:module";
import { NO_SESSION } from "@openbell/core";

/** Polars, or why it is not there: its binary exists for some platforms only. */
function load() {
  try {
    return { polars: createRequire(import.meta.url)("nodejs-polars"), missing: null };
  } catch (error) {
    return {
      polars: null,
      missing: `nodejs-polars does not load on this platform, its columns stay empty (${error.message.split("\n")[0]})`,
    };
  }
}

const { polars, missing } = load();

export { missing };

export const version = polars?.version ?? null;

/** A column and a table of boundaries as data frames, 64-bit integers as Polars has timestamps; `null` without Polars. */
export function frames(column, { at, day }) {
  if (polars === null) return null;
  const { DataFrame, Series, Int64, Int32 } = polars;
  return {
    bars: DataFrame([Series("t", column).cast(Int64)]),
    sessions: DataFrame([Series("at", at).cast(Int64), Series("day", day, Int32)]),
  };
}

const ON = { leftOn: "t", rightOn: "at", strategy: "backward" };

/** The plain way: a frame with the timestamps, the boundaries and the days. */
export const join = ({ bars, sessions }) => bars.joinAsof(sessions, ON);

/** The frugal way: only the days are wanted, and Polars is told so. */
export const joinDaysOnly = ({ bars, sessions }) => bars.lazy().joinAsof(sessions.lazy(), ON).select("day").collectSync();

/** Any order: an as-of join wants its rows sorted. The rows stay sorted, which is less work than bringing them back in order. */
export const sortAndJoin = ({ bars, sessions }) => bars.sort("t").joinAsof(sessions, ON);

/** The days of a joined frame. */
export function daysOf(frame) {
  const { col, lit, Int32 } = polars;
  return frame
    .select(col("day").fillNull(lit(NO_SESSION)).cast(Int32))
    .getColumn("day")
    .toTypedArray();
}

/** Bars and all minutes of their sessions as data frames; `null` without Polars. */
export function completionFrames(bars, minutes) {
  if (polars === null) return null;
  const { DataFrame, Series, Int64 } = polars;
  const columns = Object.entries(bars).map(([name, column]) =>
    name === "timestamp" ? Series(name, column).cast(Int64) : Series(name, column),
  );
  return { bars: DataFrame(columns), minutes: DataFrame([Series("timestamp", minutes).cast(Int64)]) };
}

/** Bars made complete: joined to all minutes, flat at the last close, no volume. */
export function complete({ bars, minutes }) {
  const { col, lit } = polars;
  const close = col("close").forwardFill();
  return minutes
    .lazy()
    .join(bars.lazy(), { on: "timestamp", how: "left" })
    .withColumns(
      close,
      ...["open", "high", "low"].map((name) => col(name).fillNull(close)),
      col("volume").fillNull(lit(0)),
      col("close").isNull().alias("filled"),
    )
    .collectSync();
}

/** A column of a frame as doubles. */
export const numbersOf = (frame, name) => frame.select(polars.col(name).cast(polars.Float64)).getColumn(name).toTypedArray();
