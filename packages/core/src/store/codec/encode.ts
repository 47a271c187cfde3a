/**
 * From a JavaScript value to bytes, format 1: equal values give equal bytes, and `decodeValue` gives back what went in, or the value is refused.
 * Nothing is dropped or changed on the way, unlike with `JSON.stringify`.
 *
 * The bytes are JSON as UTF-8. Plain JSON data is written as RFC 8785 writes it: names in the order of their UTF-16 units, no spaces, numbers and
 * texts as JavaScript writes them; it stays readable for any tool. What JSON lacks is an object with the name `$`: `{"$":"date","v":"…"}`; an
 * object that has a `$` of its own is wrapped, `{"$":"object","v":{…}}`.
 *
 * Part of a value are: own enumerable properties, the items of arrays (without holes), and the order of a map and of a set. Not part of it: whether
 * something is frozen, properties that are not enumerable, properties set on a typed array, and whether two places hold the same object: they
 * come back as two. A getter is refused; on an index of an array, and on a Proxy, what it shows counts.
 *
 * @module
 */

import { invalidValue, OpenbellError } from "../../errors.js";
import { utf8 } from "../platform.js";
import { canonicalText } from "./canonical.js";
import { limitsOf, type ValueLimits } from "./limits.js";
import { nameOrder } from "./names.js";
import { isPlainNumber, oddNumber, taggedBytes } from "./tags.js";

interface Walk extends Required<ValueLimits> {
  /** Bytes left at best: shared objects cannot make a small value endless. */
  left: number;
  /** Whether an object lists its names in an order that only `canonicalText` can mend. */
  outOfOrder: boolean;
  /**
   * Where the walk is: names and indices, and the objects on the way; deeper entries are of earlier places. Only a second walk keeps them, to say
   * where the first one failed: keeping them costs as much as a tenth of the encoding.
   */
  readonly trail: { readonly path: (string | number)[]; readonly ancestors: object[] } | undefined;
}

/** Field by field: spreading `bounds` takes ten times as long as encoding a number. */
function walkOf({ maxBytes, maxDepth, maxNames }: Required<ValueLimits>, trail: Walk["trail"]): Walk {
  return { maxBytes, maxDepth, maxNames, left: maxBytes, outOfOrder: false, trail };
}

const isWord = (name: string): boolean => /^[A-Za-z_]\w{0,39}$/.test(name);

/** `orders[2].size`. A name that is no plain word may be data and is shown as `?`. */
function pathText(walk: Walk, depth: number): string {
  let text = "";
  for (const step of walk.trail?.path.slice(0, depth) ?? [])
    text += typeof step === "number" ? `[${step}]` : `${text === "" ? "" : "."}${isWord(step) ? step : "?"}`;
  return text === "" ? "value" : text;
}

const fault = (walk: Walk, depth: number, expected: string, found: string): OpenbellError =>
  invalidValue(pathText(walk, depth), expected, found);

const CONVERT = "plain data (convert it first)";

function spend(walk: Walk, depth: number, bytes: number): void {
  walk.left -= bytes;
  if (walk.left < 0) throw fault(walk, depth, `part of a value of at most ${walk.maxBytes} bytes`, "the place where it becomes larger");
}

/** The same value as JSON data; the very same object where that is what it is already. */
function jsonOf(value: unknown, depth: number, walk: Walk): unknown {
  switch (typeof value) {
    case "string":
      spend(walk, depth, value.length + 2);
      return value;
    case "number": {
      spend(walk, depth, 1);
      return isPlainNumber(value) ? value : { $: "number", v: oddNumber(value) };
    }
    case "boolean":
      spend(walk, depth, 4);
      return value;
    case "object":
      return value === null ? value : jsonOfObject(value, depth, walk);
    case "undefined":
      spend(walk, depth, 17);
      return { $: "undefined" };
    case "bigint": {
      const v = String(value);
      spend(walk, depth, v.length);
      return { $: "bigint", v };
    }
    default:
      throw fault(walk, depth, CONVERT, `a ${typeof value}`);
  }
}

function jsonOfObject(value: object, depth: number, walk: Walk): unknown {
  spend(walk, depth, 2);
  if (depth >= walk.maxDepth) {
    const circle = walk.trail?.ancestors.slice(0, depth).includes(value);
    throw fault(walk, depth, `at most ${walk.maxDepth} levels deep`, circle ? "an object that holds itself" : "a deeper value");
  }
  if (walk.trail !== undefined) walk.trail.ancestors[depth] = value;
  if (Object.getOwnPropertySymbols(value).length > 0) throw fault(walk, depth, "without symbols as names", "one with");
  const prototype: object | null = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype && !isForeignArray(prototype)) throw fault(walk, depth, CONVERT, instance(prototype));
    return jsonOfItems(value, depth, walk);
  }
  if (prototype === Object.prototype || (prototype !== null && isForeignObject(prototype))) {
    return jsonOfProperties(value as Readonly<Record<string, unknown>>, depth, walk, "object");
  }
  if (prototype === null) return jsonOfProperties(value as Readonly<Record<string, unknown>>, depth, walk, "bare");
  return jsonOfBuiltIn(value, prototype, depth, walk);
}

/** Of another window or context: its prototype is the root of that realm's objects, or its list of lists. */
const isForeignObject = (prototype: object): boolean =>
  Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
const isForeignArray = (prototype: object | null): boolean => {
  const root: object | null = Array.isArray(prototype) ? Object.getPrototypeOf(prototype) : null;
  return root !== null && isForeignObject(root);
};

function instance(prototype: object | null): string {
  const name: unknown = (prototype as { readonly constructor?: { readonly name?: unknown } } | null)?.constructor?.name;
  return typeof name === "string" && isWord(name) ? `an instance of ${name}` : "an instance of a class";
}

