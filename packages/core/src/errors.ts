/** The one error class and all of its messages: what was expected, what was found, where, and what to do. @module */

/** What went wrong, as a stable name. Codes are part of the public API. */
export type ErrorCode =
  | "INVALID_ARGUMENT"
  | "INVALID_CALENDAR"
  | "INVALID_DATE"
  | "INVALID_TIMESTAMP"
  | "UNKNOWN_TIME_ZONE"
  | "UNKNOWN_CALENDAR"
  | "UNKNOWN_EXCHANGE"
  | "UNKNOWN_PRODUCT"
  | "BEYOND_COVERAGE"
  | "NOT_A_SESSION"
  | "NOT_A_TRADING_MINUTE"
  | "PERIODS_OVERLAP"
  | "MISSING_TEMPORAL"
  | "MISSING_COLUMN"
  | "OUTSIDE_SESSION"
  | "TIMESTAMPS_NOT_SORTED"
  | "DUPLICATE_TIMESTAMP"
  | "OFF_GRID"
  | "INVALID_BAR"
  | "INVALID_WINDOW"
  | "INVALID_SNAPSHOT"
  | "TOO_FEW_SESSIONS"
  | "EMPTY_TRAIN"
  | "MISSING_SESSION"
  | "INVALID_LABEL"
  | "INVALID_FOLDS"
  | "MIXED_UNITS"
  | "STORE_MISUSE"
  | "STORE_UNAVAILABLE"
  | "OUTCOME_UNKNOWN"
  | "CORRUPT_RECORD"
  | "INVALID_VALUE"
  | "FILE_NOT_READABLE"
  | "FILE_NOT_WRITABLE";

/**
 * Every error that openbell throws on purpose.
 *
 * @example
 * ```ts
 * import { OpenbellError, parseDate } from "@openbell/core";
 *
 * try {
 *   parseDate("2024-02-30");
 * } catch (error) {
 *   if (error instanceof OpenbellError) console.log(error.code); // "INVALID_DATE"
 * }
 * ```
 */
export class OpenbellError extends Error {
  override readonly name = "OpenbellError";
  /** What went wrong; compare this, not the message. */
  readonly code: ErrorCode;
  /** The values the message speaks of, as plain data. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** A value as it is shown inside a message: short, quoted where it is a string, else with its type. */
export function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : `${String(value).slice(0, 80)} (${typeof value})`;
}

export function invalidArgument(name: string, expected: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_ARGUMENT", `Expected \`${name}\` to be ${expected}, got ${shown(found)}.`, { name, expected, found });
}

export function invalidCalendar(calendar: string, path: string, problem: string, cause?: unknown): OpenbellError {
  return new OpenbellError("INVALID_CALENDAR", `Calendar ${calendar}: ${path} ${problem}`, { calendar, path, problem }, cause);
}

export function invalidDate(found: unknown): OpenbellError {
  return new OpenbellError("INVALID_DATE", `Expected a date as YYYY-MM-DD or a day number, got ${shown(found)}.`, {
    found,
  });
}

export function invalidTimestamp(found: unknown, expected: string, index?: number): OpenbellError {
  const where = index === undefined ? "Timestamp" : `Row ${index}`;
  return new OpenbellError("INVALID_TIMESTAMP", `${where}: expected ${expected}, got ${shown(found)}.`, { found, expected, index });
}

export function unknownTimeZone(timeZone: unknown): OpenbellError {
  return new OpenbellError("UNKNOWN_TIME_ZONE", `Unknown time zone ${shown(timeZone)}. Expected an IANA name such as "America/New_York".`, {
    timeZone,
  });
}

const nearest = (names: readonly string[]): string => (names.length === 0 ? "" : ` Nearest: ${names.map(shown).join(", ")}.`);

export function unknownCalendar(name: unknown, near: readonly string[]): OpenbellError {
  return new OpenbellError("UNKNOWN_CALENDAR", `Unknown calendar ${shown(name)}.${nearest(near)}`, { name, nearest: near });
}

export function unknownExchange(code: unknown, near: readonly string[], known: readonly string[]): OpenbellError {
  return new OpenbellError("UNKNOWN_EXCHANGE", `Unknown exchange ${shown(code)}.${nearest(near)} Known exchanges: ${known.join(", ")}.`, {
    code,
    nearest: near,
    known,
  });
}

export function unknownProduct(exchange: string, product: unknown, known: readonly string[]): OpenbellError {
  return new OpenbellError(
    "UNKNOWN_PRODUCT",
    known.length === 0
      ? `Exchange ${exchange} has one calendar; leave \`product\` out (got ${shown(product)}).`
      : `Exchange ${exchange} has no product ${shown(product)}. Products: ${known.join(", ")}.`,
    { exchange, product, known },
  );
}

