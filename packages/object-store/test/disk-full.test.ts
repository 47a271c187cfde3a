/** A disk without space left: a clear error, surely nothing done, the old object whole; and it works again once there is space. @module */

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fileObjects, objectStore } from "../src/index.js";
import { newFolder } from "./support/temporary.js";

const folder = newFolder();
const disk = join(folder, "disk");

/** Why there is no small disk to fill, or `null`. */
function mounted(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "only root on Linux mounts a small disk";
  try {
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], { stdio: "ignore" });
    return null;
  } catch {
    return "this system lets nobody mount a small disk";
  }
}

const reason = mounted();
afterAll(() => {
  if (reason === null) execFileSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(reason !== null)(`a full disk${reason === null ? "" : ` (left out: ${reason})`}`, () => {
  test("old objects stay, new ones are refused, nothing half is left", async () => {
    const store = objectStore(fileObjects(join(disk, "records")));
    const key = { tenant: "canary", kind: "note", id: "n" };
    const body = new Uint8Array(200_000).fill(1);
    await store.put({ key, expect: { is: "absent" }, body });
    const filler = join(disk, "filler");
    for (;;)
      try {
        writeFileSync(filler, new Uint8Array(4096), { flag: "a" });
      } catch {
        break;
      }
    const full = { code: "STORE_UNAVAILABLE", message: expect.stringContaining("no space left on the device") };
    const larger = new Uint8Array(300_000).fill(2);
    await expect(store.put({ key, expect: { is: "exists" }, body: larger })).rejects.toMatchObject(full);
    await expect(store.put({ key: { ...key, id: "m" }, expect: { is: "absent" }, body: larger })).rejects.toMatchObject(full);
    await expect(store.append({ key, appends: [{ stream: "s", items: [larger] }] })).rejects.not.toThrow(/canary/);
    expect(await store.get(key)).toMatchObject({ found: true, record: { version: 1, revision: 1, body } });
    expect(await store.get({ ...key, id: "m" })).toEqual({ found: false, why: "missing" });
    rmSync(filler);
    expect(await store.put({ key, expect: { is: "exists" }, body: larger })).toMatchObject({ ok: true, version: 2 });
    expect(await store.put({ key: { ...key, id: "m" }, expect: { is: "absent" }, body: larger })).toMatchObject({ ok: true });
  });
});
