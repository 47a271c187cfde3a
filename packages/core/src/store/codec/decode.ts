/**
 * From bytes back to the value, format 1. Only bytes that `encodeValue` writes are read: what is damaged, reordered, written by hand or too large is
 * refused, and nothing that was read can change the prototype of anything.
 *
 * @module
 */

import { OpenbellError } from "../../errors.js";
import { textOf } from "../platform.js";
import { canonicalText } from "./canonical.js";
import { limitsOf, type ValueLimits } from "./limits.js";
import { type NameOrder, nameOrder } from "./names.js";
import { READ_TAG } from "./tags.js";

/** How bytes are read. */
export interface DecodeOptions extends ValueLimits {
  /**
   * Whether the bytes are known to be what `encodeValue` wrote, as those of a sealed record are. Then they are not compared with the canonical form,
   * and limits other than `maxBytes` are those of the writer: reading takes half the time.
   */
  readonly verified?: boolean;
}

/** A value that is not what `encodeValue` writes; a `SyntaxError` as the cause would show a piece of it. */
function damaged(problem: string): OpenbellError {
  return new OpenbellError(
    "CORRUPT_RECORD",
    `Value: expected bytes that \`encodeValue\` wrote, got others: ${problem}. Nothing of it was used; restore it from another copy.`,
    { reason: "damaged", problem },
  );
}

function unknownFormat(format: number): OpenbellError {
  return new OpenbellError(
    "CORRUPT_RECORD",
    `Value: expected format 1, got format ${format}. A newer version wrote it: update @openbell/core where it is read.`,
    { reason: "unknown-format", format },
  );
}

type Json = Readonly<Record<string, unknown>>;

interface Check extends Required<ValueLimits> {
  /** Whether the order of names was compared already. */
  readonly ordered: boolean;
  tagged: boolean;
}

function checkNames(object: Json, check: Check): NameOrder {
  const order = nameOrder(Object.keys(object));
  const { names, inOrder, reserved } = order;
  if (names.length > check.maxNames) throw damaged(`an object has more than ${check.maxNames} names`);
  if (reserved !== undefined) throw damaged("a name is reserved");
  if (!inOrder && !check.ordered) throw damaged("names are out of order");
  return order;
}

/** Everything that can be wrong is found here; `revived` afterwards trusts. */
function checkJson(json: unknown, depth: number, check: Check): void {
  if (typeof json !== "object" || json === null) return;
  if (depth >= check.maxDepth) throw damaged(`it is more than ${check.maxDepth} levels deep`);
  if (Array.isArray(json)) {
    for (const item of json) checkJson(item, depth + 1, check);
    return;
  }
  const { names, tagged } = checkNames(json as Json, check);
  if (tagged) checkTag(json as Json, names, depth, check);
  else checkProperties(json as Json, names, depth, check);
}

function checkProperties(object: Json, names: readonly string[], depth: number, check: Check): void {
  for (const name of names) {
    const item = object[name];
    if (typeof item === "object") checkJson(item, depth + 1, check);
  }
}

function checkTag(json: Json, names: readonly string[], depth: number, check: Check): void {
  check.tagged = true;
  const { $: tag, v } = json;
  if (typeof tag !== "string") throw damaged("a tag is no text");
  if (tag === "undefined" ? names.length !== 1 : names.length !== 2 || !Object.hasOwn(json, "v")) throw damaged("a tag has other parts");
  if (tag === "undefined") return;
  if (tag === "object" || tag === "bare") {
    if (typeof v !== "object" || v === null || Array.isArray(v)) throw damaged("a tagged object is none");
    const { names: inner, tagged } = checkNames(v as Json, check);
    if (tag === "object" && !tagged) throw damaged("an object is tagged without need");
    checkProperties(v as Json, inner, depth, check);
  } else if (tag === "map" || tag === "set") {
    if (!Array.isArray(v)) throw damaged("a map or set is no list");
    for (const item of v) {
      if (tag === "map" && !(Array.isArray(item) && item.length === 2)) throw damaged("an entry of a map is no pair");
      for (const part of tag === "map" ? (item as unknown[]) : [item]) checkJson(part, depth + 1, check);
    }
  } else {
    const read = READ_TAG.get(tag);
    if (read === undefined) throw damaged("a tag is unknown");
    if (typeof v !== "string" || read(v) === undefined) throw damaged("a tagged value is not as it is written");
  }
}

