/** The deadlines of many calls on one timer: setting and clearing one for each call costs more than some calls do. @module */

import { runtime } from "./platform.js";

/** A call that somebody waits for; `expire` is `null` once it is answered. */
interface Waiting {
  readonly untilMs: number;
  expire: (() => void) | null;
}

/** A timer as Node gives it; a browser's is a number. */
interface Timer {
  ref?(): void;
  unref?(): void;
}

/** Deadlines of one length: the first that was set is the first to be over. */
interface Queue {
  readonly calls: Waiting[];
  pending: number;
  timer: Timer | null;
}

/** So many answered calls are kept at the front of a queue at most: what is kept, each collection has to copy. */
const ANSWERED = 128;

/** Runs what is to be run when a deadline passes. While any is pending it keeps the process alive, as a timer of its own would. */
export class Deadlines {
  readonly #queues = new Map<number, Queue>();

  /** Sets a deadline. Returns what lets go of it. */
  set(ms: number, expire: () => void): () => void {
    let queue = this.#queues.get(ms);
    if (queue === undefined) {
      queue = { calls: [], pending: 0, timer: null };
      this.#queues.set(ms, queue);
    }
    const { calls } = queue;
    const waiting: Waiting = { untilMs: runtime.performance.now() + ms, expire };
    calls.push(waiting);
    if (queue.pending++ === 0) queue.timer?.ref?.();
    if (queue.timer === null) this.#time(ms, queue, ms);
    return () => {
      if (waiting.expire === null) return;
      waiting.expire = null;
      if (--queue.pending === 0) {
        calls.length = 0;
        queue.timer?.unref?.();
      } else if (calls.length > ANSWERED && calls[ANSWERED]?.expire === null) {
        const first = calls.findIndex((call) => call.expire !== null);
        if (first > 0) calls.splice(0, first);
      }
    };
  }

  #time(ms: number, queue: Queue, inMs: number): void {
    queue.timer = runtime.setTimeout(() => this.#look(ms, queue), inMs) as Timer;
  }

  #look(ms: number, queue: Queue): void {
    queue.timer = null;
    const nowMs = runtime.performance.now();
    // What expires may set and let go of deadlines: what is over is taken first.
    for (const call of queue.calls.filter(({ untilMs }) => untilMs <= nowMs)) {
      const { expire } = call;
      if (expire === null) continue;
      call.expire = null;
      queue.pending--;
      expire();
    }
    const next = queue.calls.find(({ expire }) => expire !== null);
    if (next === undefined) this.#queues.delete(ms);
    else if (queue.timer === null) this.#time(ms, queue, Math.max(1, Math.ceil(next.untilMs - nowMs)));
  }
}
