/** Requests as the arguments of scripts. The words are those of `scripts/shared/additions.lua`. @module */

import type { Expect, PutRequest, StreamAppend, TimeSetting, WriteRequest } from "@openbell/core/store";
import { etagOf, type Identified } from "@openbell/core/store/adapter";
import type { Copies } from "./copies.js";
import type { CommandPart } from "./port.js";

function expected(expect: Expect): string {
  if (expect.is === "absent") return "+";
  if (expect.is === "exists") return "*";
  return expect.revision === undefined ? expect.etag : `${expect.etag} ${expect.revision}`;
}

/** The fields that remembered operations lie in. Part of the stored format, as is the hash below: with another, repetitions are not found. */
const FIELDS: readonly string[] = Array.from({ length: 32 }, (_, i) => `o${i}`);

/** The field of an operation: few share one, so that a write rewrites little, and none has to be made or taken away. */
export function fieldOf(operation: string): string {
  let hash = 0;
  for (let i = 0; i < operation.length; i++) hash = (Math.imul(hash, 31) + operation.charCodeAt(i)) | 0;
  return FIELDS[hash & 31] as string;
}

/** What every write begins with: operation, digest, field of the operation, expectation, epoch, id. */
export function decisionArguments({ key, operation, digest, epoch }: Identified<WriteRequest>, expect: Expect): CommandPart[] {
  return [operation, digest, fieldOf(operation), expected(expect), epoch === undefined ? "" : String(epoch), key.id];
}

/** The etag after a put, where what is expected tells it: the script is spared making it. */
function nextETag({ expect, operation }: Identified<PutRequest>): string {
  if (expect.is === "exists") return "";
  if (expect.is === "absent") return etagOf(operation, 1, operation);
  const dot = expect.etag.indexOf(".");
  const version = Number(expect.etag.slice(dot + 1, expect.etag.indexOf(".", dot + 1)));
  return etagOf(expect.etag.slice(0, dot), version + 1, operation);
}

/** Adds a time setting: `-` never, `+<ms>` from the server's now, `<ms>`; nothing for `keep`. */
function addTime(parts: CommandPart[], word: string, setting: TimeSetting | undefined): void {
  if (setting === undefined || setting === "keep") return;
  parts.push(word, setting === "never" ? "-" : "inMs" in setting ? `+${setting.inMs}` : String(setting.atMs));
}

/** Adds what a put or an append carries to its arguments. */
export function addAdditions(
  parts: CommandPart[],
  appends: readonly StreamAppend[] | undefined,
  counters: Readonly<Record<string, number>> | undefined,
): void {
  for (const { stream, items, keep } of appends ?? []) {
    parts.push("append", stream, keep === undefined ? "" : String(keep), String(items.length));
    for (const item of items) parts.push(Buffer.from(item));
  }
  if (counters !== undefined) for (const [name, add] of Object.entries(counters)) parts.push("count", name, String(add));
}

/** Whether a put needs the keys of the index by creation and of the queues: it creates, or may move the record there. */
export function movesPut({ expect, owner, tags, expiry, due }: PutRequest): boolean {
  return expect.is === "absent" || owner !== undefined || tags !== undefined || expiry !== undefined || due !== undefined;
}

/** Where the body is among the arguments of a put. */
export const BODY = 7;

/** All arguments of a put. */
export function putArguments(request: Identified<PutRequest>, copies: Copies): CommandPart[] {
  const { expect, body, owner, tags, meta, expiry, due, appends, counters, trim, createdMs } = request;
  const parts = decisionArguments(request, expect).concat(nextETag(request), body === undefined ? "" : copies.of(body));
  if (body === undefined) parts.push("bodiless");
  if (owner !== undefined) parts.push("owner", owner ?? "");
  if (tags !== undefined) parts.push("tags", tags.join("\n"));
  if (meta !== undefined) parts.push("meta", JSON.stringify(meta));
  addTime(parts, "expiry", expiry);
  addTime(parts, "due", due);
  if (createdMs !== undefined) parts.push("created", String(createdMs));
  addAdditions(parts, appends, counters);
  if (trim !== undefined) for (const [name, number] of Object.entries(trim)) parts.push("trim", name, String(number));
  return parts;
}
