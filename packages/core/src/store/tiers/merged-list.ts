/** Lists of live and of archived records as one, newest first. @module */

import type { CallOptions, ListRequest, Page, RecordHead, RecordStore } from "../contract.js";
import { cursorAfter, orderMs } from "../cursor.js";
import { ask, without } from "./asking.js";

/**
 * A page of both tiers, in the order of the instants that each tier gives: of an archived record, those of its entry. `archivedIn` gives the head
 * of the record behind an entry, or `null` if it is not archived.
 */
export async function mergedPage(
  { hot, warm }: { readonly hot: RecordStore; readonly warm: RecordStore },
  request: ListRequest,
  given: CallOptions,
  archivedIn: (entry: RecordHead, given: CallOptions) => Promise<RecordHead | null>,
): Promise<Page> {
  const { order = "updated", limit } = request;
  const down = new Set<RecordStore>();
  const live = new Walk(hot, request, given, down);
  const entries = new Walk(warm, { ...request, expired: true }, given, down);
  const items: { readonly head: RecordHead; readonly cursor: string }[] = [];
  while (items.length <= limit) {
    const [a, b] = [await live.peek(), await entries.peek()];
    if (a === undefined && b === undefined) break;
    const fromHot = b === undefined || (a !== undefined && isBefore(a, b, order));
    const next = (fromHot ? live : entries).take();
    const head = fromHot ? next : await archivedIn(next, given);
    if (head !== null) items.push({ head, cursor: cursorAfter(next, order) });
  }
  if (down.has(hot) && down.has(warm)) throw live.error;
  const page = items.slice(0, limit);
  return without(
    { items: page.map(({ head }) => head), next: items.length > limit ? (page.at(-1)?.cursor ?? null) : null },
    ...[hot, warm].filter((tier) => down.has(tier)),
  );
}

/** Whether one head comes before another in a list, newest first. */
function isBefore(a: RecordHead, b: RecordHead, order: "updated" | "created"): boolean {
  const [x, y] = [orderMs(a, order), orderMs(b, order)];
  return x > y || (x === y && a.key.id >= b.key.id);
}

/** The heads of one tier, page after page. A tier that is down has none, and is noted. */
class Walk {
  error: unknown;
  readonly #store: RecordStore;
  readonly #given: CallOptions;
  readonly #down: Set<RecordStore>;
  #request: ListRequest | null;
  #heads: readonly RecordHead[] = [];
  #at = 0;

  constructor(store: RecordStore, request: ListRequest, given: CallOptions, down: Set<RecordStore>) {
    this.#store = store;
    this.#request = request;
    this.#given = given;
    this.#down = down;
  }

  async peek(): Promise<RecordHead | undefined> {
    while (this.#at === this.#heads.length && this.#request !== null) {
      const request = this.#request;
      const page = await ask(() => this.#store.list(request, this.#given));
      this.#request = page.down || page.value.next === null ? null : { ...request, after: page.value.next };
      this.#heads = page.down ? [] : page.value.items;
      this.#at = 0;
      if (!page.down) continue;
      this.#down.add(this.#store);
      this.error = page.error;
    }
    return this.#heads[this.#at];
  }

  /** The head that `peek` showed. */
  take(): RecordHead {
    return this.#heads[this.#at++] as RecordHead;
  }
}
