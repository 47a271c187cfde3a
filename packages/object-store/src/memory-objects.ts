/** Objects in memory: for tests, and to try things out. Lost with the process. @module */

import { badName } from "./failures.js";
import { isObjectName, type ObjectCondition, type ObjectRefusal, type Objects } from "./objects.js";

interface Kept {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** Objects in memory. */
export function memoryObjects(): Objects {
  const objects = new Map<string, Kept>();
  let puts = 0;

  function refusal(name: string, { ifAbsent, ifMatch }: ObjectCondition): ObjectRefusal | undefined {
    const there = objects.get(name);
    if (ifAbsent && there !== undefined) return "exists";
    if (ifMatch === undefined) return undefined;
    if (there === undefined) return "missing";
    return there.etag === ifMatch ? undefined : "changed";
  }

  return {
    name: "memory-objects",
    durability: "memory",
    async put(name, bytes, condition = {}) {
      if (!isObjectName(name)) throw badName(name);
      const refused = refusal(name, condition);
      if (refused !== undefined) return { refused };
      const etag = `${++puts}`;
      objects.set(name, { bytes: new Uint8Array(bytes), etag });
      return { etag };
    },
    async get(name) {
      const there = objects.get(name);
      return there === undefined ? null : { bytes: there.bytes.slice(), etag: there.etag };
    },
    async getRange(name, from, length) {
      const there = objects.get(name);
      return there === undefined ? null : { bytes: there.bytes.slice(from, from + length), etag: there.etag };
    },
    async head(name) {
      const there = objects.get(name);
      return there === undefined ? null : { etag: there.etag, size: there.bytes.length };
    },
    async list(prefix, { after = "", limit }) {
      const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort();
      const page = names.slice(0, limit);
      return { names: page, next: names.length > limit ? (page.at(-1) as string) : null };
    },
    async delete(name, condition = {}) {
      const refused = objects.has(name) ? refusal(name, condition) : "missing";
      if (refused !== undefined) return { refused };
      objects.delete(name);
      return { deleted: true };
    },
  };
}
