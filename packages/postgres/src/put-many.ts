/** Many puts in few trips: new records by one statement, all others one after the other inside the server. @module */

import type { PutRequest, WriteResult } from "@openbell/core/store";
import { etagOf, type Identified, type PortCall } from "@openbell/core/store/adapter";
import { extrasText, manyParameters, newParameters } from "./parameters.js";
import type { Parameter, Row } from "./port.js";
import { resultOf, wholeOf } from "./rows.js";

type Put = Identified<PutRequest>;
type Send = (verb: "putMany" | "putNew", parameters: readonly Parameter[], call: PortCall) => Promise<readonly Row[]>;

/** How many bytes go on one trip: a statement's text and its parameters have to fit into the memory of both sides, twice. */
const TRIP_BYTES = 16 * 2 ** 20;

/** A put together with its place among all. */
interface Placed {
  readonly put: Put;
  readonly place: number;
}

function bytesOf({ body, appends = [] }: Put): number {
  return appends.reduce((sum, { items }) => items.reduce((all, item) => all + item.length, sum), body?.length ?? 0);
}

function trips(requests: readonly Put[]): Placed[][] {
  const all: Placed[][] = [];
  let bytes = 0;
  requests.forEach((put, place) => {
    const more = bytesOf(put);
    bytes += more;
    if (place === 0 || bytes > TRIP_BYTES) {
      all.push([]);
      bytes = more;
    }
    (all.at(-1) as Placed[]).push({ put, place });
  });
  return all;
}

const isPlainAndNew = ({ put }: Placed): boolean => put.expect.is === "absent" && extrasText(put) === null;

/** `putMany` by a way to send statements, and whether an error came after some of the puts had been done. */
export function putManyOver(
  send: Send,
  memory: string,
): {
  putMany(requests: readonly Put[], call: PortCall): Promise<readonly WriteResult[]>;
  halfDone(error: unknown): boolean;
} {
  const halfDone = new WeakSet<object>();

  return {
    async putMany(requests, call) {
      const results: WriteResult[] = new Array(requests.length);
      const wait = String(call.deadlineMs);
      let sent = 0;

      async function trip(verb: "putMany" | "putNew", placed: readonly Placed[], keep: (row: Row) => void): Promise<void> {
        const puts = placed.map(({ put }) => put);
        const parameters = newParameters(puts, wait);
        if (verb === "putMany") parameters.push(...manyParameters(puts, memory));
        try {
          for (const row of await send(verb, parameters, call)) keep(row);
          sent++;
        } catch (error) {
          if (sent > 0 && typeof error === "object" && error !== null) halfDone.add(error);
          throw error;
        }
      }

      for (const placed of trips(requests)) {
        const rest = new Set(placed);
        if (placed.every(isPlainAndNew)) {
          await trip("putNew", placed, (row) => {
            const made = placed[wholeOf(row, "made") - 1] as Placed;
            const { operation } = made.put;
            const expiresMs = row["expires_at_ms"] === null ? null : wholeOf(row, "expires_at_ms");
            results[made.place] = { ok: true, etag: etagOf(operation, 1, operation), version: 1, revision: 1, expiresMs, replay: false };
            rest.delete(made);
          });
        }
        if (rest.size === 0) continue;
        const others = [...rest];
        await trip("putMany", others, (row) => {
          results[(others[wholeOf(row, "place") - 1] as Placed).place] = resultOf(row);
        });
      }
      return results;
    },
    halfDone: (error) => typeof error === "object" && error !== null && halfDone.has(error),
  };
}
