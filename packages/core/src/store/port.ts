/**
 * From an adapter's port to a record store: what all stores share (checks, operation ids, deadlines, the sorting of failures) is done here, once.
 * An adapter gives the verbs and says which failures surely did nothing.
 *
 * @module
 */

import { codeOf, nameOf, OpenbellError, outcomeUnknown, storeMisuse, storeUnavailable } from "../errors.js";
import {
  checkAppend,
  checkClaim,
  checkExpect,
  checkExtend,
  checkKey,
  checkList,
  checkOptions,
  checkPut,
  checkRead,
  checkRelease,
  checkWrite,
  LIMITS,
  tooLarge,
} from "./checks.js";
import type {
  AppendRequest,
  CallOptions,
  ClaimRequest,
  ClaimResult,
  ExtendRequest,
  GetOptions,
  GetResult,
  ListRequest,
  Page,
  PutRequest,
  ReadRequest,
  ReadResult,
  RecordKey,
  RecordStore,
  Refused,
  ReleaseRequest,
  RemoveRequest,
  StoreCapabilities,
  WriteResult,
} from "./contract.js";
import { Deadlines } from "./deadlines.js";
import { digestOf, newId } from "./operation.js";
import type { Signal } from "./platform.js";
import type { Identified } from "./record-state.js";

/** What an adapter knows of a call: for how long anybody waits. */
export interface PortCall {
  readonly deadlineMs: number;
  readonly signal?: Signal;
}

/** What an adapter provides. Requests were checked; tags are sorted, each once; bodies and items fit. */
export interface StorePort {
  readonly capabilities: StoreCapabilities;
  get(key: RecordKey, evenExpired: boolean, call: PortCall): Promise<GetResult>;
  put(request: Identified<PutRequest>, call: PortCall): Promise<WriteResult>;
  /** Several puts on one trip; one after the other where left out. */
  putMany?(requests: readonly Identified<PutRequest>[], call: PortCall): Promise<readonly WriteResult[]>;
  append(request: Identified<AppendRequest>, call: PortCall): Promise<WriteResult>;
  read(request: ReadRequest, evenExpired: boolean, call: PortCall): Promise<ReadResult>;
  extend(request: Identified<ExtendRequest>, call: PortCall): Promise<WriteResult>;
  remove(request: Identified<RemoveRequest>, call: PortCall): Promise<WriteResult>;
  list(request: ListRequest, call: PortCall): Promise<Page>;
  claim(request: ClaimRequest, call: PortCall): Promise<ClaimResult>;
  release(request: ReleaseRequest, call: PortCall): Promise<boolean>;
  close(): Promise<void>;
  /** Whether a failed call surely did nothing: the connection was refused, or the server said so. When in doubt: no. */
  didNothing(error: unknown): boolean;
}

/** How a store waits. */
export interface StoreOptions {
  /** How long a call waits where it does not say, in milliseconds; 10,000 where left out. */
  readonly deadlineMs?: number;
  /** Called at named steps of every call (`redis.put.before`, `redis.put.after`, …): crash tests end, stop or fail the process there. */
  readonly failpoint?: Failpoint;
}

/** Something to do at a named step; throwing there fails the call. */
export type Failpoint = (step: string) => void | Promise<void>;

const DEADLINE_MS = 10_000;

/** What went wrong, in words that hold nothing of a record. */
function problemOf(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? `the client failed (${nameOf(error)})` : `the client failed with ${code}`;
}

/** A caller that gives up says why in words of its own: they are the cause as they are. */
function because({ code, message, details }: OpenbellError, reason: unknown): OpenbellError {
  return new OpenbellError(code, message, details, reason);
}

