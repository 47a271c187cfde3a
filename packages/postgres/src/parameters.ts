/** Requests as parameters of statements: text, bytes and null, nothing else. @module */

import type { AppendRequest, Expect, PutRequest, TimeSetting, WriteRequest } from "@openbell/core/store";
import type { Identified } from "@openbell/core/store/adapter";
import type { Parameter } from "./port.js";

/** A number as text, nothing as null. */
export const number = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** An array as Postgres writes it. Built here since each client has its own idea of an array of nulls, quotes and backslashes. */
export function arrayText(values: readonly (string | number | null)[]): string {
  let text = "{";
  for (const value of values) {
    if (text.length > 1) text += ",";
    if (value === null) text += "NULL";
    else if (typeof value === "number") text += value;
    else text += `"${/["\\]/.test(value) ? value.replaceAll(/["\\]/g, "\\$&") : value}"`;
  }
  return `${text}}`;
}

/** What a write expects: `absent`, `exists`, or the etag, which neither word can be. */
export function expectText(expect: Expect): string {
  return expect.is === "match" ? expect.etag : expect.is;
}

/** The revision that a write expects, if it says so. */
export function revisionOf(expect: Expect): number | null {
  return expect.is === "match" ? (expect.revision ?? null) : null;
}

/** A time setting: null keeps, `never`, `+n` from now on, `n` the instant. */
export function timeText(setting: TimeSetting | undefined): string | null {
  if (setting === undefined || setting === "keep") return null;
  if (setting === "never") return "never";
  return "inMs" in setting ? `+${setting.inMs}` : String(setting.atMs);
}

/** The first parameters of every write. */
export function writeParameters({ key, operation, digest, epoch }: Identified<WriteRequest>): Parameter[] {
  return [key.tenant, key.kind, key.id, operation, digest, number(epoch)];
}

/** What a put says of the data beside the body: owner (empty: none), tags, meta, expiry, due; null keeps. */
export function besideText({ owner, tags, meta, expiry, due }: PutRequest): (string | null)[] {
  return [
    owner === undefined ? null : (owner ?? ""),
    tags === undefined ? null : arrayText(tags),
    meta === undefined ? null : JSON.stringify(meta),
    timeText(expiry),
    timeText(due),
  ];
}

/** What a write says of streams and counters, or null; `lengths` of items, their bytes come apart. */
export function extrasText({ appends, counters, trim }: Pick<PutRequest, "appends" | "counters" | "trim">): string | null {
  if (appends === undefined && counters === undefined && trim === undefined) return null;
  return JSON.stringify({
    appends: appends?.map(({ stream, items, keep }) => [stream, keep ?? null, items.map(({ length }) => length)]),
    counters,
    trim,
  });
}

/** Arrays of bytes, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  let length = 0;
  for (const part of parts) length += part.length;
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** All items of a write, in the order of `extrasText`. */
export const itemsOf = ({ appends = [] }: Pick<AppendRequest | PutRequest, "appends">): Uint8Array[] =>
  appends.flatMap(({ items }) => items);

type Puts = readonly Identified<PutRequest>[];

/** Parameters 1 to 15 of the statements for many puts. */
export function manyParameters(requests: Puts, waitMs: string): Parameter[] {
  const beside = requests.map(besideText);
  const column = (i: number): string => arrayText(beside.map((each) => each[i] as string | null));
  const starts: number[] = [];
  let at = 1;
  for (const { body } of requests) {
    starts.push(at);
    at += body?.length ?? 0;
  }
  return [
    arrayText(requests.map(({ key }) => key.tenant)),
    arrayText(requests.map(({ key }) => key.kind)),
    arrayText(requests.map(({ key }) => key.id)),
    arrayText(requests.map(({ operation }) => operation)),
    arrayText(requests.map(({ digest }) => digest)),
    arrayText(requests.map(({ epoch }) => epoch ?? null)),
    ...[column(0), column(1), column(2), column(3), column(4)],
    arrayText(starts),
    // No length, no body: it stays.
    arrayText(requests.map(({ body }) => body?.length ?? null)),
    joined(requests.flatMap(({ body }) => body ?? [])),
    waitMs,
  ];
}

const createdText = (requests: Puts): string => arrayText(requests.map(({ createdMs }) => createdMs ?? null));

const expectTexts = (requests: Puts): Parameter[] => [
  arrayText(requests.map(({ expect }) => expectText(expect))),
  arrayText(requests.map(({ expect }) => revisionOf(expect))),
];

/** From 16 on, for `put-new.sql`. */
export const newParameters = (requests: Puts): Parameter[] => [createdText(requests)];

/** From 16 on, for `put-known.sql`. */
export const knownParameters = (requests: Puts, memory: string): Parameter[] => [...expectTexts(requests), memory];

/** From 16 on, for `put-many.sql`. */
export function anyParameters(requests: Puts, memory: string): Parameter[] {
  const items = requests.map(itemsOf);
  const starts: number[] = [];
  let at = 0;
  for (const each of items) {
    starts.push(at);
    for (const { length } of each) at += length;
  }
  return [
    createdText(requests),
    ...expectTexts(requests),
    arrayText(requests.map(extrasText)),
    arrayText(starts),
    joined(items.flat()),
    memory,
  ];
}
