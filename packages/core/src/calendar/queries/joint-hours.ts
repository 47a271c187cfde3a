/** When several markets are open together, or any of them is. @module */

import { invalidArgument } from "../../errors.js";
import { formatInstant } from "../../time/instant.js";
import { boundsAt, type CompiledCalendar, compileCalendar, lastOpened } from "../compile.js";
import type { CalendarDefinition } from "../types.js";
import { beyond, type InstantLike, isBeyondCoverage, toInstantMs } from "./shared.js";

/** Intervals `[openMs, closeMs)` as columns, ascending and disjoint, epoch milliseconds. */
export interface Intervals {
  readonly openMs: Float64Array;
  readonly closeMs: Float64Array;
}

/**
 * The time in `[from, to)` in which all of the markets trade (`"all"`), or at least one (`"any"`). Intervals that touch are joined, breaks stay
 * out.
 *
 * @throws {@link OpenbellError} `BEYOND_COVERAGE` where one of the calendars does not know the range, `INVALID_TIMESTAMP`, `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { formatInstant, jointHours, parseInstant } from "@openbell/core";
 * import { XLON } from "@openbell/core/calendars/xlon";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const day = [parseInstant("2024-06-03T00:00:00Z"), parseInstant("2024-06-04T00:00:00Z")] as const;
 * const { openMs, closeMs } = jointHours([XLON, XNYS], ...day, "all");
 * console.log(formatInstant(openMs[0] ?? 0), formatInstant(closeMs[0] ?? 0)); // 2024-06-03T13:30:00Z 2024-06-03T15:30:00Z
 * ```
 */
export function jointHours(calendars: readonly CalendarDefinition[], from: InstantLike, to: InstantLike, how: "all" | "any"): Intervals {
  if (calendars.length === 0) throw invalidArgument("calendars", "one calendar or more", "[]");
  if (how !== "all" && how !== "any") throw invalidArgument("how", '"all" or "any"', how);
  const fromMs = toInstantMs(from);
  const toMs = toInstantMs(to);
  // At each edge the number of open markets changes; time counts while it is high enough.
  const edges: [atMs: number, change: 1 | -1][] = [];
  for (const definition of calendars) {
    const calendar = compileCalendar(definition);
    for (const ms of [fromMs, toMs - 1])
      if (fromMs < toMs && isBeyondCoverage(calendar, ms) && !isOpenAt(calendar, ms)) throw beyond(calendar, formatInstant(ms));
    const sessions = calendar.between(fromMs, toMs);
    for (let i = Math.max(0, lastOpened(sessions, fromMs)); i < sessions.openMs.length; i++) {
      const open = Math.max(sessions.openMs[i] as number, fromMs);
      const close = Math.min(sessions.closeMs[i] as number, toMs);
      if (open >= toMs) break;
      if (open < close) edges.push([open, 1], [close, -1]);
    }
  }
  // At one instant closes come first: what opens again as it closes is joined below, and is never counted twice.
  edges.sort(([a, changeA], [b, changeB]) => a - b || changeA - changeB);
  return intervalsOf(edges, how === "all" ? calendars.length : 1);
}

function intervalsOf(edges: readonly (readonly [number, 1 | -1])[], needed: number): Intervals {
  const openMs: number[] = [];
  const closeMs: number[] = [];
  let open = 0;
  for (const [at, change] of edges) {
    open += change;
    if (change === 1 && open === needed) {
      if (closeMs.at(-1) === at) closeMs.pop();
      else openMs.push(at);
    } else if (change === -1 && open === needed - 1) closeMs.push(at);
  }
  return { openMs: Float64Array.from(openMs), closeMs: Float64Array.from(closeMs) };
}

function isOpenAt(calendar: CompiledCalendar, ms: number): boolean {
  return boundsAt(calendar.between(ms, ms), ms) % 2 === 1;
}
