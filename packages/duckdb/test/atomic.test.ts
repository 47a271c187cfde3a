import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assignSessionsToFile, writeAtomically } from "@openbell/duckdb";
import { describe, expect, it } from "vitest";
import { fileOf, namesIn, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

describe("a file that is written", () => {
  it("appears whole, with nothing beside it", async () => {
    mkdirSync(at("a"));
    const result = await writeAtomically(at("a/out.txt"), async (temporary) => {
      writeFileSync(temporary, "half");
      expect(namesIn(at("a"))).not.toContain("out.txt");
      writeFileSync(temporary, "whole");
      return 7;
    });
    expect(result).toBe(7);
    expect(namesIn(at("a"))).toEqual(["out.txt"]);
    expect(readFileSync(at("a/out.txt"), "utf8")).toBe("whole");
  });

  it("stays as it was when writing fails", async () => {
    mkdirSync(at("b"));
    writeFileSync(at("b/out.txt"), "old");
    const failing = writeAtomically(at("b/out.txt"), async (temporary) => {
      writeFileSync(temporary, "half");
      throw new Error("disk on fire");
    });
    await expect(failing).rejects.toThrow("disk on fire");
    expect(namesIn(at("b"))).toEqual(["out.txt"]);
    expect(readFileSync(at("b/out.txt"), "utf8")).toBe("old");
  });

  it("keeps its permissions, and the link that leads to it", async () => {
    mkdirSync(at("c"));
    writeFileSync(at("c/real.txt"), "old");
    chmodSync(at("c/real.txt"), 0o640);
    symlinkSync("real.txt", at("c/link.txt"));
    await writeAtomically(at("c/link.txt"), async (temporary) => writeFileSync(temporary, "new"));
    expect(readlinkSync(at("c/link.txt"))).toBe("real.txt");
    expect(readFileSync(at("c/real.txt"), "utf8")).toBe("new");
    expect(statSync(at("c/real.txt")).mode & 0o777).toBe(0o640);
  });

  it("may be a device", async () => {
    await writeAtomically("/dev/null", async (temporary) => writeFileSync(temporary, "gone"));
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("is refused where it cannot be, in words", async () => {
    writeFileSync(at("file"), "");
    const refused = (path: string): Promise<void> => writeAtomically(path, async (temporary) => writeFileSync(temporary, "x"));
    await expect(refused(at("missing/out.txt"))).rejects.toMatchObject({
      code: "FILE_NOT_WRITABLE",
      message: expect.stringContaining("no such directory"),
    });
    await expect(refused(at("file/out.txt"))).rejects.toMatchObject({
      code: "FILE_NOT_WRITABLE",
      message: expect.stringContaining("not a directory"),
    });
    await expect(refused(folder)).rejects.toMatchObject({ code: "FILE_NOT_WRITABLE", message: expect.stringContaining("is a directory") });
    await expect(refused("/dev/full")).rejects.toMatchObject({
      code: "FILE_NOT_WRITABLE",
      message: expect.stringContaining("no space left"),
    });
  });
});

describe("an assignment that does not finish", () => {
  const input = fileOf(at("bars.parquet"), "SELECT TIMESTAMPTZ '2024-01-08 15:00:00+00' AS timestamp, random() AS x FROM range(3000000)");

  it("stops when told to, with the reason given, and leaves the old file", async () => {
    writeFileSync(at("old.parquet"), "old");
    const stop = new AbortController();
    const running = assignSessionsToFile(await input, at("old.parquet"), {
      calendar: "XNYS",
      signal: stop.signal,
      onProgress: ({ rows, totalRows }) => {
        expect(totalRows).toBe(3_000_000);
        if (rows > 100_000) stop.abort(new Error("enough"));
      },
    });
    await expect(running).rejects.toThrow("enough");
    expect(readFileSync(at("old.parquet"), "utf8")).toBe("old");
    expect(namesIn(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("does not start when it was stopped before", async () => {
    await expect(
      assignSessionsToFile(await input, at("x.parquet"), { calendar: "XNYS", signal: AbortSignal.abort(new Error("no")) }),
    ).rejects.toThrow("no");
  });

  it("says that the disk is full and leaves the old file", async ({ skip }) => {
    const small = at("small");
    mkdirSync(small);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", small]).status !== 0) skip("no right to mount a small file system");
    try {
      writeFileSync(join(small, "old.parquet"), "old");
      await expect(assignSessionsToFile(await input, join(small, "old.parquet"), { calendar: "XNYS" })).rejects.toMatchObject({
        code: "FILE_NOT_WRITABLE",
        message: expect.stringContaining("no space left on device"),
      });
      expect(namesIn(small)).toEqual(["old.parquet"]);
      expect(readFileSync(join(small, "old.parquet"), "utf8")).toBe("old");
    } finally {
      spawnSync("umount", [small]);
    }
  });

  it("names a file that cannot be read", async () => {
    writeFileSync(at("not.parquet"), "a,b\n1,2\n");
    writeFileSync(at("cut.parquet"), "PAR1 and then nothing");
    writeFileSync(at("empty.csv"), "");
    for (const [name, reason] of [
      ["missing.csv", "no such file"],
      ["empty.csv", "it is empty"],
      ["../../dev/null", "no regular file"],
      ["not.parquet", "does not begin as a Parquet file"],
      ["cut.parquet", "cut.parquet"],
      ["bars.xlsx", "no such file"],
      [".", "is a directory"],
    ] as const)
      await expect(assignSessionsToFile(at(name), at("out.csv"), { calendar: "XNYS" })).rejects.toMatchObject({
        code: "FILE_NOT_READABLE",
        message: expect.stringContaining(reason),
      });
  });

  it("names an output whose format nobody can tell", async () => {
    await expect(assignSessionsToFile(await input, at("out.xlsx"), { calendar: "XNYS" })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
    });
  });

  it("asks for a calendar or an exchange, and knows the nearest names", async () => {
    await expect(assignSessionsToFile(await input, at("o.csv"))).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    await expect(assignSessionsToFile(await input, at("o.csv"), { calendar: "XNYZ" })).rejects.toThrow(/Unknown calendar "XNYZ".*"XNYS"/);
    await expect(assignSessionsToFile(await input, at("o.csv"), { exchange: "NISE" })).rejects.toThrow(/Unknown exchange "NISE".*"NYSE"/);
    await expect(assignSessionsToFile(await input, at("o.csv"), { exchange: "CME", product: "tulips" })).rejects.toThrow(/equity/);
  });
});
