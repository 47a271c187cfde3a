/**
 * A configuration being read: each value with the way to it. Reading goes on after a fault, so that whoever wrote the configuration learns
 * of all faults at once.
 *
 * @module
 */

import { OpenbellError, shown } from "../../errors.js";
import { editDistance } from "../../text.js";

/** One fault of a configuration. */
export interface WindowFault {
  /** The way to it, as in `sessions[2].start_time`. */
  readonly path: string;
  /** The same, key by key. */
  readonly keys: readonly (string | number)[];
  readonly expected: string;
  readonly found: unknown;
  /** All of it as a sentence. */
  readonly message: string;
}

/** A value of a configuration, the way to it, and the list that its faults go to. */
export class Place {
  readonly value: unknown;
  readonly #keys: readonly (string | number)[];
  readonly #faults: WindowFault[];

  constructor(value: unknown, faults: WindowFault[], keys: readonly (string | number)[] = []) {
    this.value = value;
    this.#keys = keys;
    this.#faults = faults;
  }

  get path(): string {
    return this.#keys.map(step).join("").replace(/^\./, "") || "config";
  }

  /** Whether anything was given. `null` was: it is what YAML makes of a key with nothing after it. */
  get isGiven(): boolean {
    return this.value !== undefined;
  }

  /** The fields of an object; none of anything else. */
  get fields(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The entries of a list; none of anything else. */
  get items(): readonly Place[] {
    return Array.isArray(this.value) ? Array.from(this.value, (_, i) => this.at(i)) : [];
  }

  at(key: string | number): Place {
    const holder = this.value as { readonly [key: string | number]: unknown } | null | undefined;
    const value = typeof holder === "object" && holder !== null && Object.hasOwn(holder, key) ? holder[key] : undefined;
    return new Place(value, this.#faults, [...this.#keys, key]);
  }

  /** Notes a fault. Gives `undefined`, as what could not be read. */
  refuse(expected: string): undefined {
    const { path, value } = this;
    const message = `expected \`${path}\` to be ${expected}, got ${foundText(value)}.`;
    this.#faults.push({ path, keys: this.#keys, expected, found: value, message });
  }
}

/** The one error that tells of all faults. */
export function invalidWindows(faults: readonly WindowFault[]): OpenbellError {
  const { path, expected, found } = faults[0] as WindowFault;
  const message =
    faults.length === 1
      ? `Session windows: ${faults[0]?.message}`
      : [`Session windows have ${faults.length} faults:`, ...faults.map((fault) => `- ${fault.message}`)].join("\n");
  return new OpenbellError("INVALID_WINDOW", message, { path, expected, found, faults });
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** ` (did you mean "start_time"?)`, or nothing where no name is near. Case, `_` and `-` do not matter. */
export function didYouMean(text: string, names: readonly string[]): string {
  const plain = (name: string): string => name.toLowerCase().replace(/[_-]/g, "");
  const wanted = plain(text);
  const distances = names.map((name) => editDistance(wanted, plain(name)));
  const least = Math.min(...distances);
  return least <= Math.max(1, Math.floor(wanted.length / 3)) ? ` (did you mean ${shown(names[distances.indexOf(least)])}?)` : "";
}

function step(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return /^[\p{L}\p{N}_-]+$/u.test(key) ? `.${key}` : `[${shown(key)}]`;
}

function foundText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (isObject(value)) return `an object with ${shown(Object.keys(value).join(", "))}`;
  return value instanceof Date ? "a date" : shown(value);
}