export function beyondCoverage(calendar: string, what: string, from: string, to: string): OpenbellError {
  return new OpenbellError("BEYOND_COVERAGE", `${what} lies outside what calendar ${calendar} knows, ${from} to ${to}.`, {
    calendar,
    what,
    from,
    to,
  });
}

export function notASession(calendar: string, date: string, before: string | null, after: string | null): OpenbellError {
  return new OpenbellError(
    "NOT_A_SESSION",
    `${date} is not a session of ${calendar}. The session before it is ${before ?? "unknown"}, the one after it ${after ?? "unknown"}.`,
    { calendar, date, before, after },
  );
}

export function notATradingMinute(
  calendar: string,
  minute: string,
  breakOf: string | null,
  before: string | null,
  after: string | null,
): OpenbellError {
  return new OpenbellError(
    "NOT_A_TRADING_MINUTE",
    `${minute} is not a trading minute of ${calendar}${breakOf === null ? "" : `: it lies in a break of the session ${breakOf}`}. ` +
      `The trading minute before it is ${before ?? "unknown"}, the one after it ${after ?? "unknown"}.`,
    { calendar, minute, breakOf, before, after },
  );
}

export function periodsOverlap(calendar: string, end: string, next: string): OpenbellError {
  return new OpenbellError(
    "PERIODS_OVERLAP",
    `A period of ${calendar} would end at ${end}, after the next one begins at ${next}. Pass a shorter period, overrun: "clip" or curtail: true.`,
    { calendar, end, next },
  );
}

export function missingTemporal(): OpenbellError {
  return new OpenbellError(
    "MISSING_TEMPORAL",
    'This runtime has no Temporal. Pass one: `import { Temporal } from "temporal-polyfill"`, then `temporalCalendar(calendar, Temporal)`.',
  );
}

export function missingColumn(columns: readonly string[], name: string, kind: "timestamp column" | "column" = "column"): OpenbellError {
  return new OpenbellError("MISSING_COLUMN", `Columns are ${columns.join(", ")}; no ${kind} ${JSON.stringify(name)}`, {
    columns,
    name,
  });
}

export function outsideSession(calendar: string, index: number, at: string, range = "at all"): OpenbellError {
  return new OpenbellError(
    "OUTSIDE_SESSION",
    `Row ${index}: ${at} lies in no session of ${calendar} ${range}. Pass outside: "null", "drop", "next" or "previous", or see explainInstant.`,
    { calendar, index, at },
  );
}

/** The same where `outside` has other values; apart, since a page that only labels bars should not carry it. */
export function barOutsideSession(calendar: string, index: number, at: string, others: string): OpenbellError {
  return new OpenbellError(
    "OUTSIDE_SESSION",
    `Row ${index}: ${at} lies in no session of ${calendar}. Pass outside: ${others}, or see explainInstant.`,
    { calendar, index, at },
  );
}

export function notSorted(index: number, found: string, before: string): OpenbellError {
  return new OpenbellError(
    "TIMESTAMPS_NOT_SORTED",
    `Timestamps must not decrease: row ${index} is ${found}, after ${before}. Sort the column, or pass order: "any".`,
    { index },
  );
}

/** A bar earlier than one before it; `index` is `null` in a stream. */
export function outOfOrder(index: number | null, found: string, before: string): OpenbellError {
  return new OpenbellError(
    "TIMESTAMPS_NOT_SORTED",
    `Bars must come in order of time: ${index === null ? "the bar" : `row ${index}`} at ${found} comes after ${before}. ` +
      `${index === null ? "Sort the bars" : "Pass sort: true"}, or onOutOfOrder: "ignore" to leave late bars out.`,
    { ...(index === null ? {} : { index }), found, before },
  );
}

export function duplicateTimestamp(index: number, first: number, at: string, symbol?: string): OpenbellError {
  return new OpenbellError(
    "DUPLICATE_TIMESTAMP",
    `Row ${index}: ${at} is there already in row ${first}${symbol === undefined ? "" : ` for ${symbol}`}. Keep one bar for each timestamp` +
      (symbol === undefined ? ", or name the column that tells symbols apart with `symbolColumn`." : "."),
    { index, first, at, ...(symbol === undefined ? {} : { symbol }) },
  );
}

export function offGrid(index: number, at: string, interval: string, before: string): OpenbellError {
  return new OpenbellError(
    "OFF_GRID",
    `Row ${index}: ${at} lies inside a session but not on the grid of ${interval}; the slot before it is ${before}. Pass the bars' own interval or barLabel, or floor the timestamps.`,
    { index, at, interval, before },
  );
}

