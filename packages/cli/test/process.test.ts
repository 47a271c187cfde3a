import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { builtCommand, exampleFile, namesIn, type Running, start, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const command = builtCommand();
const openbell = async (...argv: string[]) => start(await command, argv).ended;
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");

/** A file that takes long enough to be stopped on the way. */
function manyBars(path: string): string {
  const rows = Array.from({ length: 1_000_000 }, (_, i) => `${1_704_726_000_000 + i * 1000},${i}`);
  writeFileSync(path, `timestamp,v\n${rows.join("\n")}\n`);
  return path;
}

/** Waits until a run has begun to write: its temporary file is there and has content. */
async function writing({ child }: Running, folderOfOutput: string): Promise<void> {
  while (child.exitCode === null) {
    const temporary = namesIn(folderOfOutput).find((name) => name.endsWith(".tmp"));
    if (temporary !== undefined && statSync(join(folderOfOutput, temporary)).size > 0) return;
    await wait(5);
  }
}

describe("as a process", () => {
  it("exits 0 when done, 1 on bad input, 2 on wrong usage", async () => {
    expect((await openbell("assign", ES, "-o", at("es.parquet"), "-e", "CME", "-p", "ES")).code).toBe(0);
    expect((await openbell("assign", at("nope.csv"), "-c", "XNYS")).code).toBe(1);
    expect((await openbell("assign")).code).toBe(2);
    expect((await openbell("--help")).code).toBe(0);
  });

  it("reads standard input and writes standard output", async () => {
    const { code, stdout, stderr } = await start(await command, ["assign", "-", "-o", "-", "-e", "CME", "-p", "ES", "-q"], readFileSync(ES))
      .ended;
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout.toString().split("\n", 2)).toEqual([
      "timestamp,open,high,low,close,volume,session_date",
      "2013-10-06T22:00:00Z,1676.75,1677.25,1673.5,1675.25,1884,2013-10-07",
    ]);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const script = await command;
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" "${script}" schedule 24/7 --from 1980-01-01 --to 2090-01-01 | head -n 1`],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(stderr).toBe("");
  });

  it("loads the database only when a file is to be read", async () => {
    const text = readFileSync(await command, "utf8");
    expect(text).not.toMatch(/^import [^(]*@duckdb/m);
    expect(text).toMatch(/await import\("file:[^"]*@duckdb/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("stopped by %s it exits 130, leaves the old file and nothing beside it", async (signal) => {
    const place = at(signal);
    mkdirSync(place);
    const input = manyBars(join(place, "in.csv"));
    writeFileSync(join(place, "out.parquet"), "old");
    const running = start(await command, ["assign", input, "-o", join(place, "out.parquet"), "-c", "24/7"]);
    await writing(running, place);
    running.child.kill(signal);
    const { code, stderr } = await running.ended;
    expect(stderr).toBe("Interrupted; nothing was written.\n");
    expect(code).toBe(130);
    expect(namesIn(place)).toEqual(["in.csv", "out.parquet"]);
    expect(readFileSync(join(place, "out.parquet"), "utf8")).toBe("old");
  });

  it("killed outright it leaves the old file, and the next run succeeds", async () => {
    const place = at("killed");
    mkdirSync(place);
    const input = manyBars(join(place, "in.csv"));
    const before = readFileSync(input);
    const running = start(await command, ["assign", input, "--inplace", "-c", "24/7"]);
    await writing(running, place);
    running.child.kill("SIGKILL");
    expect((await running.ended).signal).toBe("SIGKILL");
    expect(readFileSync(input).equals(before)).toBe(true);
    for (const name of namesIn(place)) if (name.endsWith(".tmp")) rmSync(join(place, name));
    expect((await openbell("assign", input, "--inplace", "-c", "24/7", "-q")).code).toBe(0);
    expect(readFileSync(input, "utf8").slice(0, 60)).toBe("timestamp,v,session_date\n1704726000000,0,2024-01-08\n17047260");
  });

  it.each(["complete", "vwap", "sessions"])("%s stopped or killed on the way leaves nothing under the name of the output", async (name) => {
    const place = at(name);
    mkdirSync(place);
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `${1_704_726_000_000 + i * 60_000},1,1,1,1`);
    writeFileSync(join(place, "in.csv"), `timestamp,high,low,close,volume\n${rows.join("\n")}\n`);
    const argv = [name, join(place, "in.csv"), "-o", join(place, "out.parquet"), "-c", "24/7"];
    const begun = async ({ child }: Running): Promise<void> => {
      while (child.exitCode === null && !namesIn(place).some((each) => each.endsWith(".tmp"))) await wait(5);
      await wait(100);
    };
    for (const signal of ["SIGINT", "SIGKILL"] as const) {
      const running = start(await command, argv);
      await begun(running);
      running.child.kill(signal);
      const ended = await running.ended;
      if (signal === "SIGINT") expect(ended).toMatchObject({ code: 130, stderr: "Interrupted; nothing was written.\n" });
      else expect(ended.signal).toBe("SIGKILL");
      expect(namesIn(place).filter((each) => !each.endsWith(".tmp"))).toEqual(["in.csv"]);
      if (signal === "SIGINT") expect(namesIn(place)).toEqual(["in.csv"]);
    }
  });

  it("leaves nothing in the folder for temporary files", async () => {
    const before = new Set(namesIn((await import("node:os")).tmpdir()));
    await start(await command, ["assign", "-", "-o", "-", "-c", "XNYS", "-q"], "timestamp\nnever\n").ended;
    const added = namesIn((await import("node:os")).tmpdir()).filter((name) => !before.has(name) && /^openbell-[A-Za-z0-9]{6}$/.test(name));
    expect(added).toEqual([]);
  });
});
