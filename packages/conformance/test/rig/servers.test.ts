/** The rig's servers and its proxy do what they say: data over a kill, requests that are executed and not answered, nothing left behind. @module */

import { existsSync } from "node:fs";
import { connect } from "node:net";
import {
  missingServer,
  type Server,
  startPostgres,
  startProxy,
  startRedis,
  type TcpProxy,
  tellPostgres,
  tellRedis,
} from "@openbell/conformance/rig";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.skipIf(missingServer("redis") !== null)("a Redis server", () => {
  test("keeps port and data over a kill with an append-only file, and leaves nothing behind", async () => {
    const server = await startRedis({ appendonly: "always", own: true });
    const { port, pid, folder } = server;
    expect(await tellRedis(server, "SET a 1")).toBe("+OK\r\n");
    server.kill();
    await server.restart();
    expect(server.port).toBe(port);
    expect(server.pid).not.toBe(pid);
    expect(await tellRedis(server, "GET a")).toBe("$1\r\n1\r\n");
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  test("forgets all without an append-only file", async () => {
    const server = await startRedis({ own: true });
    await tellRedis(server, "SET a 1");
    server.kill();
    await server.restart();
    expect(await tellRedis(server, "GET a")).toBe("$-1\r\n");
    await server.stop();
  });

  test("can be stopped and continued", async () => {
    const server = await startRedis({ own: true });
    server.kill("SIGSTOP");
    const answer = tellRedis(server, "PING");
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve("silence"), 200))]);
    expect(first).toBe("silence");
    server.kill("SIGCONT");
    expect(await answer).toBe("+PONG\r\n");
    await server.stop();
  });
});

describe.skipIf(missingServer("postgres") !== null)("a Postgres server", () => {
  test("keeps port and data over kill -9 and over an immediate stop", async () => {
    const server = await startPostgres({ own: true });
    const { port, folder } = server;
    expect(await tellPostgres(server, "create table t (a int)")).toBe(true);
    server.kill();
    await server.restart();
    expect(await tellPostgres(server, "insert into t values (1)")).toBe(true);
    server.kill("SIGQUIT");
    await server.restart();
    expect(server.port).toBe(port);
    expect(await tellPostgres(server, "select 1 / (select count(*) from t)")).toBe(true);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });
});

/** Sends a line through the proxy: the reply, or how the connection ended. */
const say = (proxy: TcpProxy, line: string, waitMs = 150): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ host: proxy.host, port: proxy.port }, () => socket.write(`${line}\r\n`));
    const timer = setTimeout(() => {
      resolve("silence");
      socket.destroy();
    }, waitMs);
    socket.on("error", () => resolve("cut"));
    socket.on("close", () => {
      clearTimeout(timer);
      resolve("cut");
    });
    socket.on("data", (data) => {
      clearTimeout(timer);
      resolve(data.toString());
      socket.destroy();
    });
  });

describe.skipIf(missingServer("redis") !== null)("a proxy", () => {
  let server: Server;
  let proxy: TcpProxy;
  beforeAll(async () => {
    server = await startRedis({ own: true });
    proxy = await startProxy(server);
  });
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  test("passes", async () => {
    expect(await say(proxy, "SET a 1")).toBe("+OK\r\n");
  });

  test("cuts before the second request with a text: nothing was done", async () => {
    await tellRedis(server, "DEL n");
    proxy.mode({ do: "cut-before", nth: 2, match: "INCR" });
    expect([await say(proxy, "INCR n"), await say(proxy, "PING"), await say(proxy, "INCR n")]).toEqual([":1\r\n", "+PONG\r\n", "cut"]);
    expect(await tellRedis(server, "GET n")).toBe("$1\r\n1\r\n");
  });

  test("cuts after a request was executed: done, and not told", async () => {
    await tellRedis(server, "DEL n");
    proxy.mode({ do: "cut-after-execute", once: true });
    expect(await say(proxy, "INCR n")).toBe("cut");
    expect(await say(proxy, "GET n")).toBe("$1\r\n1\r\n");
  });

  test("refuses, delays, swallows replies", async () => {
    proxy.mode("refuse");
    expect(await say(proxy, "PING")).toBe("cut");
    proxy.mode({ do: "delay", ms: 60 });
    const before = performance.now();
    expect(await say(proxy, "PING", 2000)).toBe("+PONG\r\n");
    expect(performance.now() - before).toBeGreaterThan(115);
    proxy.mode("black-hole");
    expect(await say(proxy, "INCR n")).toBe("silence");
    proxy.mode("pass");
    expect(await say(proxy, "GET n")).toBe("$1\r\n2\r\n");
  });
});
