/**
 * Every write is executed and its reply cut off: the caller must learn that the outcome is unknown, and find the write done once when it repeats
 * it.
 *
 * @module
 */

import { OpenbellError } from "@openbell/core";
import type { RecordStore } from "@openbell/core/store";
import { newId } from "@openbell/core/store";
import type { TcpProxy } from "../proxy.js";
import { COUNT, finalRecord, LOG } from "../workloads/client.js";
import { newTenant } from "./stage.js";

/** What came of it. */
export interface AmbiguousVerdict {
  /** Writes that were made, each cut off once. */
  readonly writes: number;
  /** Effects that the record has. */
  readonly effects: number;
  /** Writes whose first answer was `OUTCOME_UNKNOWN`; the others were sent again by the client library itself. */
  readonly unknown: number;
  /** Repetitions that were answered as such. */
  readonly replays: number;
  /** Promises that did not settle in time. */
  readonly unsettled: number;
  /** What else went wrong. */
  readonly problems: readonly string[];
}

/**
 * Makes `writes` appends to one record over a proxy, which cuts each after it was executed.
 *
 * @param match Text that only a write's request has: `EVALSHA`, a piece of the statement.
 * @param limitMs What a promise may take; more than the store's own deadline.
 */
export async function ambiguousReplies(
  store: RecordStore,
  proxy: TcpProxy,
  options: { readonly writes: number; readonly match: string; readonly limitMs?: number },
): Promise<AmbiguousVerdict> {
  const { writes, match, limitMs = 15_000 } = options;
  const key = { tenant: newTenant("cut"), kind: "cut", id: "c" };
  const problems: string[] = [];
  let [unknown, replays, unsettled] = [0, 0, 0];
  const within = async <T>(run: Promise<T>): Promise<T | "unsettled"> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"unsettled">((resolve) => {
      timer = setTimeout(() => resolve("unsettled"), limitMs);
    });
    return Promise.race([run, late]).finally(() => clearTimeout(timer));
  };
  const item = (text: string) => [{ stream: LOG, items: [new TextEncoder().encode(text)] }];
  // The first call of a verb may be two requests: the server has to be told a script, a statement is prepared.
  const other = { ...key, id: "w" };
  for (const each of [key, other]) await store.put({ key: each, expect: { is: "absent" }, body: new Uint8Array(1) });
  await store.append({ key: other, appends: item("w"), counters: { [COUNT]: 1 } });
  const cutsBefore = proxy.cuts;
  for (let i = 0; i < writes; i++) {
    const operation = newId();
    const append = () =>
      within(
        store.append({
          key,
          operation,
          appends: [{ stream: LOG, items: [new TextEncoder().encode(operation)] }],
          counters: { [COUNT]: 1 },
        }),
      );
    proxy.mode({ do: "cut-after-execute", once: true, match });
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await append();
        if (result === "unsettled") unsettled++;
        else if (!result.ok) problems.push(`write ${i}: refused (${result.why})`);
        else if (result.replay) replays++;
        break;
      } catch (error) {
        const code = error instanceof OpenbellError ? error.code : "another error";
        if (code === "OUTCOME_UNKNOWN" && attempt === 1) unknown++;
        if ((code !== "OUTCOME_UNKNOWN" && code !== "STORE_UNAVAILABLE") || attempt === 50) {
          problems.push(`write ${i}, attempt ${attempt}: ${code}`);
          break;
        }
        if (code === "STORE_UNAVAILABLE" && attempt === 1) problems.push(`write ${i}: said to be not applied, and it was.`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
  }
  proxy.mode("pass");
  if (proxy.cuts - cutsBefore !== writes)
    problems.push(`${proxy.cuts - cutsBefore} of ${writes} requests were cut: does "${match}" stand in them?`);
  const final = await finalRecord(store, key);
  if (final.count !== final.log.length || new Set(final.log).size !== final.log.length) problems.push("Items and counter disagree.");
  return { writes, effects: final.log.length, unknown, replays, unsettled, problems };
}
