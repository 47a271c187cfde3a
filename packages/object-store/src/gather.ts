/** Work on many objects at once, a few at a time. @module */

/** Applies `work` to each item, `width` at a time; results come in the order of the items. The first failure ends it. */
export async function mapSome<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const run = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as Item);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, run));
  } finally {
    next = items.length;
  }
  return results;
}

/** One after the other for each name, side by side for different names. */
export function queues(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = tails.get(name);
    const mine = before === undefined ? work() : before.then(work);
    const tail = mine
      .catch(() => {})
      .then(() => {
        if (tails.get(name) === tail) tails.delete(name);
      });
    tails.set(name, tail);
    return mine;
  };
}
