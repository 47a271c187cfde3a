/** Stages for the rig's tests: one bundle of the child program a run, and a stage for each store. @module */

import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, type Patch, type Server, type Stage } from "@openbell/conformance/rig";
import { openStore, prepareStore, type StoreSpec } from "./stores.js";

/** The project's folder. */
export const ROOT: string = process.env["OPENBELL_ROOT"] ?? fileURLToPath(new URL("../../../../../", import.meta.url));

const packages = (path: string): string => join(ROOT, "packages", path);

/** Where imports of this project's packages lead: to their sources. */
export const SOURCES: Readonly<Record<string, string>> = {
  "@openbell/core": packages("core/src/index.ts"),
  "@openbell/core/store": packages("core/src/store.ts"),
  "@openbell/core/store/adapter": packages("core/src/store/adapter.ts"),
  "@openbell/core/*": packages("core/src/*.ts"),
  "@openbell/conformance/rig": packages("conformance/src/rig/index.ts"),
  "@openbell/conformance": packages("conformance/src/index.ts"),
  "@openbell/redis": packages("redis/src/index.ts"),
  "@openbell/postgres": packages("postgres/src/index.ts"),
  "@openbell/object-store": packages("object-store/src/index.ts"),
};

const SUPPORT = packages("conformance/test/rig/support");

/** Bundles a program of this folder. */
export function program(file: string, folder: string, patches: readonly Patch[] = [], name = "program"): Promise<string> {
  return bundle({ entry: join(SUPPORT, file), folder, alias: SOURCES, patches, name });
}

const MEMORY_DISK = "/dev/shm";

/** Whether there is a file system in memory with room: a killed process needs no disk to lose nothing, and `fsync` is nearly free there. */
function hasMemoryDisk(): boolean {
  if (!existsSync(MEMORY_DISK)) return false;
  const { bavail, bsize } = statfsSync(MEMORY_DISK);
  return bavail * bsize > 2 ** 29;
}

/** A temporary folder, and how to be rid of it. `fast`: in memory where that is possible. */
export function workshop(where?: "fast"): { readonly folder: string; clear(): void } {
  const folder = mkdtempSync(join(where === "fast" && hasMemoryDisk() ? MEMORY_DISK : tmpdir(), "openbell-rig-"));
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A stage on one store. */
export function stageOf(programPath: string, spec: Omit<StoreSpec, "root">): Stage {
  const whole: StoreSpec = { root: ROOT, ...spec };
  return { name: spec.kind, program: programPath, spec: whole, open: (options) => openStore(whole, options) };
}

/** Makes the tables on a server of one's own. */
export const postgresReady = (server: Pick<Server, "url">): Promise<void> => prepareStore({ kind: "pg", at: server.url, root: ROOT });
