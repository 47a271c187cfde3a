/**
 * A record as it is now: the server's clock and the record by two commands that go out together. One script would copy the body twice more inside the
 * server; at 80 KB that takes as long as everything else.
 *
 * **As if at one moment.** The clock is the older of the two. A record that had expired by then is reported as expired: at that moment it was. One
 * that had not, or was written after it, is given as it is: at the moment of the clock, or of that write, it was that and had not expired.
 *
 * @module
 */

import type { GetResult, RecordKey } from "@openbell/core/store";
import { headFrom } from "./head.js";
import type { RedisPort } from "./port.js";
import { ownBytes } from "./replies.js";

type Clock = readonly [seconds: Buffer, microseconds: Buffer];
type Fields = readonly [head: Buffer | null, body: Buffer, gone: Buffer | null];

/** The record, and the server's clock from before it. */
async function fieldsAndClock(port: RedisPort, record: string): Promise<readonly [Fields, Clock]> {
  const fields = (): Promise<Fields> => port.send(["HMGET", record, "head", "body", "gone"], record) as Promise<Fields>;
  let time: unknown;
  const clock = port.send(["TIME"], record).then((answer) => {
    time = answer;
  });
  const afterClock = fields().then((found) => (time === undefined ? null : found));
  const [found] = await Promise.all([afterClock, clock]);
  // The clock was answered last: a cluster moved the record to another node between the two.
  return [found ?? (await fields()), time as Clock];
}

/** The record of that name. @throws OpenbellError `CORRUPT_RECORD`. */
export async function getRecord(port: RedisPort, record: string, key: RecordKey, evenExpired: boolean): Promise<GetResult> {
  const [[bytes, body, gone], [seconds, microseconds]] = await fieldsAndClock(port, record);
  const nowMs = Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
  if (bytes === null) return { found: false, why: Number(gone) > nowMs ? "gone" : "missing" };
  const { head } = headFrom({ ...key }, bytes);
  if (!evenExpired && head.expiresMs !== null && head.expiresMs <= nowMs) return { found: false, why: "expired" };
  return { found: true, record: { ...head, body: ownBytes(body) } };
}
