/** The suite under a runner, and the report without one: skips, filters, stores that cannot do everything, subjects that run nothing. @module */
import {
  type ConformanceSubject,
  conformanceCases,
  conformanceReport,
  recordStoreConformance,
  type SubjectOptions,
} from "@openbell/conformance";
import { memoryStore, type RecordKey, type RecordStore } from "@openbell/core/store";
import { type StorePort, storeOver } from "@openbell/core/store/adapter";
import { describe, expect, test } from "vitest";

interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** A runner as small as can be: no `afterAll`, no context unless asked for, one test after the other. */
async function runUnder(
  subject: Omit<ConformanceSubject, "describe" | "test">,
  only: (title: string) => boolean = () => true,
): Promise<Outcome> {
  const tests: (readonly [title: string, body: (context?: unknown) => Promise<void>])[] = [];
  recordStoreConformance({ ...subject, describe: (_, body) => body(), test: (title, body) => tests.push([title, body]) });
  const [passed, failed, skipped]: [string[], string[], string[]] = [[], [], []];
  for (const [title, body] of tests.filter(([one]) => only(one))) {
    const id = title.split(" ")[0] as string;
    let skips = false;
    try {
      await body({
        skip: () => {
          skips = true;
        },
      });
      (skips ? skipped : passed).push(id);
    } catch {
      failed.push(id);
    }
  }
  return { passed, failed, skipped };
}

const memory = { name: "memory", make: (options: object) => memoryStore(options), model: { runs: 5 }, races: { workers: 3, rounds: 3 } };
const inGroup = (group: string) => (title: string) => title.startsWith(`${group}-`);

/** A store without streams, lists and claims, which says so. */
function plainStore({ failpoint, ...options }: SubjectOptions): RecordStore {
  const inner = memoryStore(options);
  const port = {
    ...inner,
    capabilities: { ...inner.capabilities, name: "plain", append: "none", list: "none", claim: "none" },
    didNothing: () => false,
  };
  return storeOver(
    { ...port, get: (key: RecordKey, expired: boolean) => inner.get(key, { expired }) } as unknown as StorePort,
    failpoint === undefined ? {} : { failpoint },
  );
}

test("ids are unique, numbered within their group, and at least 220; every case says in a sentence what holds", () => {
  const ids = conformanceCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[A-Z]+-\d{2}$/.test(id))).toEqual([]);
  expect(ids.length).toBeGreaterThanOrEqual(220);
  expect(conformanceCases.filter(({ title }) => title.length < 10 || title.includes("undefined"))).toEqual([]);
});

describe("under a runner", () => {
  test("every case is a test, and what fails fails there", async () => {
    const good = await runUnder(memory, inGroup("PUT"));
    expect([good.passed.length, good.failed]).toEqual([conformanceCases.filter(({ id }) => id.startsWith("PUT-")).length, []]);
    const make = (options: object) => ({ ...memoryStore(options), put: () => Promise.reject(new Error("broken")) });
    const bad = await runUnder({ ...memory, make }, inGroup("VER"));
    expect(bad.passed).toEqual([]);
  });

  test("a skip names its cases and its reason; the rest runs", async () => {
    const titles: string[] = [];
    const skip = [{ reason: "no clock here", cases: ["VER-01", "VER-11"] }];
    const outcome = await runUnder({ ...memory, skip }, (title) => {
      titles.push(title);
      return inGroup("VER")(title);
    });
    expect(outcome.skipped).toEqual(["VER-01", "VER-11"]);
    expect(outcome.passed).toHaveLength(9);
    expect(titles.filter((title) => title.includes("[skipped: no clock here]"))).toHaveLength(2);
  });

  test("an unknown id, or a skip without a reason, is an error at once", () => {
    const declare = (skip: ConformanceSubject["skip"]) => () =>
      recordStoreConformance({ ...memory, ...(skip === undefined ? {} : { skip }), describe: (_, body) => body(), test: () => {} });
    expect(declare([{ reason: "x", cases: ["PUT-01", "PUT-99"] }])).toThrow(/PUT-99/);
    expect(declare([{ reason: " ", cases: ["PUT-01"] }])).toThrow(/reason/);
    expect(declare([{ reason: "x", cases: ["PUT-01"] }])).not.toThrow();
  });

  test("a subject that ran no cases fails", async () => {
    const all = conformanceCases.map(({ id }) => id);
    expect(await runUnder({ ...memory, skip: [{ reason: "no server", cases: all }] })).toMatchObject({ passed: [], failed: ["SUITE-01"] });
    const make = () => Promise.reject(new Error("no server"));
    expect((await runUnder({ ...memory, make })).failed).toHaveLength(all.length + 1);
  });

  test("a store that does less passes what applies, and its gaps are asserted", async () => {
    const outcome = await runUnder({ ...memory, name: "plain", make: plainStore });
    expect(outcome.failed).toEqual([]);
    expect(outcome.passed).toEqual(expect.arrayContaining(["CAP-05", "CAP-07", "CAP-09", "PUT-01", "MODEL-01"]));
    expect(outcome.skipped).toEqual(expect.arrayContaining(["CAP-04", "APP-01", "LIST-01", "CLAIM-01", "RACE-02"]));
  });

  test("a filter runs what it names alone, and a few behind it", async () => {
    let stores = 0;
    const make = (options: object) => {
      stores++;
      return memoryStore(options);
    };
    expect(await runUnder({ ...memory, make }, (title) => title.startsWith("BYTE-11"))).toMatchObject({ passed: ["BYTE-11"], failed: [] });
    expect(stores).toBeLessThan(5);
  });
});

describe("as a report", () => {
  test("a table of all that was asked for", async () => {
    const skip = [{ reason: "slow", cases: ["BYTE-10"] }];
    const report = await conformanceReport({ ...memory, skip }, { only: ["BYTE", "PUT-07"] });
    expect(report.rows).toHaveLength(21);
    expect(report).toMatchObject({ name: "memory", passed: 20, failed: 0, skipped: 1, notApplicable: 0, ok: true });
    expect(report.text()).toBe(
      "BYTE-10    skipped         a body of 1 MiB (slow)\nmemory: 20 passed, 0 failed, 1 skipped, 0 not applicable",
    );
  });

  test("a failure is a row with its error", async () => {
    const make = (options: object) => ({ ...memoryStore(options), get: () => Promise.reject(new Error("broken")) });
    const report = await conformanceReport({ ...memory, make }, { only: ["VER-01", "VER-08"] });
    expect(report).toMatchObject({ passed: 1, failed: 1, ok: false });
    expect(report.text()).toContain("VER-08");
    expect(report.text()).toContain("broken");
  });

  test("an unknown id or group is an error, and nothing asked for is not ok", async () => {
    await expect(conformanceReport(memory, { only: ["PUTT"] })).rejects.toThrow(/PUTT/);
    await expect(conformanceReport(memory, { only: ["PUT-99"] })).rejects.toThrow(/PUT-99/);
    expect((await conformanceReport(memory, { only: [] })).ok).toBe(false);
  });
});
