/** What the faults share: a store over a server that can be hurt, and calls that are made until they are answered. @module */

import assert from "node:assert/strict";
import type { RecordStore, WriteResult } from "@openbell/core/store";
import type { Case, CaseContext, Need } from "../case.js";
import { type RecordHandle, recordHandle } from "../record-handle.js";
import type { FaultHandles } from "../subject.js";

/** How long a call waits while a fault is on. */
export const DEADLINE_MS = 2_000;
/** How long a store may need to find its server again. */
const RECOVERY_MS = 15_000;

export const CRASHES: Need = {
  what: "handles that kill and restart a server which keeps what it acknowledged (`faults`)",
  met: ({ durability }, { faults }) => durability !== "memory" && faults?.kill !== undefined && faults.restart !== undefined,
};
export const CUTS: Need = {
  what: "handles that cut connections (`faults`)",
  met: (_, { faults }) => faults?.cut !== undefined && faults.heal !== undefined,
};

export interface Rig {
  readonly store: RecordStore;
  record(id: string): RecordHandle;
  kill(): Promise<void>;
  restart(): Promise<void>;
  cut(when: "before" | "after"): Promise<void>;
  heal(): Promise<void>;
}

/** Repeats a call until the store has found its server again; a write needs an operation of its own. */
export async function settled<T>(call: () => Promise<T>): Promise<T> {
  const untilMs = performance.now() + RECOVERY_MS;
  for (;;)
    try {
      return await call();
    } catch (error) {
      const { code } = error as { code?: unknown };
      assert.ok(code === "STORE_UNAVAILABLE" || code === "OUTCOME_UNKNOWN", `expected a failure of infrastructure, got ${String(error)}`);
      if (performance.now() > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

export async function withRig({ subject, tenant, kind }: CaseContext, body: (rig: Rig) => Promise<void>): Promise<void> {
  const faults = subject.faults as FaultHandles;
  const store = await faults.make({});
  let dead = false;
  try {
    await body({
      store,
      record: (id) => recordHandle(store, { tenant, kind, id }),
      async kill() {
        dead = true;
        await faults.kill?.();
      },
      async restart() {
        await faults.restart?.();
        dead = false;
      },
      cut: async (when) => faults.cut?.(when),
      heal: async () => faults.heal?.(),
    });
  } finally {
    // A case that failed half way leaves the server as the next one needs it.
    if (dead) await faults.restart?.();
    await faults.heal?.();
    await store.close();
  }
}

export type Faulty = Omit<Case, "alone" | "timeoutMs" | "run"> & { readonly run: (rig: Rig) => Promise<void> };

/** Sends writes with operations while something happens; answers which of them were acknowledged to the end. */
export async function underFault(writes: readonly ((deadlineMs: number) => Promise<WriteResult>)[]): Promise<readonly boolean[]> {
  const startMs = performance.now();
  const ends = await Promise.allSettled(writes.map((write) => write(DEADLINE_MS)));
  const tookMs = performance.now() - startMs;
  assert.ok(tookMs < DEADLINE_MS + 3_000, `calls with a deadline of ${DEADLINE_MS} ms took ${tookMs} ms`);
  return ends.map((end) => {
    if (end.status === "fulfilled") {
      assert.ok(end.value.ok, "a write under a fault was refused");
      return true;
    }
    const { code } = end.reason as { code?: unknown };
    assert.ok(
      code === "STORE_UNAVAILABLE" || code === "OUTCOME_UNKNOWN",
      `expected a failure of infrastructure, got ${String(end.reason)}`,
    );
    return false;
  });
}
