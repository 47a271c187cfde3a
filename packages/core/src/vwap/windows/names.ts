/** What the name of a window becomes where names are plain: the state it puts a stream in, and the columns it writes. @module */

/** Everything but letters, the marks on them, and digits. */
const SIGNS = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * The state that a running window puts a stream in: the name in upper case, letters and digits only.
 *
 * @example
 * ```ts
 * import { stateName } from "@openbell/core/vwap";
 *
 * console.log(stateName("New York")); // IN_SESSION_NEWYORK
 * ```
 */
export function stateName(name: string): string {
  return `IN_SESSION_${name.normalize().toUpperCase().replace(SIGNS, "")}`;
}

/**
 * What the columns of a window begin with: the name in lower snake case.
 *
 * @example
 * ```ts
 * import { columnPrefix } from "@openbell/core/vwap";
 *
 * console.log(`${columnPrefix("New York")}_vwap`); // new_york_vwap
 * ```
 */
export function columnPrefix(name: string): string {
  return name.normalize().toLowerCase().replace(SIGNS, "_").replace(/^_|_$/g, "");
}