function jsonOfItems(items: readonly unknown[], depth: number, walk: Walk): unknown {
  const { length } = items;
  const names = Object.keys(items);
  // As many names as items and the last one the last index: no holes, and nothing besides.
  if (names.length !== length || (length > 0 && names[length - 1] !== String(length - 1)))
    throw fault(walk, depth, "an array without holes and further names", "one with");
  // Commas.
  spend(walk, depth, Math.max(0, length - 1));
  let copy: unknown[] | undefined;
  for (let i = 0; i < length; i++) {
    if (walk.trail !== undefined) walk.trail.path[depth] = i;
    const item = items[i];
    if (typeof item === "number" && copy === undefined && isPlainNumber(item)) continue;
    const json = jsonOf(item, depth + 1, walk);
    if (json !== item) copy ??= items.slice(0, i);
    copy?.push(json);
  }
  return copy ?? items;
}

function jsonOfProperties(object: Readonly<Record<string, unknown>>, depth: number, walk: Walk, tag: "object" | "bare"): unknown {
  const { names, inOrder, unorderable, reserved, tagged, template } = nameOrder(Object.keys(object));
  if (names.length > walk.maxNames) throw fault(walk, depth, `of at most ${walk.maxNames} names`, `one of ${names.length}`);
  if (reserved !== undefined)
    throw fault(walk, depth, "an object without `__proto__`, `constructor` and `prototype`", "one with such a name");
  if (unorderable) walk.outOfOrder = true;
  let changed: Record<string, unknown> | undefined = inOrder ? undefined : { ...template };
  let bytes = 0;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (walk.trail !== undefined) walk.trail.path[depth] = name;
    bytes += name.length;
    const property = Object.getOwnPropertyDescriptor(object, name) as PropertyDescriptor;
    const item: unknown = property.value;
    let json = item;
    if (typeof item === "string") bytes += item.length;
    else if (typeof item === "number" && isPlainNumber(item)) bytes++;
    else if (item === undefined && !("value" in property)) throw fault(walk, depth + 1, CONVERT, "a getter or setter");
    else if (typeof item !== "boolean" && item !== null) json = jsonOf(item, depth + 1, walk);
    if (changed !== undefined) changed[name] = json;
    else if (json !== item) {
      changed = { ...object };
      changed[name] = json;
    }
  }
  spend(walk, depth, bytes);
  const json = changed ?? object;
  return tagged || tag === "bare" ? { $: tag, v: json } : json;
}

function jsonOfBuiltIn(value: object, prototype: object, depth: number, walk: Walk): unknown {
  const bytes = taggedBytes(value, prototype);
  if (bytes !== null) {
    spend(walk, depth, bytes.text.length);
    return { $: bytes.tag, v: bytes.text };
  }
  const isMap = prototype === Map.prototype;
  if (!isMap && prototype !== Set.prototype && prototype !== Date.prototype) throw fault(walk, depth, CONVERT, instance(prototype));
  if (Object.keys(value).length > 0) throw fault(walk, depth, "without properties of its own", "one with");
  if (prototype === Date.prototype) {
    const ms = Date.prototype.getTime.call(value);
    if (!Number.isFinite(ms)) throw fault(walk, depth, "a valid date", "an invalid one");
    return { $: "date", v: new Date(ms).toISOString() };
  }
  const v: unknown[] = [];
  const at = (item: unknown): unknown => {
    if (walk.trail !== undefined) walk.trail.path[depth] = v.length;
    return jsonOf(item, depth + 1, walk);
  };
  if (isMap) Map.prototype.forEach.call(value, (item, key) => v.push([at(key), at(item)]));
  else Set.prototype.forEach.call(value, (item) => v.push(at(item)));
  return { $: isMap ? "map" : "set", v };
}

/**
 * A value as bytes that `decodeValue` reads back exactly; equal values give equal bytes.
 *
 * Taken are null, booleans, all numbers, strings (halves of surrogate pairs too), `undefined`, bigints, valid dates, plain objects (with or without
 * prototype), arrays, maps, sets, typed arrays and `ArrayBuffer`s. Everything else is refused with the path to it: class instances (a
 * `Buffer` too: copy it to a `Uint8Array`), functions, symbols, getters, holes, circles, and the names `__proto__`, `constructor`, `prototype`.
 *
 * @throws OpenbellError `INVALID_VALUE` with the path, never the value.
 *
 * @example
 * ```ts
 * import { decodeValue, encodeValue } from "@openbell/core/store";
 *
 * const bytes = encodeValue({ size: 100n, at: new Date(0) });
 * console.log(decodeValue(bytes)); // { at: 1970-01-01T00:00:00.000Z, size: 100n }
 * ```
 */
export function encodeValue(value: unknown, limits: ValueLimits = {}): Uint8Array {
  const bounds = limitsOf(limits);
  try {
    return encoded(value, walkOf(bounds, undefined));
  } catch {
    return explained(value, bounds);
  }
}

function encoded(value: unknown, walk: Walk): Uint8Array {
  const json = jsonOf(value, 0, walk);
  const bytes = utf8(walk.outOfOrder ? canonicalText(json) : JSON.stringify(json));
  if (bytes.length > walk.maxBytes) throw fault(walk, 0, `at most ${walk.maxBytes} bytes`, `one of ${bytes.length} bytes`);
  return bytes;
}

/** The same again, to say where it fails. */
function explained(value: unknown, bounds: Required<ValueLimits>): Uint8Array {
  try {
    return encoded(value, walkOf(bounds, { path: [], ancestors: [] }));
  } catch (error) {
    // A trap of a Proxy, an impostor of a built-in class. What it says may hold data.
    throw error instanceof OpenbellError ? error : invalidValue("value", "readable", "one that throws when it is read");
  }
}
