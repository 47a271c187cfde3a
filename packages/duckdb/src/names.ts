/** Names that nothing else has: for functions, and for columns that stand beside those of a file while it is written. @module */

/** A name can be registered once on a connection; every attempt has its own. */
let given = 0;

/** A name that is none of `taken`, in any case. */
export function freeName(taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (;;) {
    const name = `openbell_${++given}`;
    if (!names.has(name)) return name;
  }
}
