/**
 * The names of an object in canonical order. Records are made of many objects with the same names, so what was found out about one list of names is
 * kept: the check and the sorting are done once.
 *
 * @module
 */

/** What is known of a list of names. */
export interface NameOrder {
  /** As objects list them. */
  readonly names: readonly string[];
  /** Whether that is canonical order. */
  readonly inOrder: boolean;
  /** Whether no object could list them in canonical order. */
  readonly unorderable: boolean;
  /** The first name that no object may have. */
  readonly reserved: string | undefined;
  /** Whether one is `$`, the name of tags. */
  readonly tagged: boolean;
  /** Something that lists the names in canonical order, to be copied and filled in. */
  readonly template: Readonly<Record<string, unknown>>;
}

/** Names that no object may have: whoever copies them with a loop changes the prototype of all objects. */
export function isReservedName(name: string): boolean {
  return name === "__proto__" || name === "constructor" || name === "prototype";
}

/** Objects list names that look like indices first, by number: `"10"` behind `"9"`. */
const looksLikeIndex = (name: string): boolean => /^(?:0|[1-9]\d{0,9})$/.test(name);

function orderOf(names: readonly string[]): NameOrder {
  const sorted = [...names].sort();
  const inOrder = names.every((name, i) => name === sorted[i]);
  const reserved = names.find(isReservedName);
  const template: Record<string, unknown> = {};
  if (!inOrder && reserved === undefined) for (const name of sorted) template[name] = null;
  return { names, inOrder, unorderable: !inOrder && looksLikeIndex(names[0] as string), reserved, tagged: names.includes("$"), template };
}

/** Lists of names by their first one. Bounded: objects that are used as tables have new names all the time. */
const known = new Map<string, NameOrder[]>();
const KNOWN_FIRST = 256;
const KNOWN_EACH = 8;
const KNOWN_NAMES = 64;

function same(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** What is known of the names that an object lists. */
export function nameOrder(names: readonly string[]): NameOrder {
  const first = names[0] ?? "";
  const orders = known.get(first);
  if (orders !== undefined) for (const order of orders) if (same(order.names, names)) return order;
  const order = orderOf(names);
  if (names.length > KNOWN_NAMES) return order;
  if (orders === undefined) {
    if (known.size >= KNOWN_FIRST) known.clear();
    known.set(first, [order]);
  } else {
    if (orders.length >= KNOWN_EACH) orders.length = 0;
    orders.push(order);
  }
  return order;
}
