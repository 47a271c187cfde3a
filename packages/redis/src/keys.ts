/**
 * The names of keys. All of a tenant hangs on one hash tag, `{<prefix>:<bucket>}`, so that all that a verb touches is in one slot of a cluster.
 *
 * ```text
 * {p:3}:r:<tenant>:<kind>:<id>            hash    a record; `…:<stream>` beside it, a list each
 * {p:3}:u:<tenant>:<kind>                 sorted  ids by update; `…:o:<owner>` and `…:t:<tag>` beside it
 *                                                 `…:b`, a set: ids whose place is behind, until the next list
 * {p:3}:c:<tenant>:<kind>                 sorted  the same by creation
 * {p:3}:d:<kind>, {p:3}:l:<kind>          sorted  `<id> <tenant>` by when it is due, and by when its lease runs out
 * ```
 *
 * `<tenant>` is base64url, so no character of it can end a part or a hash tag; kinds, ids and streams have no `:`; owners and tags stand at
 * the end. Scripts make the keys of streams, owners and tags from those that they are handed: all are in the same slot.
 *
 * @module
 */

import { checksum } from "@openbell/core/store/adapter";

/** The names that a verb on one tenant's records of a kind needs. */
export interface Family {
  /** How keys of records begin: the id follows. */
  readonly records: string;
  readonly updated: string;
  readonly created: string;
  readonly due: string;
  readonly leased: string;
  /** The tenant, encoded. */
  readonly tenant: string;
}

/** The names of one bucket's queues for a kind. */
export interface Queue {
  /** How keys of records begin: tenant, kind and id follow. */
  readonly records: string;
  readonly due: string;
  readonly leased: string;
}

/** Makes names. */
export interface Keys {
  family(key: { readonly tenant: string; readonly kind: string }): Family;
  queues(kind: string, tenant?: string): readonly Queue[];
}

/** A tenant as a part of a key. */
export const encoded = (tenant: string): string => Buffer.from(tenant, "utf8").toString("base64url");

/** The id and tenant of a member of the queues. The space is below all characters of an id, so that members of one instant are ordered by id. */
export function partsOfMember(member: string): { readonly id: string; readonly tenant: string } {
  const space = member.indexOf(" ");
  return { id: member.slice(0, space), tenant: Buffer.from(member.slice(space + 1), "base64url").toString("utf8") };
}

/** How many families are kept: a service has few tenants at work at a time. */
const KEPT = 1000;

/** Names for a prefix and a number of buckets. */
export function keysOf(prefix: string, buckets: number): Keys {
  const families = new Map<string, Family>();
  const bucketOf = (tenant: string): number => checksum(Buffer.from(tenant, "utf8")) % buckets;
  const queue = (bucket: number, kind: string): Queue => {
    const tag = `{${prefix}:${bucket}}`;
    return { records: `${tag}:r:`, due: `${tag}:d:${kind}`, leased: `${tag}:l:${kind}` };
  };
  return {
    family({ tenant, kind }) {
      const name = `${kind}\n${tenant}`;
      let family = families.get(name);
      if (family === undefined) {
        const code = encoded(tenant);
        const { records, due, leased } = queue(bucketOf(tenant), kind);
        const tag = records.slice(0, -3);
        const rest = `${code}:${kind}`;
        family = { records: `${tag}:r:${rest}:`, updated: `${tag}:u:${rest}`, created: `${tag}:c:${rest}`, due, leased, tenant: code };
        if (families.size >= KEPT) families.clear();
        families.set(name, family);
      }
      return family;
    },
    queues: (kind, tenant) =>
      tenant === undefined ? Array.from({ length: buckets }, (_, bucket) => queue(bucket, kind)) : [queue(bucketOf(tenant), kind)],
  };
}
