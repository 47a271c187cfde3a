/**
 * The order of sessions: numbers by value, strings by code point, which is the order in time of day numbers and of dates `YYYY-MM-DD`; other
 * strings by the time of their first row where times are known. Never the order in which sessions appear.
 *
 * @module
 */

import { sessionsOutOfOrder } from "./errors.js";
import type { SessionId } from "./types.js";

const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/** Where a session stands to another: negative before, positive after. Both are of one type. */
export function compareIds(a: SessionId, b: SessionId): number {
  if (typeof a === "string") return compareText(a, b as string);
  return a < (b as typeof a) ? -1 : a > (b as typeof a) ? 1 : 0;
}

/** By code point, as Python does. `<` compares UTF-16 units, which puts U+FFFD after an emoji. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === length) return a.length - b.length;
  return rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
}

/** Surrogates stand for what lies above U+FFFF. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Whether the order of the ids says the order in time. */
export const saysOrder = (ids: readonly SessionId[]): boolean => ids.every((id) => typeof id !== "string" || ISO_DATE.test(id));

/** The sessions in order, as places in a list of ids: by the times of their first rows where these are given, else by id. */
export function orderOf(ids: readonly SessionId[], firstMs: Float64Array | null): number[] {
  const byTime = (a: number, b: number): number => (firstMs === null ? 0 : (firstMs[a] as number) - (firstMs[b] as number));
  return ids.map((_, place) => place).sort((a, b) => byTime(a, b) || compareIds(ids[a] as SessionId, ids[b] as SessionId));
}

/** @throws {@link OpenbellError} `TIMESTAMPS_NOT_SORTED` where a session begins before the one in front of it. */
export function checkInOrder(ids: readonly SessionId[], firstMs: Float64Array): void {
  for (let s = 1; s < ids.length; s++)
    if ((firstMs[s] as number) < (firstMs[s - 1] as number))
      throw sessionsOutOfOrder(ids[s], firstMs[s] as number, ids[s - 1], firstMs[s - 1] as number);
}
