/** New timestamps in the way in which a column of a file has its own: of its type, in its unit, written like its text. @module */

import { type EpochUnit, timeZone, writeStamps } from "@openbell/core";
import type { Computed } from "./computed.js";
import { rowsOf } from "./database.js";
import type { Attempt, FileRun } from "./run.js";
import { identifier } from "./sql.js";
import { isNumberType } from "./timestamps.js";

/** How timestamps are written. */
export interface StampWriter {
  /** What is handed to DuckDB for instants in epoch milliseconds. */
  readonly type: Computed["type"];
  valuesOf(ms: Float64Array): ArrayLike<number | string>;
  /** SQL of the cell, given SQL of such a value. */
  cell(value: string): string;
}

/**
 * The way in which new timestamps join the column of a file.
 *
 * @param unit Unit of its epoch numbers, where it holds such.
 * @param venueZone Zone whose clocks text with an offset follows, where its offset is that of the zone.
 */
export async function stampWriter(run: FileRun, attempt: Attempt, unit: EpochUnit | null, venueZone: string): Promise<StampWriter> {
  const { type, asText } = attempt.timestamp;
  const { sourceTimeZone = "UTC" } = run.reading;
  if (isNumberType(type)) return epochWriter(asText ? "VARCHAR" : type, unit ?? "ms", /INT/.test(type));
  if (asText || type === "VARCHAR") {
    const like = await exampleOf(run, attempt);
    return { type: "VARCHAR", valuesOf: (ms) => textsLike(like, ms, sourceTimeZone, venueZone), cell: (value) => value };
  }
  const zoned = type.endsWith("WITH TIME ZONE");
  const zone = timeZone(zoned ? "UTC" : sourceTimeZone);
  const make = zoned ? "make_timestamptz" : "make_timestamp";
  return {
    type: "DOUBLE",
    valuesOf: (ms) => ms.map((at) => at + zone.offsetAt(at)),
    cell: (value) => `CAST(${make}(CAST(1000 * ${value} AS BIGINT)) AS ${type})`,
  };
}

/** SQL that turns milliseconds into a unit: whole numbers, and doubles. */
const EPOCHS: Readonly<Record<EpochUnit, readonly [whole: (ms: string) => string, double: (ms: string) => string]>> = {
  s: [(ms) => `CAST(${ms} / 1000 AS BIGINT)`, (ms) => `${ms} / 1000`],
  ms: [(ms) => `CAST(${ms} AS BIGINT)`, (ms) => ms],
  us: [(ms) => `CAST(1000 * ${ms} AS BIGINT)`, (ms) => `1000 * ${ms}`],
  ns: [(ms) => `CAST(1000 * ${ms} AS BIGINT) * 1000`, (ms) => `1000000 * ${ms}`],
};

function epochWriter(type: string, unit: EpochUnit, whole: boolean): StampWriter {
  return { type: "DOUBLE", valuesOf: (ms) => ms, cell: (value) => `CAST(${EPOCHS[unit][whole ? 0 : 1](value)} AS ${type})` };
}

/** Instants written like a text. */
function textsLike(like: string, ms: Float64Array, sourceTimeZone: string, venueZone: string): readonly string[] {
  const rows = Int32Array.from(ms, (_, row) => row);
  return writeStamps(
    [like],
    rows.map(() => -1),
    rows,
    ms,
    { sourceTimeZone },
    venueZone,
  ) as readonly string[];
}

async function exampleOf({ database, timestampColumn }: FileRun, { from }: Attempt): Promise<string> {
  const name = identifier(timestampColumn);
  const [row] = await rowsOf(database.connection, `SELECT ${name} AS t FROM ${from} WHERE trim(${name}) <> '' LIMIT 1`);
  return String(row?.["t"] ?? "");
}
