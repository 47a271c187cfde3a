/** Faults of the servers and of the network between, as the load scenario takes them. @module */

import { type Fault, type Server, type TcpProxy, tellPostgres, tellRedis } from "@openbell/conformance/rig";

/** Faults of a proxied server: connections that end, replies that do not come, and a server that dies and comes back. */
export function faultsOf(kind: "redis" | "postgres", server: Server, proxy: TcpProxy, deadly: boolean): Fault[] {
  const settle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const faults: Fault[] = [
    { name: "connections cut", run: () => proxy.cutAll() },
    {
      name: "replies swallowed",
      async run() {
        proxy.mode({ do: "cut-after-execute", nth: 7 });
        await settle(100);
        proxy.mode("pass");
      },
    },
    {
      name: "requests swallowed",
      async run() {
        proxy.mode({ do: "cut-before", nth: 7 });
        await settle(100);
        proxy.mode("pass");
      },
    },
    {
      name: "server refused",
      async run() {
        proxy.mode("refuse");
        await settle(50);
        proxy.mode("pass");
      },
    },
    kind === "redis"
      ? { name: "scripts flushed", run: async () => void (await tellRedis(server, "SCRIPT FLUSH")) }
      : {
          name: "backends terminated",
          run: async () =>
            void (await tellPostgres(server, "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")),
        },
    {
      name: "server paused",
      async run() {
        server.kill("SIGSTOP");
        await settle(150);
        server.kill("SIGCONT");
      },
    },
  ];
  if (deadly)
    faults.push({
      name: "server killed",
      async run() {
        server.kill("SIGKILL");
        await server.restart();
      },
    });
  return faults;
}