/** A failure that came when the port had answered: whatever the port says of it, the call was done. */
class Afterwards {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** What throws before anything is sent rejects, at half the price of an `async` function around every call. */
function promised<T>(run: () => Promise<T>): Promise<T> {
  try {
    return run();
  } catch (error) {
    return Promise.reject(error);
  }
}

// Requests come in any shape; field by field they get one, which makes each later look at them a few times faster than in a spread copy.

function identifiedPut(request: PutRequest): Identified<PutRequest> {
  const { key, expect, body, owner, meta, expiry, due, appends, counters, trim, createdMs, epoch } = request;
  const operation = request.operation ?? newId();
  const tags = request.tags === undefined ? undefined : [...new Set(request.tags)].sort();
  const put = { key, expect, body, owner, tags, meta, expiry, due, appends, counters, trim, createdMs, epoch, operation, digest: "" };
  put.digest = digestOf("put", put as PutRequest);
  return put as Identified<PutRequest>;
}

function identifiedAppend(request: AppendRequest): Identified<AppendRequest> {
  const { key, appends, counters, epoch } = request;
  const operation = request.operation ?? newId();
  const append = { key, appends, counters, epoch, operation, digest: "" };
  append.digest = digestOf("append", append as AppendRequest);
  return append as Identified<AppendRequest>;
}

/** A record store over an adapter's port. */
export function storeOver(port: StorePort, options: StoreOptions = {}): RecordStore {
  const { capabilities } = port;
  checkOptions(options);
  const { deadlineMs: defaultMs = DEADLINE_MS, failpoint } = options;
  const deadlines = new Deadlines();
  let closed: Promise<void> | undefined;

  /** Runs a verb within its time. `operation`: of a write its id, of a write without one `null`, of a read `undefined`. */
  function call<T>(
    verb: string,
    operation: string | null | undefined,
    callOptions: CallOptions,
    run: (call: PortCall) => Promise<T>,
  ): Promise<T> {
    checkOptions(callOptions);
    if (closed !== undefined) throw storeMisuse("store", "open", "one that was closed");
    const { signal, deadlineMs = defaultMs } = callOptions;
    if (signal?.aborted) throw because(storeUnavailable(capabilities.name, verb, "the call was given up before it began"), signal.reason);
    const failure = (problem: string, sure: boolean, cause?: unknown): OpenbellError =>
      sure || operation === undefined
        ? storeUnavailable(capabilities.name, verb, problem, cause)
        : outcomeUnknown(capabilities.name, verb, operation, problem, cause);
    const how: PortCall = signal === undefined ? { deadlineMs } : { deadlineMs, signal };
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => fail(because(failure("the call was given up", false), signal?.reason));
      const letGo = deadlines.set(deadlineMs, () => fail(failure(`no answer within ${deadlineMs} ms`, false)));
      const end = (): void => {
        letGo();
        signal?.removeEventListener("abort", giveUp);
      };
      const fail = (error: OpenbellError): void => {
        end();
        reject(error);
      };
      signal?.addEventListener("abort", giveUp);
      const failed = (error: unknown): void => {
        if (error instanceof Afterwards) fail(failure(problemOf(error.cause), false, error.cause));
        else fail(error instanceof OpenbellError ? error : failure(problemOf(error), port.didNothing(error), error));
      };
      try {
        const answer = failpoint === undefined ? run(how) : stepped(failpoint, verb, () => run(how));
        answer.then((value) => {
          end();
          resolve(value);
        }, failed);
      } catch (error) {
        failed(error);
      }
    });
  }

  async function stepped<T>(at: Failpoint, verb: string, run: () => Promise<T>): Promise<T> {
    await at(`${capabilities.name}.${verb}.before`);
    const value = await run();
    try {
      await at(`${capabilities.name}.${verb}.after`);
    } catch (error) {
      throw new Afterwards(error);
    }
    return value;
  }

  const tooLargeToTake: Refused = { ok: false, why: "too-large" };
  const large: Promise<WriteResult> = Promise.resolve(tooLargeToTake);

  function need(what: "append" | "list" | "claim", path: string): void {
    if (capabilities[what] === "none") throw storeMisuse(path, `left out: store ${capabilities.name} does not ${what}`, "a use of it");
  }

  function checkedPut(request: PutRequest): Identified<PutRequest> {
    checkPut(request);
    if (request.appends !== undefined || request.counters !== undefined || request.trim !== undefined) need("append", "appends");
    return identifiedPut(request);
  }

  const store: RecordStore = {
    capabilities,
    get: (key: RecordKey, given: GetOptions = {}) =>
      promised(() => {
        checkKey(key);
        return call("get", undefined, given, (how) => port.get(key, given.expired ?? false, how));
      }),
    put: (request, given = {}) =>
      promised(() => {
        const put = checkedPut(request);
        if (tooLarge(capabilities, put.body, put.appends)) return large;
        return call("put", put.operation, given, (how) => port.put(put, how));
      }),
    async putMany(requests, given = {}) {
      if (!Array.isArray(requests) || requests.length > LIMITS.batch)
        throw storeMisuse("requests", `an array of at most ${LIMITS.batch} puts`, `${requests?.length}`);
      const puts = requests.map(checkedPut);
      const names = new Set(puts.map(({ key }) => `${key.tenant}\n${key.kind}\n${key.id}`));
      if (names.size < puts.length) throw storeMisuse("requests", "puts of different records", "two of one record");
      const fits = puts.map((put) => !tooLarge(capabilities, put.body, put.appends));
      const sent = puts.filter((_, i) => fits[i]);
      if (sent.length === 0) return puts.map(() => tooLargeToTake);
      const answers = await call("putMany", null, given, async (how) => {
        if (port.putMany !== undefined) return port.putMany(sent, how);
        const results: WriteResult[] = [];
        for (const put of sent) results.push(await port.put(put, how));
        return results;
      });
      let next = 0;
      return puts.map((_, i) => (fits[i] ? (answers[next++] as WriteResult) : tooLargeToTake));
    },
    append: (request, given = {}) =>
      promised(() => {
        checkWrite(request);
        checkAppend(request.appends, request.counters);
        need("append", "append");
        if (tooLarge(capabilities, undefined, request.appends)) return large;
        const append = identifiedAppend(request);
        return call("append", append.operation, given, (how) => port.append(append, how));
      }),
    read: (request, given = {}) =>
      promised(() => {
        checkRead(request);
        need("append", "read");
        return call("read", undefined, given, (how) => port.read(request, given.expired ?? false, how));
      }),
    extend: (request, given = {}) =>
      promised(() => {
        checkExtend(request);
        const extend = { ...request, operation: request.operation ?? newId(), digest: digestOf("extend", request) };
        return call("extend", extend.operation, given, (how) => port.extend(extend, how));
      }),
    remove: (request, given = {}) =>
      promised(() => {
        checkWrite(request);
        checkExpect(request.expect, false);
        const remove = { ...request, operation: request.operation ?? newId(), digest: digestOf("remove", request) };
        return call("remove", remove.operation, given, (how) => port.remove(remove, how));
      }),
    list: (request, given = {}) =>
      promised(() => {
        checkList(request);
        need("list", "list");
        return call("list", undefined, given, (how) => port.list(request, how));
      }),
    claim: (request, given = {}) =>
      promised(() => {
        checkClaim(request);
        need("claim", "claim");
        return call("claim", null, given, (how) => port.claim(request, how));
      }),
    release: (request, given = {}) =>
      promised(() => {
        checkRelease(request);
        need("claim", "release");
        return call("release", null, given, (how) => port.release(request, how));
      }),
    close() {
      closed ??= port.close();
      return closed;
    },
    [Symbol.asyncDispose]: () => store.close(),
  };
  return store;
}
