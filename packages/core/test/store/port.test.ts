/** From a port to a store: operation ids, digests, deadlines, signals, and which failure is which. The port here is a table of stubs. @module */

import { inspect } from "node:util";
import { OpenbellError } from "@openbell/core";
import type { ETag, PutRequest, RecordStore, StoreCapabilities, Written } from "@openbell/core/store";
import { type Identified, type StoreOptions, type StorePort, storeOver } from "@openbell/core/store/adapter";
import { describe, expect, test, vi } from "vitest";

const key = { tenant: "acme", kind: "note", id: "n-1" };
const body = new TextEncoder().encode("hello");
const put: PutRequest = { key, expect: { is: "absent" }, body };
const written: Written = { ok: true, etag: "a.1.b" as ETag, version: 1, revision: 1, expiresMs: null, replay: false };

const capabilities: StoreCapabilities = {
  name: "stub",
  durability: "memory",
  clock: "local",
  append: "native",
  list: "scan",
  claim: "scan",
  maxBodyBytes: 100,
  operationMemory: 4,
  tombstoneMs: 1000,
};

/** A store over a port whose verbs all answer at once, but for the given ones. */
function storeOf(verbs: Partial<StorePort> = {}, options: StoreOptions = {}): RecordStore {
  const yes = async () => written;
  return storeOver(
    {
      capabilities,
      get: async () => ({ found: false, why: "missing" }),
      put: yes,
      append: yes,
      extend: yes,
      remove: yes,
      read: async () => ({ found: false, why: "missing" }),
      list: async () => ({ items: [], next: null }),
      claim: async () => ({ records: [] }),
      release: async () => true,
      close: async () => {},
      didNothing: () => false,
      ...verbs,
    },
    options,
  );
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});
const failWith = (error: unknown) => async (): Promise<never> => {
  throw error;
};
const caught = (promise: Promise<unknown>): Promise<OpenbellError> =>
  promise.then(
    () => expect.unreachable("expected a failure"),
    (error: OpenbellError) => error,
  );

type Call = readonly [verb: string, write: boolean, call: (store: RecordStore, options?: object) => Promise<unknown>];
const CALLS: readonly Call[] = [
  ["get", false, (store, options) => store.get(key, options)],
  ["put", true, (store, options) => store.put(put, options)],
  ["putMany", true, (store, options) => store.putMany([put], options)],
  ["append", true, (store, options) => store.append({ key, appends: [{ stream: "log", items: [body] }] }, options)],
  ["read", false, (store, options) => store.read({ key, stream: "log", last: 1 }, options)],
  ["extend", true, (store, options) => store.extend({ key, byMs: 1 }, options)],
  ["remove", true, (store, options) => store.remove({ key, expect: { is: "exists" } }, options)],
  ["list", false, (store, options) => store.list({ tenant: "acme", kind: "note", limit: 1 }, options)],
  ["claim", true, (store, options) => store.claim({ kind: "note", limit: 1, worker: "w", leaseMs: 1 }, options)],
  ["release", true, (store, options) => store.release({ key, worker: "w", retryInMs: 0 }, options)],
];
const failing = (error: unknown): Partial<StorePort> =>
  Object.fromEntries(CALLS.map(([verb]) => [verb, verb === "putMany" ? undefined : failWith(error)]));

