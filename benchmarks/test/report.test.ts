/** The runner's arguments and the shape of what it writes. No time is looked at: the runs are tiny and go through every suite once. @module */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseArguments, UsageError } from "../lib/arguments.mjs";
import { table, toRow } from "../lib/report.mjs";

const SUITES = ["one", "two", "three"];

describe("arguments", () => {
  test("nothing: every suite at its full size, judged", () => {
    expect(parseArguments([], SUITES)).toEqual({
      help: false,
      json: null,
      suites: SUITES,
      rows: 10_000_000,
      fileRows: 2_790_000,
      full: true,
      rounds: null,
    });
  });

  test("a smaller size is measured and not judged", () => {
    expect(parseArguments(["--rows", "10000", "--rounds", "1", "--json", "out.json"], SUITES)).toMatchObject({
      rows: 10_000,
      fileRows: 10_000,
      full: false,
      rounds: 1,
      json: "out.json",
    });
  });

  test("--only may be repeated and keeps the order of the suites", () => {
    expect(parseArguments(["--only", "three", "--only=one"], SUITES).suites).toEqual(["one", "three"]);
  });

  test.each([
    [["--rows", "many"], /--rows takes a positive whole number, got "many"/],
    [["--rounds", "0"], /--rounds takes a positive whole number, got "0"/],
    [["--only", "four"], /--only takes one, two, three; got "four"/],
    [["--fast"], /--fast/],
  ])("%j is refused", (args, message) => {
    expect(() => parseArguments(args, SUITES)).toThrow(UsageError);
    expect(() => parseArguments(args, SUITES)).toThrow(message);
  });
});

describe("rows", () => {
  const figure = (median: number) => ({ median, min: median });
  const floor = { name: "fill", ...figure(4) };
  const peer = { name: "a join", ...figure(200) };

  test("ratios are ours divided by theirs, of medians", () => {
    expect(toRow({ title: "assign", ours: figure(6), floor, peer, unit: "ms", goal: { timesFloor: 1.6, fasterThanPeer: 25 } })).toEqual({
      name: "assign (floor: fill; peer: a join)",
      ours: 6,
      floor: 4,
      peer: 200,
      unit: "ms",
      ratioToFloor: 1.5,
      ratioToPeer: 0.03,
      goal: "≤ 1.6 × fill and ≥ 25 × faster than a join",
      met: true,
    });
  });

  test.each([
    ["too far from the floor", { timesFloor: 1.4 }, false],
    ["not fast enough beside the peer", { fasterThanPeer: 40 }, false],
    ["one of two", { timesFloor: 2, fasterThanPeer: 40 }, false],
    ["slower than the peer allows", { timesPeer: 0.02 }, false],
    ["as much as the peer allows", { timesPeer: 0.03 }, true],
    ["a limit of its own", { atMost: 6 }, true],
    ["above a limit of its own", { atMost: 5.9 }, false],
  ])("%s", (_, goal, met) => {
    expect(toRow({ title: "assign", ours: figure(6), floor, peer, unit: "ms", goal }).met).toBe(met);
  });

  test("what could not be measured, or not at the full size, is not judged", () => {
    const goal = { fasterThanPeer: 25 };
    expect(toRow({ title: "assign", ours: figure(6), peer: null, unit: "ms", goal }).met).toBeNull();
    expect(toRow({ title: "assign", ours: figure(6), peer, unit: "ms", goal, full: false }).met).toBeNull();
    expect(toRow({ title: "assign", ours: figure(6), unit: "ms" })).toMatchObject({
      floor: null,
      peer: null,
      ratioToFloor: null,
      goal: null,
      met: null,
    });
  });

  test("the table names what a figure is compared with", () => {
    const text = table([{ title: "assign", ours: { median: 1234.5, min: 6 }, floor, peer, unit: "ms", goal: { timesFloor: 1.6 } }]);
    expect(text).toContain("1,235 (6) ms");
    expect(text).toContain("MISSED ≤ 1.6 × fill");
    expect(text).toContain("assign: floor fill; peer a join");
  });
});

describe("a tiny run", () => {
  const folder = mkdtempSync(join(tmpdir(), "openbell-bench-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const runner = fileURLToPath(new URL("../run.mjs", import.meta.url));
  const run = (...args: string[]) => spawnSync(process.execPath, [runner, ...args], { encoding: "utf8" });

  beforeAll(() => {
    for (const built of ["core/dist/index.js", "cli/dist/main.js"])
      if (!existsSync(new URL(`../../packages/${built}`, import.meta.url)))
        throw new Error(`packages/${built} is missing: run \`npm run build\` first`);
  });

  test("measures every suite, prints a table and writes the list", { timeout: 120_000 }, () => {
    const file = join(folder, "figures.json");
    const { status, stdout, stderr } = run("--rows", "10000", "--rounds", "1", "--json", file);
    expect(stderr).not.toContain("Error");
    expect(status).toBe(0);
    expect(stdout).toContain(`Node ${process.version}`);
    expect(stdout).toContain("cores");

    const rows = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>[];
    const number = expect.any(Number);
    const orNull = (kind: unknown) => expect.toSatisfy((value) => value === null || typeof value === kind);
    for (const row of rows)
      expect(row).toEqual({
        name: expect.any(String),
        ours: number,
        floor: orNull("number"),
        peer: orNull("number"),
        unit: expect.stringMatching(/^(ms|µs|ns|bytes|MB|×)$/),
        ratioToFloor: orNull("number"),
        ratioToPeer: orNull("number"),
        goal: orNull("string"),
        met: orNull("boolean"),
      });
    const names = rows.map(({ name }) => String(name));
    expect(new Set(names).size).toBe(names.length);
    for (const what of [
      "declared sorted",
      "not declared",
      "shuffled",
      ".csv.gz",
      "cold start",
      "bundle",
      "sessionAt",
      "schedule of a year",
      "compile",
      "complete a year",
      "a row a session",
      "rolling mean",
      "GroupKFold",
      "session VWAP",
      "a bar of a stream",
      "openbell assign",
    ])
      expect(names.join("\n")).toContain(what);
  });

  test("an unknown suite is wrong usage", () => {
    const { status, stderr } = run("--only", "everything");
    expect(stderr).toContain(
      '--only takes cold-start, bundle-size, assign-synthetic, assign-real-file, complete, cv, features, point-query, stores-postgres, stores-redis, calendars, vwap, cli-parquet; got "everything"',
    );
    expect(status).toBe(2);
  });
});
