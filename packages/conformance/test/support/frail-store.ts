/** A server in this process that can be killed, restarted and cut off, and stores over it: the FAULT stage without a server. @module */
import type { FaultHandles } from "@openbell/conformance";
import { memoryStore, type RecordStore, type StoreCapabilities } from "@openbell/core/store";
import { storeOver } from "@openbell/core/store/adapter";

/** What the server does wrong. */
export interface Frailty {
  /** Loses everything when it dies, and says that it does not. */
  readonly forgetsAll?: boolean;
  /** Does a repeated write again. */
  readonly forgetsOperations?: boolean;
}

type State = "up" | "dead" | "cut before" | "cut after";

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A frail server's handles, and a maker of stores over it. */
export function frailServer(frailty: Frailty = {}): { readonly faults: FaultHandles; make(): RecordStore } {
  let data = memoryStore();
  let state: State = "up";
  const capabilities: StoreCapabilities = { ...data.capabilities, name: "frail", durability: "process" };

  /** A request on its way: there and back takes a turn each. */
  async function wire<T>(run: (server: RecordStore) => Promise<T>): Promise<T> {
    const now = (): State => state;
    if (now() === "dead") throw failure("ECONNREFUSED");
    await new Promise((resolve) => setImmediate(resolve));
    if (now() === "dead" || now() === "cut before") throw failure("ECONNRESET");
    const answer = await run(data);
    await new Promise((resolve) => setImmediate(resolve));
    if (now() !== "up") throw failure("ECONNRESET");
    return answer;
  }

  const once = <T extends { readonly operation: string }>(request: T): T =>
    frailty.forgetsOperations ? { ...request, operation: `${Math.random()}`.slice(2) } : request;

  function make(): RecordStore {
    return storeOver({
      capabilities,
      get: (key, expired) => wire((server) => server.get(key, { expired })),
      put: (request) => wire((server) => server.put(once(request))),
      append: (request) => wire((server) => server.append(once(request))),
      read: (request, expired) => wire((server) => server.read(request, { expired })),
      extend: (request) => wire((server) => server.extend(once(request))),
      remove: (request) => wire((server) => server.remove(once(request))),
      list: (request) => wire((server) => server.list(request)),
      claim: (request) => wire((server) => server.claim(request)),
      release: (request) => wire((server) => server.release(request)),
      close: async () => {},
      didNothing: (error) => (error as { code?: unknown }).code === "ECONNREFUSED",
    });
  }

  return {
    make,
    faults: {
      make,
      kill() {
        state = "dead";
        if (frailty.forgetsAll) data = memoryStore();
      },
      restart() {
        state = "up";
      },
      cut(when) {
        state = when === "before" ? "cut before" : "cut after";
      },
      heal() {
        state = "up";
      },
    },
  };
}
