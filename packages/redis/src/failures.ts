/** Which failures surely did nothing. @module */

/**
 * Error replies by which a server refuses a command before it runs it. `OOM` is among them inside a script, too: Redis refuses the first
 * write, and lets a script that has begun to write end.
 */
const REFUSALS = new Set(
  (
    "OOM READONLY LOADING MASTERDOWN NOREPLICAS MISCONF NOAUTH NOPERM WRONGPASS CLUSTERDOWN TRYAGAIN MOVED ASK CROSSSLOT BUSY NOSCRIPT " +
    "DENIED UNKILLABLE"
  ).split(" "),
);

/** Errors of the clients and of the network that come before anything is sent. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ClientClosedError", "ClientOfflineError"]);

/** Whether a failed command surely changed nothing. When in doubt: no. */
export function didNothing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (UNSENT.has(String(code)) || UNSENT.has(error.constructor.name)) return true;
  // Redis 6 and older wrap what a command in a script said: "ERR Error running script (call to f_…): @user_script:7: -OOM command …".
  const wrapped = /^ERR Error running script .*: -([A-Z]+) /s.exec(error.message);
  return REFUSALS.has(wrapped?.[1] ?? /^[A-Z]+/.exec(error.message)?.[0] ?? "");
}
