/** What the suite is handed: a store's maker, the runner's functions, and what may be left out or made harder. @module */

import type { Failpoint, RecordStore } from "@openbell/core/store";

/** Options that every adapter takes, under these names. */
export interface SubjectOptions {
  /** The largest body and item, in bytes. */
  readonly maxBodyBytes?: number;
  /** How many operations of a record are remembered. */
  readonly operationMemory?: number;
  /** How long a removed record is `gone`, in milliseconds. */
  readonly tombstoneMs?: number;
  /** Called at `<store>.<verb>.before` and `.after` of every call. */
  readonly failpoint?: Failpoint;
}

/** Cases that are left out, and why: the reason is printed, an id that no case has is an error. */
export interface Skip {
  readonly reason: string;
  /** Ids of cases, such as `PUT-07`. */
  readonly cases: readonly string[];
}

/** A store with a clock of its own: nobody has to wait for an instant. */
export interface TimedStore {
  readonly store: RecordStore;
  /** Moves the store's clock on. */
  advance(ms: number): void | Promise<void>;
}

/**
 * Handles on the server behind a store, for the FAULT stage. A stage runs where its handles are there: `kill` and `restart` together, `cut` and
 * `heal` together.
 */
export interface FaultHandles {
  /** A store over the server (or the proxy) that these handles act on; it keeps its data over `kill` and `restart`. */
  make(options: SubjectOptions): RecordStore | Promise<RecordStore>;
  /** Ends the server at once, as by SIGKILL. */
  kill?(): void | Promise<void>;
  /** Starts it again with what it kept, and answers when it takes connections. */
  restart?(): void | Promise<void>;
  /**
   * From the next request on the connection is cut: `before` the server gets the request, or `after` the server did it and before its reply
   * arrives. Stays so until `heal`.
   */
  cut?(when: "before" | "after"): void | Promise<void>;
  /** Connections work again. */
  heal?(): void | Promise<void>;
}

/** How long the MODEL stage is. */
export interface ModelLength {
  /** How many sequences; 50 where left out, or what the environment variable `CONFORMANCE_RUNS` says. */
  readonly runs?: number;
  /** How many commands a sequence has at most; 30 where left out, at most 50. */
  readonly commands?: number;
  /** Makes the sequences of an earlier run again. */
  readonly seed?: number;
}

/** How hard the RACE stage is. */
export interface RaceLength {
  /** How many write at a time; 8 where left out. */
  readonly workers?: number;
  /** How often each writes; 10 where left out. */
  readonly rounds?: number;
}

/** A store under test. */
export interface StoreSubject {
  /** Shown in titles and reports. */
  readonly name: string;
  /** A fresh store that shares no data with the ones before. The suite closes it. */
  make(options: SubjectOptions): RecordStore | Promise<RecordStore>;
  /** The same with a clock that the suite moves: cases about time then wait for nothing, and a model stage over time runs. */
  timed?(options: SubjectOptions): TimedStore | Promise<TimedStore>;
  /** Several stores over the same data, each on connections of its own, for the RACE stage; one store for all workers where left out. */
  peers?(count: number): Promise<readonly RecordStore[]>;
  readonly skip?: readonly Skip[];
  readonly model?: ModelLength;
  readonly races?: RaceLength;
  readonly faults?: FaultHandles;
  /** Real waits are made this many times longer; 1 where left out. For slow or far-away servers. */
  readonly timeScale?: number;
}

/** The functions of a test runner: vitest, jest and `node:test` have them. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  /** With a third argument, the time allowed in milliseconds; `body` gets the runner's own test context. */
  test(name: string, body: (context?: unknown) => Promise<void>, timeoutMs?: number): unknown;
  /** Where the stores are closed; a last test does it where left out. */
  afterAll?(body: () => Promise<void>): unknown;
}

/** A store under test, and the runner to test it with. */
export interface ConformanceSubject extends StoreSubject, Runner {}