describe("failures", () => {
  const refused = Object.assign(new Error("connect 10.0.0.1"), { code: "ECONNREFUSED" });

  test.each(CALLS)(
    "%s: what surely did nothing is STORE_UNAVAILABLE, with what names the client's error as its cause",
    async (verb, _, call) => {
      const store = storeOf({ ...failing(refused), didNothing: (error) => error === refused });
      const error = await caught(call(store));
      expect(error).toMatchObject({ name: "OpenbellError", code: "STORE_UNAVAILABLE", details: { store: "stub", verb } });
      expect(error.cause).toMatchObject({ name: "Error", message: "ECONNREFUSED", code: "ECONNREFUSED" });
      expect(error.message).toContain("ECONNREFUSED");
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain("10.0.0.1");
      expect((error.cause as Error).stack).toContain("port.test");
    },
  );

  test.each(CALLS)("%s: of any other failure, a write's outcome is unknown and a read is unavailable", async (_, write, call) => {
    const error = await caught(call(storeOf(failing(new TypeError("secret text of a record")))));
    expect(error.code).toBe(write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE");
    expect(error.message).not.toContain("secret");
  });

  test("of a client's error its name, code, system call and stack are shown, and nothing else, at any depth", async () => {
    const parts = {
      command: { args: ["secret"] },
      detail: "secret",
      parameters: ["secret"],
      path: "/secret",
      code: "no secret",
      errno: -2,
    };
    const inner = Object.assign(new RangeError("secret"), { code: "23505", severity: "ERROR", secret: 1 });
    const outer = Object.assign(new Error("OOM command not allowed for secret", { cause: inner }), parts, { syscall: "rename" });
    for (const failure of [
      outer,
      { message: "secret", stack: "secret", name: "a secret" },
      "secret",
      new AggregateError([outer], "secret"),
      new Error("x\n    at secret"),
    ]) {
      const error = await caught(storeOf(failing(failure)).get(key));
      expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error.cause ?? null)).not.toContain("secret");
    }
    const { cause, message } = await caught(storeOf(failing(outer)).get(key));
    expect(message).toContain("the client failed with OOM");
    expect(cause).toMatchObject({ message: "OOM", errno: -2, syscall: "rename" });
    expect((cause as Error).cause).toMatchObject({ name: "RangeError", message: "23505", code: "23505", severity: "ERROR" });
    const endless = new Error("secret");
    endless.cause = endless;
    expect((await caught(storeOf(failing(endless)).get(key))).code).toBe("STORE_UNAVAILABLE");
  });

  test("an unknown outcome names the operation that repeats it, given or made", async () => {
    const store = storeOf(failing(new Error()));
    expect((await caught(store.put({ ...put, operation: "mine" }))).details["operation"]).toBe("mine");
    expect((await caught(store.put(put))).details["operation"]).toMatch(/^[\w-]{22}$/);
    expect((await caught(store.claim({ kind: "note", limit: 1, worker: "w", leaseMs: 1 }))).details["operation"]).toBeNull();
  });

  test("an adapter's own errors pass as they are", async () => {
    const corrupt = new OpenbellError("CORRUPT_RECORD", "damaged");
    expect(await caught(storeOf({ get: failWith(corrupt) }).get(key))).toBe(corrupt);
  });

  test("a verb that throws at once fails as one that rejects", async () => {
    const get = () => {
      throw new Error("at once");
    };
    expect((await caught(storeOf({ get }).get(key))).code).toBe("STORE_UNAVAILABLE");
  });

  test("a failure that is no error is told by its type", async () => {
    expect((await caught(storeOf({ get: failWith("text") }).get(key))).message).toContain("client failed");
  });
});

