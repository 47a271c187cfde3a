/** A Redis server of one's own for tests. @module */

import { connect } from "node:net";
import { ADDRESS_VARIABLE, redisProgram } from "./find.js";
import { foreignServer, type Recipe, type Server, startServer } from "./server.js";

/** How a Redis server is started. */
export interface RedisServerOptions {
  /** The append-only file: none (what was written is lost with the process), synced every second, or before every answer. `"no"` where left out. */
  readonly appendonly?: "no" | "everysec" | "always";
  /** More settings of `redis.conf`, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Always a server of one's own, also where `REDIS_URL` names one: for tests that kill it. */
  readonly own?: boolean;
}

/** Sends one line and waits for the first answer. */
function ask(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port }, () => socket.write(line));
    socket.setTimeout(2000, () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("closed")));
    socket.once("data", (data) => {
      resolve(data.toString("latin1"));
      socket.destroy();
    });
  });
}

/** Starts a Redis server, or answers with the one that `REDIS_URL` names. @throws Error where there is none, or it does not come up. */
export async function startRedis(options: RedisServerOptions = {}): Promise<Server> {
  const { appendonly = "no", settings = {}, own = false } = options;
  const named = process.env[ADDRESS_VARIABLE.redis];
  if (named && !own) return foreignServer("redis", named, 6379);
  const program = redisProgram();
  if (program === null) throw new Error("redis-server was not found: ask missingServer first.");
  const recipe: Recipe = {
    name: "redis",
    user: null,
    orderly: "SIGTERM",
    command(folder, port) {
      const all: Record<string, string> = {
        port: String(port),
        bind: "127.0.0.1",
        dir: folder,
        save: "",
        appendonly: appendonly === "no" ? "no" : "yes",
        appendfsync: appendonly,
        "maxmemory-policy": "noeviction",
        ...settings,
      };
      return [program, ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])];
    },
    url: (port) => `redis://127.0.0.1:${port}`,
    ready: async (port) => (await ask(port, "PING\r\n")).startsWith("+PONG"),
  };
  return startServer(recipe);
}

/** Sends one command without a client library, for faults (`SCRIPT FLUSH`, `CLIENT KILL TYPE normal`), and answers with the raw reply. */
export function tellRedis(server: Pick<Server, "port">, command: string): Promise<string> {
  return ask(server.port, `${command}\r\n`);
}
