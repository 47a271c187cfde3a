/**
 * What clients did to a store and what they were told: one event for each attempt, with instants of one clock that all processes of a
 * machine share, and the state of every record at the end.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { ETag } from "@openbell/core/store";
import { partsOf } from "@openbell/core/store/adapter";

/** How an attempt ended, as its caller saw it. */
export type AttemptOutcome =
  /** Acknowledged: applied now or before. */
  | "applied"
  /** A refusal, which did nothing. */
  | "refused"
  /** An error that says that surely nothing was done. */
  | "not-applied"
  /** `OUTCOME_UNKNOWN`. */
  | "unknown"
  /** The process ended before there was an answer. */
  | "died"
  /** There never was an answer although the process waited. */
  | "unsettled"
  /** A read that got a record. */
  | "read"
  /** A read that got none. */
  | "absent";

/** One attempt at one operation on one record. */
export interface Attempt {
  readonly process: string;
  readonly key: string;
  readonly verb: "put" | "append" | "remove" | "get";
  /** Of a write; the same for each attempt at it. */
  readonly operation: string | null;
  readonly startMs: number;
  /** `null`: there was no answer. */
  readonly endMs: number | null;
  readonly outcome: AttemptOutcome;
  /** The record's etag and revision, as answered. */
  readonly etag?: string;
  readonly revision?: number;
  /** Of the body that was put or read. */
  readonly digest?: string;
  /** The writer's epoch. */
  readonly epoch?: number;
}

/** A record at the end, when all is quiet. */
export interface FinalRecord {
  readonly key: string;
  /** `null`: there is none. */
  readonly etag: string | null;
  readonly revision: number;
  readonly digest: string;
  /** The operations of all puts and appends of this incarnation, in the order in which the record has them. */
  readonly log: readonly string[];
  /** A counter that each put and append added one to; `null` where there is none. */
  readonly count: number | null;
}

/** Milliseconds of the machine's monotonic clock: comparable between processes. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** A short digest of a body. */
export const bodyDigest = (body: Uint8Array): string => createHash("sha256").update(body).digest("base64url").slice(0, 16);

/** The parts of an etag that was answered. @throws Error where it is none. */
export function etagParts(etag: string): { readonly incarnation: string; readonly version: number; readonly operation: string } {
  const parts = partsOf(etag as ETag);
  if (parts === null) throw new Error("The store answered with an etag that is none.");
  return parts;
}