describe("time", () => {
  test.each(CALLS)("%s: no answer in time", async (verb, write, call) => {
    const store = storeOf(Object.fromEntries(CALLS.map(([name]) => [name, never])));
    const error = await caught(call(store, { deadlineMs: 5 }));
    expect(error.code).toBe(write ? "OUTCOME_UNKNOWN" : "STORE_UNAVAILABLE");
    expect(error.details).toMatchObject({ verb, problem: "no answer within 5 ms" });
  });

  test("the store's own deadline holds where a call says none; a call's goes before it", async () => {
    const seen: number[] = [];
    const get: StorePort["get"] = async (_, __, { deadlineMs }) => {
      seen.push(deadlineMs);
      return never();
    };
    const store = storeOf({ get }, { deadlineMs: 7 });
    expect((await caught(store.get(key))).message).toContain("7 ms");
    expect((await caught(store.get(key, { deadlineMs: 3 }))).message).toContain("3 ms");
    expect(seen).toEqual([7, 3]);
    expect(() => storeOf({}, { deadlineMs: 0 })).toThrow(expect.objectContaining({ code: "STORE_MISUSE" }));
  });

  test("without any, ten seconds", async () => {
    vi.useFakeTimers();
    try {
      const error = caught(storeOf({ get: never }).get(key));
      await vi.advanceTimersByTimeAsync(10_000);
      expect((await error).message).toContain("10000 ms");
    } finally {
      vi.useRealTimers();
    }
  });

  test("an answer leaves no listener behind, nor does a failure", async () => {
    const signal = { aborted: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    await storeOf().get(key, { signal });
    await caught(storeOf({ get: failWith(new Error()) }).get(key, { signal }));
    expect(signal.removeEventListener.mock.calls).toEqual(signal.addEventListener.mock.calls);
    expect(signal.addEventListener).toHaveBeenCalledTimes(2);
  });

  test("a late answer changes nothing", async () => {
    let answer: ((result: Written) => void) | undefined;
    const late = () =>
      new Promise<Written>((resolve) => {
        answer = resolve;
      });
    const error = caught(storeOf({ put: late }).put(put, { deadlineMs: 2 }));
    expect((await error).code).toBe("OUTCOME_UNKNOWN");
    answer?.(written);
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe("signals", () => {
  test("given up before: nothing is sent, and the reason is the cause", async () => {
    const sent = vi.fn(async () => written);
    const error = await caught(storeOf({ put: sent }).put(put, { signal: AbortSignal.abort("enough") }));
    expect(error).toMatchObject({ code: "STORE_UNAVAILABLE", cause: "enough" });
    expect(sent).not.toHaveBeenCalled();
  });

  test("given up while it is under way: at once, and the port was told of the signal", async () => {
    const giveUp = new AbortController();
    const seen: unknown[] = [];
    const stuck: StorePort["put"] = (_, { signal }) => {
      seen.push(signal);
      return never();
    };
    const error = caught(storeOf({ put: stuck }).put(put, { signal: giveUp.signal }));
    giveUp.abort("enough");
    expect(await error).toMatchObject({ code: "OUTCOME_UNKNOWN", cause: "enough" });
    expect(seen).toEqual([giveUp.signal]);
  });
});

describe("what the port gets", () => {
  async function sent(requests: readonly PutRequest[]): Promise<readonly Identified<PutRequest>[]> {
    const seen: Identified<PutRequest>[] = [];
    const store = storeOf({
      put: async (request) => {
        seen.push(request);
        return written;
      },
    });
    for (const request of requests) await store.put(request);
    return seen;
  }
  const digests = async (requests: readonly Partial<PutRequest>[]): Promise<readonly string[]> =>
    (await sent(requests.map((more) => ({ ...put, ...more })))).map(({ digest }) => digest);

  test("an operation id, made where none was given, and a digest of 16 characters", async () => {
    const [one, two, three] = await sent([put, put, { ...put, operation: "mine" }]);
    expect(one?.operation).toMatch(/^[\w-]{22}$/);
    expect(two?.operation).not.toBe(one?.operation);
    expect(three?.operation).toBe("mine");
    expect(one?.digest).toMatch(/^[0-9a-f]{16}$/);
  });

  test("tags in order, each once", async () => {
    expect((await sent([{ ...put, tags: ["b", "a", "b"] }]))[0]?.tags).toEqual(["a", "b"]);
  });

  test("equal writes have equal digests, whatever they expect, whoever's epoch", async () => {
    const [one, ...others] = await digests([
      {},
      { expect: { is: "exists" } },
      { epoch: 4 },
      { expiry: "keep", due: "keep" },
      { body: new TextEncoder().encode("hello") },
      { operation: "x" },
    ]);
    for (const other of others) expect(other).toBe(one);
  });

  test("other writes have other digests", async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const seen = await digests([
      {},
      { body: bytes("hellp") },
      { body: bytes("") },
      { owner: "ann" },
      { tags: ["a"] },
      { tags: [] },
      { meta: { a: 1 } },
      { meta: { a: "1" } },
      { meta: {} },
      { expiry: "never" },
      { expiry: { inMs: 5 } },
      { expiry: { atMs: 5 } },
      { due: { inMs: 5 } },
      { createdMs: 5 },
      { appends: [{ stream: "log", items: [bytes("a"), bytes("b")] }] },
      { appends: [{ stream: "log", items: [bytes("ab")] }] },
      {
        appends: [
          { stream: "log", items: [bytes("a")] },
          { stream: "gol", items: [bytes("b")] },
        ],
      },
      { appends: [{ stream: "log", items: [bytes("a"), bytes("b")], keep: 5 }] },
      { counters: { a: 1 } },
      { counters: { b: 1 } },
      { trim: { a: 1 } },
    ]);
    expect(new Set(seen).size).toBe(seen.length);
  });

  // JSON has one word for both: a repetition that takes the owner away is not told from one that leaves him.
  test("no owner and nothing said of the owner have other digests", async () => {
    const [one, two] = await digests([{}, { owner: null }]);
    expect(two).not.toBe(one);
  });

  test("names in another order say the same", async () => {
    const [one, two] = await digests([
      { meta: { a: 1, b: 2 }, counters: { x: 1, y: 2 } },
      { meta: { b: 2, a: 1 }, counters: { y: 2, x: 1 } },
    ]);
    expect(two).toBe(one);
  });

  test("putMany: one trip where the port has it, in order, without what is too large; else one after the other", async () => {
    const many = vi.fn(async (requests: readonly unknown[]) => requests.map(() => written));
    const puts = [0, 1, 2].map((i) => ({ ...put, key: { ...key, id: `n-${i}` }, body: new Uint8Array(i === 1 ? 101 : 1) }));
    expect(await storeOf({ putMany: many }).putMany(puts)).toEqual([written, { ok: false, why: "too-large" }, written]);
    expect(many).toHaveBeenCalledTimes(1);
    const seen: string[] = [];
    const one: StorePort["put"] = async (request) => {
      seen.push(request.key.id);
      return written;
    };
    await storeOf({ put: one }).putMany(puts);
    expect(seen).toEqual(["n-0", "n-2"]);
  });

  test("nothing, where there is nothing to send", async () => {
    const many = vi.fn(async () => []);
    expect(await storeOf({ putMany: many }).putMany([])).toEqual([]);
    expect(many).not.toHaveBeenCalled();
  });
});

describe("failpoints", () => {
  test("are called before and after each verb", async () => {
    const steps: string[] = [];
    const store = storeOf({}, { failpoint: (step) => void steps.push(step) });
    for (const [, , call] of CALLS) await call(store);
    expect(steps).toEqual(CALLS.flatMap(([verb]) => [`stub.${verb}.before`, `stub.${verb}.after`]));
  });

  test("one that throws before: the verb is not reached", async () => {
    const reached = vi.fn(async () => written);
    const failpoint = (step: string) => {
      if (step.endsWith(".before")) throw new Error();
    };
    await caught(storeOf({ put: reached }, { failpoint }).put(put));
    expect(reached).not.toHaveBeenCalled();
  });
});

describe("closing", () => {
  test("once, however often it is asked for; then every verb is misuse", async () => {
    const close = vi.fn(async () => {});
    const store = storeOf({ close });
    await Promise.all([store.close(), store.close(), store[Symbol.asyncDispose]()]);
    expect(close).toHaveBeenCalledTimes(1);
    for (const [, , call] of CALLS) expect((await caught(call(store))).code).toBe("STORE_MISUSE");
  });
});
