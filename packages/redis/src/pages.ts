/** Verbs that take several scripts: lists, and claims over the buckets. @module */

import type { ClaimedRecord, ClaimRequest, ClaimResult, ListRequest, Page, RecordHead } from "@openbell/core/store";
import { cursorAfter, parseCursor } from "@openbell/core/store/adapter";
import { didNothing } from "./failures.js";
import { headFrom } from "./head.js";
import { type Keys, partsOfMember, type Queue } from "./keys.js";
import type { CommandPart } from "./port.js";
import { ownBytes } from "./replies.js";
import type { Verb } from "./scripts.js";

/** Runs the script of a verb. */
export type Run = (verb: Verb, keys: readonly string[], parts: readonly CommandPart[]) => Promise<unknown>;

/** Entries of an index that one script looks at: about two milliseconds of a server that others wait for. */
const LOOKED_AT_MOST = 1000;

/**
 * Records that were written since the last list and that one script moves to their place: about a millisecond. Where there are more, each
 * further script moves twice as many, up to twenty milliseconds, so that a list far away from its server ends while others write.
 */
const MOVED_AT_FIRST = 200;
const MOVED_AT_MOST = 4000;

const text = (bytes: unknown): string => (bytes as Buffer).toString("latin1");

/** A page of heads. Where most entries have expired it takes several calls to fill it. */
export async function listPage(run: Run, keys: Keys, request: ListRequest): Promise<Page> {
  const { tenant, kind, owner, tag, order = "updated", limit, after, expired = false } = request;
  const family = keys.family({ tenant, kind });
  const base = order === "created" ? family.created : family.updated;
  // Of owner and tag the owner's index is the shorter one; the script looks at the tag.
  const index = owner !== undefined ? `${base}:o:${owner}` : tag !== undefined ? `${base}:t:${tag}` : base;
  const names = order === "created" ? [index] : [index, family.updated];
  const place = after === undefined ? null : parseCursor(after);
  const heads: RecordHead[] = [];
  let [ms, id] = place === null ? ["", ""] : [String(place.ms), place.id];
  let moved = MOVED_AT_FIRST;
  for (let more = true; more && heads.length <= limit; ) {
    const filters = [expired ? "1" : "", order, ms, id, owner ?? "", tag ?? ""];
    const parts = [family.records, String(limit + 1 - heads.length), String(LOOKED_AT_MOST), ...filters, String(moved)];
    const reply = (await run("list", names, parts)) as Buffer[];
    if (text(reply[0]) === "behind") {
      moved = Math.min(2 * moved, MOVED_AT_MOST);
      continue;
    }
    ms = text(reply[0]);
    id = text(reply[1]);
    more = ms !== "";
    for (let i = 2; i < reply.length && heads.length <= limit; i += 2)
      heads.push(headFrom({ tenant, kind, id: text(reply[i]) }, reply[i + 1] as Buffer).head);
  }
  const items = heads.slice(0, limit);
  const last = items.at(-1);
  return { items, next: heads.length > limit && last !== undefined ? cursorAfter(last, order) : null };
}

/** From when on a record is due. */
function dueMs({ dueMs: due, expiresMs }: RecordHead): number {
  return Math.min(due ?? Number.POSITIVE_INFINITY, expiresMs ?? Number.POSITIVE_INFINITY);
}

/** How many of the claim fall to each queue, so that over all of them those are taken that are due longest; and what became of queues that could not be asked. */
interface Shares {
  readonly counts: readonly number[];
  readonly failures: readonly unknown[];
}

async function shares(run: Run, queues: readonly Queue[], { kind, limit }: ClaimRequest): Promise<Shares> {
  if (queues.length === 1) return { counts: [limit], failures: [] };
  const ends = await Promise.allSettled(
    queues.map(({ records, due, leased }) => run("peek", [due, leased], [records, kind, String(limit)]) as Promise<Buffer[]>),
  );
  const waiting = ends.flatMap((end, queue) =>
    end.status === "rejected"
      ? []
      : end.value.flatMap((member, i) =>
          i % 2 === 0 ? [{ queue, member: text(member), ms: Number(text((end.value as Buffer[])[i + 1])) }] : [],
        ),
  );
  waiting.sort((a, b) => a.ms - b.ms || (a.member < b.member ? -1 : 1));
  const counts = queues.map(() => 0);
  for (const { queue } of waiting.slice(0, limit)) counts[queue] = (counts[queue] as number) + 1;
  return { counts, failures: rejections(ends) };
}

const rejections = (ends: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));

/** Leases due records of one tenant, or of all: then every bucket is asked first. */
export async function claimDue(run: Run, keys: Keys, request: ClaimRequest): Promise<ClaimResult> {
  const { kind, tenant, worker, leaseMs } = request;
  const queues = keys.queues(kind, tenant);
  const records: ClaimedRecord[] = [];
  const only = tenant === undefined ? "" : keys.family({ tenant, kind }).tenant;

  async function claimFrom({ records: prefix, due, leased }: Queue, share: number): Promise<void> {
    let offset = 0;
    for (let wanted = share; wanted > 0 && offset >= 0; ) {
      const parts = [prefix, kind, String(wanted), worker, String(leaseMs), only, String(offset)];
      const reply = (await run("claim", [due, leased], parts)) as [number, ...Buffer[]];
      offset = reply[0];
      wanted -= (reply.length - 1) / 3;
      for (let i = 1; i < reply.length; i += 3) {
        const { id, tenant: its } = partsOfMember(text(reply[i]));
        const { head, attempts } = headFrom({ tenant: its, kind, id }, reply[i + 1] as Buffer);
        records.push({ record: { ...head, body: ownBytes(reply[i + 2]) }, attempts });
      }
    }
  }

  const { counts, failures: unasked } = await shares(run, queues, request);
  const ends = await Promise.allSettled(queues.map((queue, i) => claimFrom(queue, counts[i] as number)));
  const failures = [...unasked, ...rejections(ends)];
  // What one bucket gave is handed out, whatever became of another: nobody else could have it until the lease runs out. That there is nothing
  // to do is said only where all could be asked.
  if (failures.length > 0 && records.length === 0) throw failures.find((failure) => !didNothing(failure)) ?? failures[0];
  records.sort((a, b) => dueMs(a.record) - dueMs(b.record) || (a.record.key.id < b.record.key.id ? -1 : 1));
  return failures.length > 0 ? { records, degraded: ["redis"] } : { records };
}
