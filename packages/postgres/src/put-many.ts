/** Many puts in few trips: new records by one statement, those that are there by another, the rest one after the other in the server. @module */

import type { PutRequest, WriteResult } from "@openbell/core/store";
import { etagOf, type Identified, type PortCall } from "@openbell/core/store/adapter";
import { anyParameters, extrasText, knownParameters, manyParameters, newParameters } from "./parameters.js";
import type { Parameter, Row } from "./port.js";
import { resultOf, wholeOf } from "./rows.js";

type Put = Identified<PutRequest>;
type Kind = "putNew" | "putKnown" | "putMany";
type Send = (verb: Kind, parameters: readonly Parameter[], call: PortCall) => Promise<readonly Row[]>;

/** How many bytes go on one trip: a statement's text and its parameters have to fit into the memory of both sides, twice. */
const TRIP_BYTES = 16 * 2 ** 20;

/** From how many puts on a trip of their own, with its commit, costs less than deciding one after the other. */
const TRIP_PUTS = 16;

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

/** The answer about a record that was made. */
function madeOf({ operation }: Put, row: Row): WriteResult {
  const expiresMs = row["expires_at_ms"] === null ? null : wholeOf(row, "expires_at_ms");
  return { ok: true, etag: etagOf(operation, 1, operation), version: 1, revision: 1, expiresMs, replay: false };
}

/** Which statement a put goes with: streams and counters, and records that may be there or not, are decided one after the other. */
function kindOf({ put }: Placed): Kind {
  if (extrasText(put) !== null) return "putMany";
  return put.expect.is === "absent" ? "putNew" : "putKnown";
}

/** `putMany` by a way to send statements, and whether an error came after some of the puts had been done. */
export function putManyOver(
  send: Send,
  memory: string,
): {
  putMany(requests: readonly Put[], call: PortCall): Promise<readonly WriteResult[]>;
  halfDone(error: unknown): boolean;
} {
  const halfDone = new WeakSet<object>();
  const more: Readonly<Record<Kind, (puts: readonly Put[]) => Parameter[]>> = {
    putNew: newParameters,
    putKnown: (puts) => knownParameters(puts, memory),
    putMany: (puts) => anyParameters(puts, memory),
  };

  return {
    async putMany(requests, call) {
      const results: WriteResult[] = new Array(requests.length);
      const wait = String(call.deadlineMs);
      let sent = 0;

      async function trip(kind: Kind, placed: readonly Placed[]): Promise<void> {
        const puts = placed.map(({ put }) => put);
        try {
          for (const row of await send(kind, [...manyParameters(puts, wait), ...more[kind](puts)], call)) {
            const { put, place } = placed[wholeOf(row, "place") - 1] as Placed;
            results[place] = kind === "putNew" ? madeOf(put, row) : resultOf(row);
          }
          sent++;
        } catch (error) {
          if (sent > 0 && typeof error === "object" && error !== null) halfDone.add(error);
          throw error;
        }
      }

      for (const placed of trips(requests)) {
        for (const kind of ["putNew", "putKnown"] as const) {
          const alike = placed.filter((each) => kindOf(each) === kind);
          if (alike.length === placed.length || alike.length >= TRIP_PUTS) await trip(kind, alike);
        }
        // Also those of `putNew` that were there: nothing was said about them.
        const others = placed.filter(({ place }) => results[place] === undefined);
        if (others.length > 0) await trip("putMany", others);
      }
      return results;
    },
    halfDone: (error) => typeof error === "object" && error !== null && halfDone.has(error),
  };
}
