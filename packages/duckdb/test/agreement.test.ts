import { join } from "node:path";
import { fc, test } from "@fast-check/vitest";
import { AssignmentTally, assignSessions, formatDate, NO_SESSION } from "@openbell/core";
import { calendarByName } from "@openbell/core/calendars/lookup";
import { assignSessionsToFile } from "@openbell/duckdb";
import { describe, expect } from "vitest";
import { fileOf, sessionDates, temporaryFolder } from "./support.js";

const folder = temporaryFolder();

const calendars = fc.constantFrom("XNYS", "XHKG", "XLON", "CME_Equity", "CME_Globex_Crypto", "24/7", "FX_WEEK");
/** Whole seconds, milliseconds or microseconds between 1999 and 2027, on boundaries of minutes more often than chance has it. */
const microseconds = fc
  .tuple(fc.bigInt({ min: 15_500_000n, max: 30_300_000n }), fc.constantFrom(0n, 0n, 1n, 999_999n, 59_999_999n, 30_000_000n))
  .map(([minutes, rest]) => minutes * 60_000_000n + rest);
const columns = fc.constantFrom(
  "make_timestamptz(us)",
  "make_timestamp(us)",
  "make_timestamp_ns(us * 1000)",
  "strftime(make_timestamp(us), '%Y-%m-%dT%H:%M:%S.%fZ')",
);

describe("a file gets what the function gives", () => {
  test.prop(
    [calendars, fc.array(microseconds, { minLength: 1, maxLength: 200 }), columns, fc.constantFrom("start" as const, "end" as const)],
    {
      numRuns: 30,
    },
  )("for every calendar, type and label", async (name, times, expression, barLabel) => {
    const calendar = await calendarByName(name);
    const input = await fileOf(
      join(folder, "in.parquet"),
      `SELECT ${expression} AS timestamp FROM (SELECT unnest([${times.join(", ")}]::BIGINT[]) AS us)`,
    );
    const output = join(folder, "out.parquet");
    const { summary } = await assignSessionsToFile(input, output, { calendar, barLabel, unit: "us" });

    const column = BigInt64Array.from(times);
    const days = assignSessions(calendar, column, { unit: "us", barLabel });
    expect(await sessionDates(output)).toEqual(Array.from(days, (day) => (day === NO_SESSION ? null : formatDate(day))));
    const tally = new AssignmentTally(calendar, { unit: "us", barLabel });
    tally.add(column, days);
    expect(summary).toEqual(tally.summary());
  });
});
