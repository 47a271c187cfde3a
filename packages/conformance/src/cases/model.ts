/** MODEL: random sequences of all verbs, answered by the store exactly as by the memory store. @module */

import { simulatedClock } from "@openbell/core";
import { memoryStore, type StoreCapabilities } from "@openbell/core/store";
import fc from "fast-check";
import { found } from "../assertions.js";
import type { Case, Need } from "../case.js";
import { type Step, sequences, TIMED, TIMELESS, type Times } from "../model/steps.js";
import { walk } from "../model/walk.js";
import type { ModelLength } from "../subject.js";

const CLOCK: Need = { what: "a clock that the suite moves (`timed`)", met: (_, { timed }) => timed !== undefined };

const DEFAULT_RUNS = 50;
const DEFAULT_COMMANDS = 30;
/** No more writes than a store remembers operations. */
const MOST_COMMANDS = 50;
const LEASE_MS = 3_600_000;

async function sequencesHold(
  { runs, commands = DEFAULT_COMMANDS, seed }: ModelLength,
  capabilities: StoreCapabilities,
  times: Times,
  check: (steps: readonly Step[], run: number) => Promise<void>,
): Promise<void> {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(sequences(capabilities, times, Math.min(commands, MOST_COMMANDS)), (steps) => check(steps, run++)),
    {
      numRuns: runs ?? (Number(globalThis.process?.env["CONFORMANCE_RUNS"]) || DEFAULT_RUNS),
      ...(seed === undefined ? {} : { seed }),
    },
  );
}

export const MODEL: readonly Case[] = [
  {
    id: "MODEL-01",
    title: "random sequences of all verbs are answered as by the model, etags included",
    alone: true,
    timeoutMs: 110_000,
    async run({ store, subject, tenant, kind }) {
      await sequencesHold(subject.model ?? {}, store.capabilities, TIMELESS, (steps, run) =>
        walk({ store, model: memoryStore(), tenant, kind: `${kind}-${run}`, leaseMs: LEASE_MS }, steps),
      );
    },
  },
  {
    id: "MODEL-02",
    title: "random sequences over time, expiries, leases and tombstones included, are answered as by the model",
    needs: [CLOCK],
    alone: true,
    timeoutMs: 110_000,
    async run({ store, subject, tenant, kind }) {
      const options = { tombstoneMs: 60_000 };
      await sequencesHold(subject.model ?? {}, store.capabilities, TIMED, async (steps, run) => {
        const timed = await subject.timed?.(options);
        if (timed === undefined) return;
        try {
          // The model's clock is set by the store's: a record that was just written tells it.
          const key = { tenant, kind: `${kind}-${run}`, id: "clock" };
          await timed.store.put({ key, expect: { is: "absent" }, body: new Uint8Array(0) });
          const clock = simulatedClock(found(await timed.store.get(key)).updatedMs);
          await timed.store.remove({ key, expect: { is: "exists" } });
          const pass = async (ms: number): Promise<void> => {
            clock.advance(ms);
            await timed.advance(ms);
          };
          await walk(
            { store: timed.store, model: memoryStore({ ...options, clock }), tenant, kind: key.kind, leaseMs: 20_000, pass },
            steps,
          );
        } finally {
          await timed.store.close();
        }
      });
    },
  },
];
