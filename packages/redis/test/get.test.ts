/** The two commands of `get`: the clock is never younger than the record. @module */

import type { RecordKey } from "@openbell/core/store";
import { type RedisPort, redisStore } from "@openbell/redis";
import { expect, test } from "vitest";
import { bytes, describeWithServer, LIBRARIES, unique, withServer } from "./support.js";

const key: RecordKey = { tenant: "acme", kind: "note", id: "n" };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describeWithServer("get", () => {
  const { client } = withServer();

  test.each(Object.entries(LIBRARIES))("%s: is two commands, whatever it finds", async (_, library) => {
    const real = await client(library);
    const sent: unknown[] = [];
    const port: RedisPort = {
      send(command, name) {
        sent.push(command[0]);
        return real.send(command, name);
      },
    };
    const store = redisStore(port, { prefix: unique() });
    await store.put({ key, expect: { is: "absent" }, body: bytes("x") });
    for (const each of [key, { ...key, id: "none" }]) {
      sent.length = 0;
      await store.get(each);
      expect(sent.sort()).toEqual(["HMGET", "TIME"]);
    }
  });

  test("a record that was extended before the clock was read is not reported as expired", async () => {
    const real = await client();
    const prefix = unique();
    const other = redisStore(real, { prefix });
    let read: Promise<unknown> = Promise.resolve();
    let late = true;
    // The clock's answer waits for the record's, and for somebody who extends it, past the first expiry.
    const port: RedisPort = {
      async send(command, name) {
        if (command[0] === "HMGET") read = real.send(command, name);
        if (command[0] === "HMGET") return read;
        if (command[0] === "TIME" && late) {
          await pause(0);
          await read;
          expect(await other.extend({ key, byMs: 60_000 })).toMatchObject({ ok: true });
          await pause(1100);
          late = false;
        }
        return real.send(command, name);
      },
    };
    const store = redisStore(port, { prefix });
    await other.put({ key, expect: { is: "absent" }, body: bytes("x"), expiry: { inMs: 1000 } });
    const found = await store.get(key);
    expect(found).toMatchObject({ found: true, record: { version: 1 } });
    expect(late).toBe(false);
  });
});
