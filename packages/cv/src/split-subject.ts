/**
 * The data that a split is judged by, read and checked once for all of its folds. Exports: type SplitSubject.
 *
 * @module
 */

import { formatDate } from "@openbell/core";
import { assetsOf, type PurgeScope, purgeScope, type RowsByAsset, rowsByAsset } from "./assets.js";
import { invalidArgument } from "./errors.js";
import type { Spans } from "./label-overlap.js";
import { groupSessions, Sessions } from "./sessions.js";
import type { LabelSpans, SessionColumn, SessionId } from "./types.js";

/** The data that was split, and how far information carries in it. */
export interface SplitSubject {
  /** Session of each row, or what `groupSessions` made of it. For a split of mere rows, the row numbers. Rows without a session are allowed. */
  readonly sessions: SessionColumn | Sessions;
  /** Time of each row, epoch milliseconds: says what comes after what, and is where labels start by default. */
  readonly times?: ArrayLike<number>;
  /** Label of each row. Without them nobody can tell whether labels overlap. */
  readonly labels?: LabelSpans;
  /**
   * Which labels are held against each other: those of all assets (the default), or those of the same asset only, by `labels.assets`. Say what
   * the splitter was told.
   */
  readonly purge?: PurgeScope;
  /** Whether labels that only touch overlap. Default `false`. */
  readonly closed?: boolean;
  /** The labels of a session end so many sessions later: said in place of `labels` where they are the same for all rows of a session. */
  readonly horizon?: number;
  /** So many sessions after the last label of a test block are to stay out of the train set. Default 0. */
  readonly embargo?: number;
  /** So many milliseconds after the last label of a test block are to stay out of the train set; takes `labels` or `times`. Default 0. */
  readonly embargoMs?: number;
  /** How a session is called in results. By default dates for an `Int32Array`, which holds day numbers, and `String` for all else. */
  readonly sessionText?: (id: SessionId) => string;
  /** How many rows, sessions and pairs to show of each kind. Default 5. */
  readonly examples?: number;
}

/** A subject read and checked: what does not change from fold to fold. */
export interface Subject {
  readonly sessions: Sessions;
  readonly name: (session: number) => string;
  /** Start and end of each row's label, or its time; `null` where nothing is known of time. */
  readonly spans: Spans | null;
  readonly hasLabels: boolean;
  /** The rows of each asset, where labels are held against those of the same asset only; else `null`. */
  readonly byAsset: RowsByAsset | null;
  readonly horizon: number | null;
  readonly embargo: number;
  readonly embargoMs: number;
  /** Start of each session's first row, for the embargo in sessions. */
  readonly firstStart: Float64Array | null;
  readonly keep: number;
  /** One mark a row, used for one fold after the other. */
  readonly marks: Uint8Array;
}

export function readSubject(options: SplitSubject): Subject {
  const { times, labels, purge, closed = false, horizon, embargo = 0, embargoMs = 0, examples = 5 } = options;
  const given = options.sessions;
  const sessions = given instanceof Sessions ? given : groupSessions(given, { nullSession: "drop", ...(times && { times }) });
  const { rows } = sessions;
  checkLength("times", times, rows);
  checkLength("labels.start", labels?.start, rows);
  checkLength("labels.end", labels?.end, rows);
  for (const [name, value] of Object.entries({ horizon: horizon ?? 0, embargo, examples }))
    if (!Number.isSafeInteger(value) || value < 0) throw invalidArgument(name, "a whole number from 0 on", value);
  if (!Number.isFinite(embargoMs) || embargoMs < 0) throw invalidArgument("embargoMs", "milliseconds from 0 on", embargoMs);
  if (labels && horizon) throw invalidArgument("horizon", "left out where `labels` are given, which say it row by row", horizon);
  const start = labels?.start ?? times;
  if (labels && start === undefined) throw invalidArgument("times", "given with labels that have no `start`", times);
  if (embargoMs > 0 && start === undefined) throw invalidArgument("times", "given with embargoMs", times);
  const assets = assetsOf(purgeScope("purge", purge), labels, rows, (row) => sessions.sessionOf(row) >= 0);
  const spans = start === undefined ? null : { start, end: labels?.end ?? start, closed };
  const text = options.sessionText ?? (given instanceof Int32Array ? (id: SessionId) => formatDate(Number(id)) : String);
  return {
    sessions,
    name: (session) => text(sessions.ids[session] as SessionId),
    spans,
    hasLabels: labels !== undefined,
    byAsset: assets === null ? null : rowsByAsset(assets),
    horizon: horizon ?? null,
    embargo,
    embargoMs,
    firstStart: embargo > 0 && labels && start ? sessions.firstMs(start) : null,
    keep: examples,
    marks: new Uint8Array(rows),
  };
}

function checkLength(name: string, column: ArrayLike<number> | undefined, rows: number): void {
  if (column !== undefined && column.length !== rows)
    throw invalidArgument(name, `of one length with the sessions, ${rows}`, column?.length);
}
