/**
 * `assignSessions` makes a new array for its answer. To measure the work without the price of fresh memory, the array is handed to it
 * instead: while `work` runs, `new Int32Array(n)` of exactly that length is `memory`. Every element of an answer is written, so what was
 * in there before does not matter.
 *
 * @module
 */

/**
 * @template T
 * @param {Int32Array} memory
 * @param {() => T} work Must not wait for anything.
 * @returns {T}
 */
export function intoMemory(memory, work) {
  const original = globalThis.Int32Array;
  globalThis.Int32Array = new Proxy(original, {
    construct: (target, args, newTarget) =>
      args.length === 1 && args[0] === memory.length
        ? memory
        : Reflect.construct(target, args, newTarget === globalThis.Int32Array ? target : newTarget),
  });
  try {
    return work();
  } finally {
    globalThis.Int32Array = original;
  }
}