/** A bar whose prices or volume cannot be used. `at` is its instant in the venue's zone. */
export function invalidBar(
  index: number | null,
  at: string,
  column: string,
  expected: string,
  found: unknown,
  remedy: string,
): OpenbellError {
  return new OpenbellError(
    "INVALID_BAR",
    `${index === null ? "Bar" : `Row ${index}`} at ${at}: expected ${column} to be ${expected}, got ${shown(found)}. ${remedy}`,
    { ...(index === null ? {} : { index }), at, column, expected, found },
  );
}

/** A fault in the configuration of session windows; `path` leads to it, as in `sessions[2].start_time`. */
export function invalidWindow(path: string, expected: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_WINDOW", `Session windows: expected \`${path}\` to be ${expected}, got ${shown(found)}.`, {
    path,
    expected,
    found,
  });
}

export function invalidSnapshot(path: string, expected: string, found: unknown): OpenbellError {
  return new OpenbellError("INVALID_SNAPSHOT", `Snapshot: expected \`${path}\` to be ${expected}, got ${shown(found)}.`, {
    path,
    expected,
    found,
  });
}

/**
 * A call that no store would take. Nothing was sent. The message leads to the place and says what kind of value is there, never the value:
 * keys, ids and bodies stay out of messages and logs.
 */
export function storeMisuse(path: string, expected: string, found: string): OpenbellError {
  return new OpenbellError("STORE_MISUSE", `Store: expected \`${path}\` to be ${expected}, got ${found}.`, { path, expected, found });
}

/** A name or a code: nothing that a record could stand in. */
const NAMING = /^[\w-]{1,40}$/;

/** What names a failure and holds nothing of a call. */
const KEPT = ["code", "errno", "syscall", "severity"] as const;

/**
 * What of a client's, a server's or a system's error may be seen as `cause`. They carry whole commands, parameters, rows and paths, in messages
 * and in properties, hidden ones too: so only what names the failure is taken over, and the frames of its stack.
 */
export function underneath(error: unknown, depth = 0): unknown {
  if (error instanceof OpenbellError) return error;
  if (typeof error !== "object" || error === null || depth === 5) return undefined;
  const { message, stack, cause } = error as { message?: unknown; stack?: unknown; cause?: unknown };
  const inner = underneath(cause, depth + 1);
  const shown = new Error(codeOf(error) ?? "not shown, it might hold a record", inner === undefined ? undefined : { cause: inner });
  shown.name = nameOf(error);
  // The message stands in front of the frames, and a line of it may look like one.
  const frames = String(stack)
    .replace(String(message), "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  shown.stack = [`${shown.name}: ${shown.message}`, ...frames].join("\n");
  for (const property of KEPT) {
    const value = (error as Readonly<Record<string, unknown>>)[property];
    if (typeof value === "number" || NAMING.test(String(value ?? " "))) Object.assign(shown, { [property]: value });
  }
  return shown;
}

/** The name of a client's error, or what it is where it has none. */
export function nameOf(error: unknown): string {
  const name = String((error as Partial<Error> | null)?.name ?? typeof error);
  return NAMING.test(name) ? name : "Error";
}

/** The code of a client's error: its own, or the word that Redis' messages begin with (`OOM …`). */
export function codeOf(error: unknown): string | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string" && NAMING.test(code)) return code;
  return /^[A-Z]{2,20}(?= )/.exec(String(message))?.[0];
}

/** The store could not be asked, and surely did nothing. */
export function storeUnavailable(store: string, verb: string, problem: string, cause?: unknown): OpenbellError {
  return new OpenbellError(
    "STORE_UNAVAILABLE",
    `Store ${store}: ${verb} was not done: ${problem}. Nothing was changed; try again later.`,
    { store, verb, problem },
    underneath(cause),
  );
}

/** A write was sent and no answer came. */
export function outcomeUnknown(store: string, verb: string, operation: string | null, problem: string, cause?: unknown): OpenbellError {
  return new OpenbellError(
    "OUTCOME_UNKNOWN",
    `Store ${store}: ${verb} may have been done or not: ${problem}. ` +
      (operation === null ? "Look before you repeat it." : "Repeat it with the same `operation`: it is done once at most."),
    { store, verb, operation, problem },
    underneath(cause),
  );
}

/** What was read is not what was written. */
export function corruptRecord(store: string, what: string, problem: string, cause?: unknown): OpenbellError {
  return new OpenbellError(
    "CORRUPT_RECORD",
    `Store ${store}: ${what} is damaged: ${problem}. Nothing of it was used; restore it from another copy.`,
    { store, what, problem },
    underneath(cause),
  );
}

/** A JavaScript value that no stored form could give back as it is. `path` leads to it, as in `orders[2].size`. */
export function invalidValue(path: string, expected: string, found: string): OpenbellError {
  return new OpenbellError("INVALID_VALUE", `Value: expected \`${path}\` to be ${expected}, got ${found}.`, { path, expected, found });
}
