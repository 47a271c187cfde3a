/**
 * The port to a place that keeps objects: named bytes that are replaced whole, and only by who knows their present state. What `objectStore` and
 * the manifests ask of a folder, a bucket or memory, and all that they ask.
 *
 * A name is one or more segments with `/` between them; a segment is 1 to 200 of `a-z 0-9 . _ ~ -`, not `.` first. Names that differ in their
 * case cannot occur, so every file system keeps them apart.
 *
 * A method that surely did nothing throws `STORE_UNAVAILABLE`; whatever else it throws may have happened or not.
 *
 * @module
 */

import type { StoreCapabilities } from "@openbell/core/store";

/** What a put or a deletion expects to find; nothing said: whatever is there. */
export interface ObjectCondition {
  /** That there is no object of this name. */
  readonly ifAbsent?: true;
  /** That the object is still in the state with this etag. */
  readonly ifMatch?: string;
}

/** Why a conditional put or deletion did nothing: there is an object, it is another one, or there is none. */
export type ObjectRefusal = "exists" | "changed" | "missing";

/** A put or deletion that was refused. */
export interface ObjectRefused {
  readonly refused: ObjectRefusal;
  /**
   * The refusal may be the echo of the same request: it was sent twice, the first time was done, its answer was lost, and the object was changed
   * again since. Left out where the refused request surely did nothing.
   */
  readonly unsure?: true;
}

/** What a put comes to. */
export type ObjectPut = { readonly etag: string } | ObjectRefused;

/** What a deletion comes to. */
export type ObjectDeletion = { readonly deleted: true } | ObjectRefused;

/** An object, or the part of it that was asked for. The bytes are the caller's own. */
export interface ObjectBytes {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/** Some names, in the order of their characters. */
export interface ObjectNames {
  /** One of them may have gone since. */
  readonly names: readonly string[];
  /** What goes into `after` for those behind; `null`: there are none. */
  readonly next: string | null;
}

/** A place that keeps objects; see the top of this file. */
export interface Objects {
  /** The place's name in errors: `files`, `s3`, `memory-objects`. */
  readonly name: string;
  /** What an acknowledged put survives. */
  readonly durability: StoreCapabilities["durability"];
  /** Puts an object, all of it or nothing: nobody ever reads a part. */
  put(name: string, bytes: Uint8Array, condition?: ObjectCondition): Promise<ObjectPut>;
  /** The object, or `null`. */
  get(name: string): Promise<ObjectBytes | null>;
  /** `length` bytes from `from` on, fewer where the object ends before; `null` where there is no object. Whole objects are fetched where left out. */
  getRange?(name: string, from: number, length: number): Promise<ObjectBytes | null>;
  /** The object's etag and its size in bytes, or `null`. */
  head(name: string): Promise<{ readonly etag: string; readonly size: number } | null>;
  /** Up to `limit` names (1 to 1,000) that begin with `prefix`, behind `after`. */
  list(prefix: string, page: { readonly after?: string; readonly limit: number }): Promise<ObjectNames>;
  /** Deletes an object, on condition. */
  delete(name: string, condition?: { readonly ifMatch?: string }): Promise<ObjectDeletion>;
  /** Clears away what processes that were ended in the middle left behind; harmless at any time. Answers how many such things there were. */
  sweep?(): Promise<number>;
}

const NAME = /^[a-z0-9_~-][a-z0-9._~-]{0,199}(?:\/[a-z0-9_~-][a-z0-9._~-]{0,199})*$/;

/** Whether a text can be a name; all that a port has to check before it makes a path of it. */
export function isObjectName(name: string): boolean {
  return name.length <= 900 && NAME.test(name);
}