/** Tagged objects turned into what they stand for; the rest stays the objects that were parsed. */
function revived(json: unknown): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) {
    for (let i = 0; i < json.length; i++) json[i] = revived(json[i]);
    return json;
  }
  if (!Object.hasOwn(json, "$")) return revivedProperties(json as Record<string, unknown>);
  const { $: tag, v } = json as { $: string; v: unknown };
  switch (tag) {
    case "undefined":
      return undefined;
    case "object":
      return revivedProperties(v as Record<string, unknown>);
    case "bare":
      return Object.assign(Object.create(null), revivedProperties(v as Record<string, unknown>));
    case "map":
      return distinct(new Map((v as [unknown, unknown][]).map(([key, item]) => [revived(key), revived(item)])), v as unknown[]);
    case "set":
      return distinct(new Set((v as unknown[]).map(revived)), v as unknown[]);
    default:
      return READ_TAG.get(tag)?.(v as string);
  }
}

function revivedProperties(object: Record<string, unknown>): Record<string, unknown> {
  for (const name of Object.keys(object)) object[name] = revived(object[name]);
  return object;
}

function distinct<T extends { readonly size: number }>(collection: T, items: readonly unknown[]): T {
  if (collection.size !== items.length) throw damaged("a map or set has something twice");
  return collection;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged("they are no JSON");
  }
}

const MAY_HIDE: readonly string[] = ['$"', "\\u", "__proto__", "constructor", "prototype"];

/** Whether a text surely holds no tag and no reserved name: it is what `JSON.parse` says. Escapes may hide one. */
function isPlainText(text: string): boolean {
  // Without the quotes before, which every text is full of.
  return !MAY_HIDE.some((part) => text.includes(part));
}

/** Whether a text is what its value would be written as. The names of objects are in order, unless `mended` says that they were put so. */
function isCanonical(text: string, json: unknown): "yes" | "mended" | "no" {
  if (JSON.stringify(json) === text) return "yes";
  return canonicalText(json) === text ? "mended" : "no";
}

/**
 * The value that `encodeValue` made bytes of.
 *
 * @throws OpenbellError `CORRUPT_RECORD` for any other bytes; `details.reason` is `damaged`, or `unknown-format` where a newer version wrote them.
 */
export function decodeValue(bytes: Uint8Array, options: DecodeOptions = {}): unknown {
  const limits = limitsOf(options);
  if (!(bytes instanceof Uint8Array)) throw damaged("they are no Uint8Array");
  const first = bytes[0];
  if (first === undefined) throw damaged("there are none");
  if (bytes.length > limits.maxBytes) throw damaged(`they are more than ${limits.maxBytes}`);
  // No JSON text begins below the space; formats to come begin with their number there.
  if (first > 1 && first < 0x20) throw unknownFormat(first);
  try {
    const text = textOf(bytes);
    const json = parsed(text);
    if (options.verified === true && isPlainText(text)) return json;
    const canonical = options.verified === true ? "mended" : isCanonical(text, json);
    if (canonical === "no") throw damaged("they are not in canonical form");
    const { maxBytes, maxDepth, maxNames } = limits;
    const check: Check = { maxBytes, maxDepth, maxNames, ordered: canonical === "mended", tagged: false };
    checkJson(json, 0, check);
    return check.tagged ? revived(json) : json;
  } catch (error) {
    // Not UTF-8; or so deep that comparing them ran out of stack, which parsing does not.
    throw error instanceof OpenbellError ? error : damaged("they cannot be read");
  }
}
