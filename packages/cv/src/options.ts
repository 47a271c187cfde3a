/** Reading options: what is not understood is refused, never passed over, and with a reason where one is to be had. @module */

import { invalidArgument, refused } from "./errors.js";

/** Options as they were given. */
export type Given = Readonly<Record<string, unknown>>;

/** A reader of one option: its value, checked. `undefined` where it was left out. */
export type Reader<T> = (name: string, value: unknown) => T;

type Readers = Readonly<Record<string, Reader<unknown>>>;
type Values<R extends Readers> = { readonly [Name in keyof R]: ReturnType<R[Name]> };

/**
 * The options of a splitter: every one by its reader, so that defaults are filled in, and none besides. `reasons` are options of other
 * splitters that make no sense for this one, and why.
 *
 * @throws {@link OpenbellError} `INVALID_ARGUMENT`.
 */
export function readOptions<R extends Readers>(given: unknown, readers: R, reasons: Readonly<Record<string, string>> = {}): Values<R> {
  if (typeof given !== "object" || given === null)
    throw invalidArgument("options", `an object with ${listOf(Object.keys(readers))}`, given);
  for (const [name, value] of Object.entries(given)) {
    if (Object.hasOwn(readers, name) || value === undefined) continue;
    const reason = reasons[name];
    if (reason !== undefined) throw refused(name, reason, value);
    throw invalidArgument("options", `made of ${listOf(Object.keys(readers))}`, name);
  }
  const entries = Object.entries(readers).map(([name, read]) => [name, read(name, (given as Given)[name])] as const);
  return Object.freeze(Object.fromEntries(entries.filter(([, value]) => value !== undefined))) as Values<R>;
}

const listOf = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** A whole number of at least `least`, and at most `most`. */
export const whole =
  (least: number, most: number = Number.MAX_SAFE_INTEGER): Reader<number> =>
  (name, value) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw invalidArgument(name, `a whole number ${range}`, value);
  };

/** A number that is finite and not negative. */
export const notNegative: Reader<number> = (name, value) => {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw invalidArgument(name, "a number of at least 0", value);
};

/** One of some words. */
export const oneOf =
  <T extends string>(...words: readonly T[]): Reader<T> =>
  (name, value) => {
    if (words.includes(value as T)) return value as T;
    throw invalidArgument(name, words.map((word) => JSON.stringify(word)).join(" or "), value);
  };

/** True or false. */
export const flag: Reader<boolean> = (name, value) => {
  if (typeof value === "boolean") return value;
  throw invalidArgument(name, "true or false", value);
};

/** A reader with a value for an option that was left out. */
export const withDefault =
  <T>(read: Reader<T>, value: T): Reader<T> =>
  (name, given) =>
    given === undefined ? value : read(name, given);

/** A reader for an option that may be left out. */
export const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  (name, given) =>
    given === undefined ? undefined : read(name, given);

/** A seed, as scikit-learn's `random_state`. */
export const seed: Reader<number> = (name, value) => {
  if (value === undefined)
    throw invalidArgument(name, "a whole number from 0 to 4294967295: a split at random must be repeatable, so there is no default", value);
  return whole(0, 0xffffffff)(name, value);
};

/** What to do with rows without a session: an option of every splitter. */
export const nullSession: Reader<"error" | "drop"> = withDefault(oneOf("error", "drop"), "error");
