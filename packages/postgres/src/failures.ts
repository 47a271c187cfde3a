/** What a failure says: whether anything was done, whether the connection is of any use, whether to try again. @module */

import { wasNeverSent } from "./port.js";

/**
 * States in which the server has rolled back, or never began: conditions that can only arise before the commit record is written. By class (two
 * characters) or by the whole code. Left out on purpose: 57P01 and 57P02 (the server stops, also in the middle of a commit), 40003 (completion
 * unknown), class 08 but for refused connections, classes 58 and XX, and, unless it says it was a plain error, class 53 (a full disk under the
 * log takes the server down in the middle of a commit).
 */
const DID_NOTHING: ReadonlySet<string> = new Set([
  ...["0A", "21", "22", "23", "25", "26", "28", "2B", "34", "3D", "3F", "42", "44", "54", "55", "P0"],
  ...["08001", "08004", "40000", "40001", "40002", "40P01", "53300", "57014", "57P03", "57P04"],
]);

/** Conditions of other classes that did nothing where the server calls them a plain error: that aborts the transaction, and no more. */
const ABORTS_IF_PLAIN: ReadonlySet<string> = new Set(["53", "XX", "58"]);

/** Failures of a client before it had a connection. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CONNECT_TIMEOUT"]);

interface Failure {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly syscall?: unknown;
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** The code of a failure: an SQLSTATE, a system error, a client's own, or an empty text. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as Failure;
  return typeof code === "string" ? code : "";
}

/** The SQLSTATE of a failure, or `null` where the server did not speak. */
export function sqlStateOf(error: unknown): string | null {
  const code = codeOf(error);
  // EPIPE and its like are five capitals, too; no class of states begins with two letters but XX, and theirs come with a severity.
  return SQLSTATE.test(code) && (/\d/.test(code) || (error as Failure).severity !== undefined) ? code : null;
}

/** Whether a failed statement surely changed nothing. When in doubt: no. */
export function didNothing(error: unknown): boolean {
  if (wasNeverSent(error)) return true;
  const state = sqlStateOf(error);
  const { severity, syscall } = (error ?? {}) as Failure;
  if (state === null) return NOT_CONNECTED.has(codeOf(error)) || syscall === "connect" || syscall === "getaddrinfo";
  const group = state.slice(0, 2);
  return DID_NOTHING.has(state) || DID_NOTHING.has(group) || (ABORTS_IF_PLAIN.has(group) && severity === "ERROR");
}

/** Whether it failed only because of who came at the same time: the same again may go through. */
export function isRace(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === "40001" || state === "40P01";
}

/** Whether the server takes no writes: a standby, or one that became one. */
export function isReadOnly(error: unknown): boolean {
  return sqlStateOf(error) === "25006";
}

/** Whether the connection should not be used again: it is lost, or leads to a server that is no longer the one to write to. */
export function losesConnection(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === null || isReadOnly(error) || /^(08|57P|58|XX)/.test(state);
}
