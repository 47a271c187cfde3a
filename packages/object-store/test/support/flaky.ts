/** An object port whose puts go wrong in every way that a server's can, by chance. @module */

import type { Objects } from "../../src/index.js";

/** What a put comes to: as it should, overtaken by another writer, lost on the way there, lost on the way back, or the echo of itself. */
export type Mishap = "none" | "overtaken" | "before" | "after" | "echo";

/** `next` says what the next put comes to. */
export function flakyObjects(objects: Objects, next: () => Mishap): Objects {
  return {
    ...objects,
    async put(name, bytes, condition) {
      const mishap = next();
      if (mishap === "before") throw Object.assign(new Error("lost"), { code: "ECONNRESET" });
      if (mishap === "overtaken") {
        const there = await objects.get(name);
        if (there !== null) await objects.put(name, there.bytes);
      }
      const put = await objects.put(name, bytes, condition);
      if (mishap === "after") throw Object.assign(new Error("lost"), { code: "ECONNRESET" });
      return mishap === "echo" && "etag" in put ? { refused: "changed", unsure: true } : put;
    },
  };
}
