/** CNT: counters begin at 0, add up exactly, and outlive the items that they count. @module */

import { applied, bytes, EXISTS, refused, same } from "../assertions.js";
import { APPENDS, type Case } from "../case.js";

const counting: readonly Omit<Case, "needs">[] = [
  {
    id: "CNT-01",
    title: "counters begin at 0 and add up, over puts and appends, up and down",
    async run({ record }) {
      const one = record();
      await one.create("x", { counters: { a: 5, b: -3 } });
      await one.append([], { appends: [], counters: { a: -2, b: 1 } });
      await one.append(["x"], { counters: { a: 10, c: 0 } });
      await one.update("y", { counters: { b: -1 } });
      same((await one.live()).counters, { a: 13, b: -3, c: 0 });
    },
  },
  {
    id: "CNT-02",
    title: "an append of counters alone is enough, and counts a revision",
    async run({ record }) {
      const one = record();
      await one.create();
      const { version, revision } = applied(await one.append([], { appends: [], counters: { n: 1 } }));
      same([version, revision, (await one.live()).counters], [1, 2, { n: 1 }]);
    },
  },
  {
    id: "CNT-03",
    title: "counters stay exact far beyond 32 bits, up to the last whole number",
    async run({ record }) {
      const one = record();
      const step = 2 ** 31;
      await one.create("x", { counters: { n: step } });
      for (let i = 0; i < 8; i++) await one.append([], { appends: [], counters: { n: step, odd: step - 1 } });
      same((await one.live()).counters, { n: 9 * step, odd: 8 * (step - 1) });
    },
  },
  {
    id: "CNT-04",
    title: "totals outlive trimming",
    async run({ record }) {
      const one = record();
      await one.create();
      for (let i = 0; i < 6; i++)
        await one.append([], { appends: [{ stream: "log", items: [bytes(`${i}`)], keep: 2 }], counters: { queries: 1, hits: i % 2 } });
      await one.update("y", { trim: { log: 5 } });
      const { streams, counters } = await one.live();
      same([streams, counters, await one.items()], [{ log: 6 }, { queries: 6, hits: 3 }, ["5:5"]]);
    },
  },
  {
    id: "CNT-05",
    title: "64 counters fit a record, the 65th is too large and nothing is added",
    async run({ record }) {
      const one = record();
      const all = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`c-${i}`, i]));
      await one.create("x", { counters: all });
      refused(await one.append([], { appends: [], counters: { "c-1": 5, more: 1 } }), "too-large");
      refused(await one.put(EXISTS, "y", { counters: { more: 1 } }), "too-large");
      same((await one.live()).counters, all);
      applied(await one.append([], { appends: [], counters: { "c-1": 5 } }));
      same((await one.live()).counters["c-1"], 6);
    },
  },
  {
    id: "CNT-06",
    title: "counters of two records are apart",
    async run({ record }) {
      const [one, two] = [record(), record()];
      await one.create("x", { counters: { n: 1 } });
      await two.create("x", { counters: { n: 2 } });
      same([(await one.live()).counters, (await two.live()).counters], [{ n: 1 }, { n: 2 }]);
    },
  },
  {
    id: "CNT-07",
    title: "counters that are added side by side lose nothing",
    async run({ record }) {
      const one = record();
      await one.create();
      await Promise.all(Array.from({ length: 20 }, () => one.append([], { appends: [], counters: { n: 3 } })));
      const { counters, revision } = await one.live();
      same([counters, revision], [{ n: 60 }, 21]);
    },
  },
  {
    id: "CNT-08",
    title: "a stream and a counter may have one name",
    async run({ record }) {
      const one = record();
      await one.create("x", { appends: [{ stream: "log", items: [bytes("a")] }], counters: { log: 7 } });
      const { streams, counters } = await one.live();
      same([streams, counters], [{ log: 1 }, { log: 7 }]);
    },
  },
];

export const COUNTERS: readonly Case[] = counting.map((one) => ({ ...one, needs: [APPENDS] }));
