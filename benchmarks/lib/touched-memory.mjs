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

/**
 * Work that makes many arrays, in memory that was touched before: while it runs, `new Float64Array(n)` and its kin hand out arrays of an
 * earlier call, as that left them. The work must write every element that it reads or returns; `soil` shows whether it does. Nothing of
 * one call may be in use at the next.
 *
 * @template T
 * @param {() => T} work Must not wait for anything.
 * @param {{ soil?: boolean }} [options] `soil`: arrays are filled with sevens before they are handed out again.
 * @returns {() => T}
 */
export function inTouchedMemory(work, { soil = false } = {}) {
  const pools = ["Float64Array", "Int32Array", "Uint8Array", "BigInt64Array"].map((name) => {
    const arrays = new Map();
    const used = new Map();
    const original = globalThis[name];
    const construct = (target, args, newTarget) => {
      const [length] = args;
      if (args.length !== 1 || typeof length !== "number" || length < 1000)
        return Reflect.construct(target, args, newTarget === pool ? target : newTarget);
      const own = arrays.get(length) ?? [];
      arrays.set(length, own);
      const next = used.get(length) ?? 0;
      used.set(length, next + 1);
      if (next < own.length) return soil ? own[next].fill(name === "BigInt64Array" ? 7n : 7) : own[next];
      own.push(new original(length));
      return own.at(-1);
    };
    const pool = new Proxy(original, { construct });
    return { name, original, pool, used };
  });
  return () => {
    for (const { name, pool, used } of pools) {
      used.clear();
      globalThis[name] = pool;
    }
    try {
      return work();
    } finally {
      for (const { name, original } of pools) globalThis[name] = original;
    }
  };
}
