/**
 * A TCP proxy that goes wrong on demand: what lies between a client and its server, with the faults that a network has.
 *
 * A *request* is one chunk of bytes from the client; with `match`, one that has this text in it, so that a client's greetings do not count.
 *
 * @module
 */

import { connect, createServer, type Socket } from "node:net";

/** Which requests a cut is for. */
export interface Cut {
  /** The how manyeth request from now on, over all connections; each so manyeth after it as well, unless `once`. 1 where left out. */
  readonly nth?: number;
  /** After the first cut the proxy passes everything. */
  readonly once?: boolean;
  /** Only requests with this text in them count (`EVALSHA`, a piece of SQL). */
  readonly match?: string;
}

/** What a proxy does from now on. */
export type ProxyMode =
  /** Lets everything through. */
  | { readonly do: "pass" }
  /** Ends every connection, and each new one. */
  | { readonly do: "refuse" }
  /** The request is not forwarded; the connection ends: surely not applied, and the client cannot know. */
  | ({ readonly do: "cut-before" } & Cut)
  /** The request is forwarded and executed, its reply is swallowed, the connection ends: applied, and the client cannot know. */
  | ({ readonly do: "cut-after-execute" } & Cut)
  /** Everything arrives this much later, in order. */
  | { readonly do: "delay"; readonly ms: number }
  /** One direction goes nowhere, and nobody is told: a half-open connection. */
  | { readonly do: "black-hole"; readonly of: "requests" | "replies" };

/** A running proxy. */
export interface TcpProxy {
  readonly host: string;
  readonly port: number;
  /** How often it cut so far. */
  readonly cuts: number;
  /** Changes what it does; a text is short for `{ do: … }`. */
  mode(mode: ProxyMode | ProxyMode["do"]): void;
  /** Ends all connections now; what it does stays. */
  cutAll(): void;
  stop(): Promise<void>;
}

/** A reply is over when the server has been silent for so long. */
const QUIET_MS = 3;

function modeOf(given: ProxyMode | ProxyMode["do"]): ProxyMode {
  if (typeof given !== "string") return given;
  if (given === "delay") return { do: "delay", ms: 100 };
  if (given === "black-hole") return { do: "black-hole", of: "replies" };
  return { do: given };
}

/**
 * Starts a proxy on a port of the loopback interface.
 *
 * @example
 * ```ts no-run: needs a server
 * const proxy = await startProxy(server);
 * proxy.mode({ do: "cut-after-execute", match: "EVALSHA", once: true });
 * ```
 */
export async function startProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  let mode: ProxyMode = { do: "pass" };
  let counted = 0;
  let cuts = 0;
  const open = new Set<() => void>();

  /** Whether this request is the one. */
  function isHit(chunk: Buffer): "before" | "after" | null {
    if (mode.do !== "cut-before" && mode.do !== "cut-after-execute") return null;
    const { nth = 1, once = false, match } = mode;
    if (match !== undefined && !chunk.includes(match, 0, "latin1")) return null;
    if (++counted % nth !== 0) return null;
    const which = mode.do === "cut-before" ? "before" : "after";
    if (once) mode = { do: "pass" };
    cuts++;
    return which;
  }

  /** Writes now or later, always in order. */
  function forward(to: Socket, chunk: Buffer): void {
    if (mode.do === "delay") setTimeout(() => to.writable && to.write(chunk), mode.ms);
    else if (to.writable) to.write(chunk);
  }

  const listener = createServer((client) => {
    if (mode.do === "refuse") return void client.resetAndDestroy();
    const server = connect({ host: target.host, port: target.port });
    let swallowing = false;
    let quiet: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(quiet);
      open.delete(end);
      client.destroy();
      server.destroy();
    };
    open.add(end);
    client.setNoDelay(true);
    server.setNoDelay(true);
    client.on("data", (chunk) => {
      if (mode.do === "black-hole" && mode.of === "requests") return;
      if (swallowing) return;
      const hit = isHit(chunk);
      if (hit === "before") return end();
      if (hit === "after") swallowing = true;
      forward(server, chunk);
    });
    server.on("data", (chunk) => {
      if (swallowing) {
        clearTimeout(quiet);
        quiet = setTimeout(end, QUIET_MS);
        return;
      }
      if (mode.do === "black-hole" && mode.of === "replies") return;
      forward(client, chunk);
    });
    for (const socket of [client, server]) {
      socket.on("error", end);
      socket.on("close", end);
    }
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  const { port } = listener.address() as { port: number };

  const cutAll = (): void => {
    for (const end of [...open]) end();
  };
  return {
    host: "127.0.0.1",
    port,
    get cuts() {
      return cuts;
    },
    mode(given) {
      mode = modeOf(given);
      counted = 0;
      if (mode.do === "refuse") cutAll();
    },
    cutAll,
    stop() {
      cutAll();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
