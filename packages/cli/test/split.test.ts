import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { assignSessions, formatDate } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { type Fold, groupSessions, holdOut, loadFolds, SPLITTER_NAMES, splitterOf, verifyFolds } from "@openbell/cv";
import { describe, expect, it } from "vitest";
import { SPLITTERS, sizeArgument } from "../src/split-options.js";
import { exampleFile, namesIn, openbell, type RunSettings, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const ES = exampleFile("es-1m-2013-10-06_11.csv.gz");
const GOOG = exampleFile("goog-1m-early-close-2015-12-23_28.csv.gz");
const bars = gunzipSync(readFileSync(ES)).toString().trimEnd().split("\n");
const stamps = bars.slice(1).map((line) => line.slice(0, line.indexOf(",")));
const days = assignSessions(CME_EQUITY, stamps);

/** Twelve sessions of two rows, `2024-06-01` on. */
const DATES = Array.from({ length: 24 }, (_, row) => `2024-06-${String(1 + (row >> 1)).padStart(2, "0")}`);
const TIMES = DATES.map((date, row) => `${date}T1${row % 2}:00:00Z`);
writeFileSync(
  at("bars.csv"),
  `timestamp,session_date,end\n${DATES.map((date, row) => `${TIMES[row]},${date},${TIMES[Math.min(row + 2, 23)]}`).join("\n")}\n`,
);

const words = (flags: string): string[] => flags.split(" ").filter((word) => word !== "");
const split = (file: string, flags: string, settings?: RunSettings) => openbell(["split", file, ...words(flags)], settings);

async function printed(file: string, flags: string): Promise<string> {
  const { code, stdout, stderr } = await split(file, `${flags} -q`);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout.toString();
}

async function json(file: string, flags: string): Promise<{ folds: unknown[]; holdOut?: unknown }> {
  return JSON.parse(await printed(file, `${flags} --json`));
}

/** What `--json` says of a fold. */
function plain(fold: Fold, name: (id: never) => unknown): unknown {
  const pairs = (ranges: Int32Array): unknown[] => Array.from({ length: ranges.length / 2 }, (_, k) => [ranges[2 * k], ranges[2 * k + 1]]);
  return {
    train: pairs(fold.train.ranges),
    test: pairs(fold.test.ranges),
    trainSessions: fold.trainSessions.map((id) => name(id as never)),
    testSessions: fold.testSessions.map((id) => name(id as never)),
  };
}

it("has the splitters that @openbell/cv has", () => {
  expect(SPLITTERS).toEqual(SPLITTER_NAMES);
});

describe("folds of real bars", () => {
  it.each([
    ["group-k-fold", "--n-splits 3", { splits: 3 }],
    ["group-k-fold", "--n-splits 3 --shuffle --seed 7", { splits: 3, shuffle: true, seed: 7 }],
    ["time-series-split", "--n-splits 2 --test-size 1 --gap 1 --max-train 1", { splits: 2, testSize: 1, gap: 1, maxTrain: 1 }],
    ["walk-forward", "--train 2 --test 1", { train: 2, test: 1 }],
    ["walk-forward", "--train 2D --test 1D --gap 1 --step 1 --expanding", { train: "2D", test: "1D", gap: 1, step: 1, expanding: true }],
    ["walk-forward", "--train 0.4 --test 2 --partial --n-splits 2", { train: 0.4, test: 2, partial: true, splits: 2 }],
    ["walk-forward", "--train 1 --test 1 --direction backward", { train: 1, test: 1, direction: "backward" }],
    ["walk-forward", "--train 2 --test 2 --anchor end", { train: 2, test: 2, anchor: "end" }],
    ["leave-p-groups-out", "--p 2", { p: 2 }],
    ["group-shuffle-split", "--n-splits 4 --test-size 0.2 --train-size 2 --seed 1", { splits: 4, testSize: 0.2, trainSize: 2, seed: 1 }],
    ["purged-k-fold", "--n-splits 5 --horizon 1 --embargo 1", { splits: 5, horizon: 1, embargo: 1 }],
    ["purged-k-fold", "--n-splits 2 --horizon 1 --on-empty-train error", { splits: 2, horizon: 1, onEmptyTrain: "throw" }],
    ["purged-k-fold", "--n-splits 2 --horizon 4 --on-empty-train yield", { splits: 2, horizon: 4, onEmptyTrain: "yield" }],
    ["combinatorial-purged-cv", "--folds 5 --test-folds 2 --horizon 0", { folds: 5, testFolds: 2, horizon: 0 }],
    [
      "combinatorial-purged-cv",
      "--folds 5 --test-folds 2 --horizon 0 --sample 3 --seed 7",
      { folds: 5, testFolds: 2, horizon: 0, sample: 3, seed: 7 },
    ],
  ])("%s %s are those of the library", async (name, flags, options) => {
    const expected = Array.from(splitterOf({ name, options }).split(days), (fold) => plain(fold, (id) => formatDate(id)));
    expect(expected.length).toBeGreaterThan(0);
    expect(await json(ES, `-e CME -p equity --splitter ${name} ${flags}`)).toEqual({ folds: expected });
  });

  it("--embargo-time counts from the last label", async () => {
    const times = Float64Array.from(stamps, Date.parse);
    const folds = splitterOf({ name: "purged-k-fold", options: { splits: 2, embargoMs: 5_400_000 } }).split(days, { times });
    expect(await json(ES, "-c CME_EQUITY --splitter purged-k-fold --n-splits 2 --embargo-time 1.5h")).toEqual({
      folds: Array.from(folds, (fold) => plain(fold, (id) => formatDate(id))),
    });
  });

  it("are the same by the column that assign writes", async () => {
    await openbell(["assign", ES, "-o", at("es.parquet"), "-e", "CME", "-p", "equity", "-q"]);
    const flags = "--splitter walk-forward --train 2 --test 1 --json -q";
    const assigned = await split(ES, `-e CME -p equity ${flags}`);
    expect((await split(at("es.parquet"), flags)).stdout.toString()).toBe(assigned.stdout.toString());
  });

  it("come as a table, with what was read on standard error", async () => {
    const { code, stdout, stderr } = await split(ES, "-e CME -p equity --splitter purged-k-fold --n-splits 3 --horizon 1");
    expect(code).toBe(0);
    expect(stdout.toString().split("\n")).toEqual([
      "fold  train rows  test rows  purged  embargoed  train sessions  test sessions  first test  last test",
      "1     2,736       2,714      1,376   0          2               2              2013-10-07  2013-10-08",
      "2     1,348       2,739      2,739   0          1               2              2013-10-09  2013-10-10",
      "3     4,090       1,373      1,363   0          3               1              2013-10-11  2013-10-11",
      "",
    ]);
    expect(stderr.split("\n").slice(0, -2)).toEqual([
      "Calendar  CME_EQUITY",
      "Rows      6,826",
      "Sessions  5, from 2013-10-07 to 2013-10-11",
    ]);
  });

  it("--picture draws them, counted from 1", async () => {
    const lines = (await printed(ES, "-e CME -p equity --splitter time-series-split --n-splits 3 --picture")).split("\n");
    expect(lines.slice(5, 8)).toEqual([
      expect.stringMatching(/^1 ░{30,32}█{15,17}·{30,32}$/),
      expect.stringMatching(/^2 ░{46,48}█{15,17}·{14,16}$/),
      expect.stringMatching(/^3 ░{61,63}█{15,17}$/),
    ]);
    expect(lines.slice(8)).toEqual(["2013-10-07 to 2013-10-11: ░ train, █ test", ""]);
    const ten = (await printed(ES, "-e CME -p equity --splitter leave-p-groups-out --p 2 --picture")).split("\n").slice(12, 22);
    expect(ten.map((line) => line.slice(0, 3))).toEqual([" 1 ", " 2 ", " 3 ", " 4 ", " 5 ", " 6 ", " 7 ", " 8 ", " 9 ", "10 "]);
    expect(new Set(ten.map((line) => line.length))).toEqual(new Set([80]));
  });
});

describe("what is written", () => {
  it("--output has the rows with a column a fold", async () => {
    const { code, stderr } = await split(at("bars.csv"), `--splitter walk-forward --train 4 --test 4 --gap 1 -o ${at("out.csv")}`);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Written {3}.*out\.csv, 24 rows$/m);
    const written = readFileSync(at("out.csv"), "utf8").trimEnd().split("\n");
    const source = readFileSync(at("bars.csv"), "utf8").trimEnd().split("\n");
    expect(written[0]).toBe(`${source[0]},split_1`);
    expect(written.slice(1)).toEqual(
      source.slice(1).map((line, row) => `${line},${row < 8 ? "train" : row < 10 || row >= 18 ? "" : "test"}`),
    );
  });

  it("--output replaces columns of an earlier split, and says so", async () => {
    const { stderr } = await split("-", `--splitter walk-forward --train 4 --test 4 -o ${at("out.csv")} -q`, {
      stdin: "session_date,split_2\n".concat(...DATES.map((date) => `${date},old\n`)),
    });
    expect(stderr).toBe("warning: the column split_2 of the input is replaced.\n");
    expect(readFileSync(at("out.csv"), "utf8")).toMatch(/^session_date,split_1,split_2\n2024-06-01,train,\n/);
  });

  it("--hold-out is no part of any fold", async () => {
    const flags = "--splitter time-series-split --n-splits 2 --hold-out 0.25 --hold-out-gap 1";
    const sessions = groupSessions(DATES);
    const tail = holdOut(sessions, 0.25, { gap: 1 });
    const folds = splitterOf({ name: "time-series-split", options: { splits: 2 } }).split(sessions.only(tail.train));
    const name = (id: never): unknown => id;
    expect(await json(at("bars.csv"), flags)).toEqual({
      folds: Array.from(folds, (fold) => plain(fold, name)),
      holdOut: plain(tail, name),
    });
    const table = (await printed(at("bars.csv"), flags)).split("\n");
    expect(table[3]).toMatch(/^hold-out {2}16 +6 +8 +3 +2024-06-10 +2024-06-12$/);
    const { stdout } = await split(at("bars.csv"), `${flags} -o - -q`);
    const column = stdout
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => line.split(",").at(-1));
    expect(column).toEqual(["hold_out", ...DATES.map((_, row) => (row < 16 ? "train" : row < 18 ? "" : "test"))]);
  });

  it("-o - has standard output for itself, the table goes beside it", async () => {
    const { stdout, stderr } = await split("-", "--splitter walk-forward --train 4 --test 4 -o -", { stdin: readFileSync(at("bars.csv")) });
    expect(stdout.toString().split("\n")[0]).toBe("timestamp,session_date,end,split_1,split_2");
    expect(stderr).toMatch(/^fold {2}train rows /m);
    expect(stderr).toMatch(/^Written {3}standard output, 24 rows$/m);
    const quiet = await split("-", "--splitter walk-forward --train 4 --test 4 -o - -q", { stdin: readFileSync(at("bars.csv")) });
    expect(quiet).toMatchObject({ stderr: "", stdout });
  });

  it("--svg draws the folds, counted from 1", async () => {
    const { stderr } = await split(at("bars.csv"), `--splitter walk-forward --train 4 --test 4 --svg ${at("folds.svg")}`);
    expect(stderr).toContain(`Written   ${at("folds.svg")}\n`);
    const svg = readFileSync(at("folds.svg"), "utf8");
    expect(svg).toMatch(/^<svg .*<title>walk-forward, 2 folds<\/title>/s);
    expect(Array.from(svg.matchAll(/<g><text [^>]*>(\d+)</g), ([, label]) => label)).toEqual(["1", "2"]);
    expect(svg).toContain(">2024-06-01<");
  });

  it("--save is loaded and verified by the library", async () => {
    await printed(ES, `-e CME -p equity --splitter purged-k-fold --horizon 1 --save ${at("folds.json")}`);
    const text = readFileSync(at("folds.json"), "utf8");
    expect(verifyFolds(text, { sessions: days }).folds).toHaveLength(5);
    await printed(ES, `-e CME -p equity --splitter walk-forward --train 2 --test 1 --hold-out 1 --save ${at("folds.json")}`);
    const { splitter, folds } = loadFolds(readFileSync(at("folds.json"), "utf8"), { sessions: days });
    expect([splitter, folds.length]).toEqual([null, 2]);
  });

  it("leaves nothing behind where something cannot be written", async () => {
    const before = namesIn(folder);
    const { code, stdout, stderr } = await split(
      at("bars.csv"),
      `--splitter walk-forward --train 4 --test 4 --svg ${at("none/folds.svg")}`,
    );
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: Cannot write .*folds\.svg: no such directory\.$/m);
    expect(namesIn(folder)).toEqual(before);
  });
});

describe("sessions", () => {
  it("are dates, numbers or names of any column", async () => {
    writeFileSync(at("ids.csv"), "n,name\n9,b\n10,a\n11,c\n");
    const of = async (column: string): Promise<unknown> =>
      (await json(at("ids.csv"), `--session-column ${column} --splitter leave-p-groups-out --p 1`)).folds.map(
        (fold) => (fold as { testSessions: unknown }).testSessions,
      );
    expect(await of("n")).toEqual([[9], [10], [11]]);
    const { stdout, stderr } = await split(at("ids.csv"), "--session-column name --splitter time-series-split --n-splits 2 --json");
    expect(JSON.parse(stdout.toString()).folds.map((fold: { testSessions: unknown }) => fold.testSessions)).toEqual([["b"], ["c"]]);
    expect(stderr).toMatch(/^warning: Sessions are taken in the order of their names; name the --timestamp-column /m);
    const quiet = await split(at("ids.csv"), "--session-column name --splitter group-k-fold --n-splits 2 -q");
    expect(quiet.stderr).toMatch(/^warning: Sessions are taken in the order of their names; .*\n$/);
  });

  it("that have names stand in order of time where there are timestamps", async () => {
    writeFileSync(at("named.csv"), "timestamp,week\n2024-06-03T00:00Z,w9\n2024-06-10T00:00Z,w10\n2024-06-17T00:00Z,w11\n");
    const { code, stdout, stderr } = await split(
      at("named.csv"),
      "--session-column week --splitter walk-forward --train 1 --test 1 --json",
    );
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/warning/);
    expect(JSON.parse(stdout.toString()).folds.map((fold: { testSessions: string[] }) => fold.testSessions)).toEqual([["w10"], ["w11"]]);
  });

  it("missing in a column are refused with the row, or left out", async () => {
    writeFileSync(at("holes.csv"), 'session_date\n2024-06-03\n""\n2024-06-04\n2024-06-05\n""\n');
    const flags = "--splitter walk-forward --train 1 --test 1";
    const refused = await split(at("holes.csv"), flags);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error: Row 2 has no session, and 1 more row has none\. .* pass --null-session drop /);
    const { code, stdout, stderr } = await split(at("holes.csv"), `${flags} --null-session drop --json`);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^note: 2 rows without a session are in no fold\.$/m);
    expect(JSON.parse(stdout.toString()).folds.map((fold: { train: unknown; test: unknown }) => [fold.train, fold.test])).toEqual([
      [[[0, 1]], [[2, 3]]],
      [[[2, 3]], [[3, 4]]],
    ]);
  });

  it("outside a calendar are refused with the row, its time and the reason, or left out", async () => {
    const flags = "-e NASDAQ --splitter walk-forward --train 1 --test 1";
    const refused = await split(GOOG, flags);
    expect(refused).toMatchObject({ code: 1, stdout: Buffer.of() });
    expect(refused.stderr).toMatch(
      /^error: Row \d+: 2015-12-\S+-05:00 has no session in XNYS \(.+\)\. Leave such rows .* --null-session drop\.$/m,
    );
    const { stderr } = await split(GOOG, `${flags} --null-session drop`);
    expect(stderr).toMatch(/^note: 109 rows without a session are in no fold\.$/m);
  });

  it("--label-end purges by time, row by row", async () => {
    const times = TIMES.map((time) => Date.parse(time));
    const labels = { end: times.map((_, row) => times[Math.min(row + 2, 23)] as number) };
    for (const [flags, options] of [
      ["", {}],
      ["--closed", { closed: true }],
      ["--whole-sessions --embargo-time 1h", { wholeSessions: true, embargoMs: 3_600_000 }],
    ] as const) {
      const folds = splitterOf({ name: "purged-k-fold", options: { splits: 3, ...options } }).split(DATES, { times, labels });
      expect(await json(at("bars.csv"), `--splitter purged-k-fold --n-splits 3 --label-end end ${flags}`)).toEqual({
        folds: Array.from(folds, (fold) => plain(fold, (id) => id)),
      });
    }
  });

  it("--purge-by purges by the labels of the same asset, which a column tells", async () => {
    const times = TIMES.map((time) => Date.parse(time));
    const names = TIMES.map((_, row) => ["ES", "NQ", "CL"][row % 3] as string);
    const end = times.map((_, row) => times[Math.min(row + 2 * (row % 3), 23)] as number);
    const rows = TIMES.map((time, row) => [time, DATES[row], new Date(end[row] as number).toISOString(), names[row], row % 3].join(","));
    writeFileSync(at("panel.csv"), `timestamp,session_date,end,symbol,number\n${rows.join("\n")}\n`);
    const flags = "--splitter purged-k-fold --n-splits 3 --embargo 1 --label-end end";
    const ofLibrary = (purge: string): unknown => {
      const folds = splitterOf({ name: "purged-k-fold", options: { splits: 3, embargo: 1, purge } });
      return { folds: Array.from(folds.split(DATES, { times, labels: { end, assets: names } }), (fold) => plain(fold, (id) => id)) };
    };
    expect(await json(at("panel.csv"), `${flags} --purge-by symbol`)).toEqual(ofLibrary("asset"));
    expect(await json(at("panel.csv"), `${flags} --purge-by number`)).toEqual(ofLibrary("asset"));
    expect(await json(at("panel.csv"), flags)).toEqual(ofLibrary("all"));
    expect(ofLibrary("asset")).not.toEqual(ofLibrary("all"));

    const missing = await split(at("panel.csv"), `${flags} --purge-by ticker`);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^error: Columns are timestamp, .*; no asset column "ticker"\. Name the column .* --purge-by\.$/m);
    writeFileSync(
      at("panel.csv"),
      `timestamp,session_date,end,symbol\n${rows.map((row) => row.replace(/,CL,\d$/, ",").replace(/,\d$/, "")).join("\n")}\n`,
    );
    const nameless = await split(at("panel.csv"), `${flags} --purge-by symbol`);
    expect(nameless.code).toBe(1);
    expect(nameless.stderr).toMatch(/^error: Row 3 has no asset\. Every row of a session needs one, or leave out --purge-by\.$/m);
  });

  it("labels that end before they start are refused with the row", async () => {
    writeFileSync(
      at("labels.csv"),
      "timestamp,session_date,end\n2024-06-03T10:00Z,2024-06-03,2024-06-03T11:00Z\n2024-06-04T10:00Z,2024-06-04,2024-06-04T09:00Z\n",
    );
    const { code, stderr } = await split(at("labels.csv"), "--splitter purged-k-fold --n-splits 2 --label-end end");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: Row 2: the label ends at /);
  });
});

describe("words", () => {
  const LEAK = /^warning: \S+ keeps sessions whole and is not leak-free in time: /m;

  it.each([
    ["group-k-fold", true],
    ["leave-p-groups-out --p 1", true],
    ["group-shuffle-split --seed 1", true],
    ["purged-k-fold --horizon 0", false],
    ["time-series-split", false],
  ])("%s warns of leaks in time: %s", async (flags, warns) => {
    expect(LEAK.test((await split(at("bars.csv"), `--splitter ${flags}`)).stderr)).toBe(warns);
    expect((await split(at("bars.csv"), `--splitter ${flags} -q`)).stderr).toBe("");
  });

  it.each([
    ["--splitter nonsense", /Allowed choices are group-k-fold, /],
    ["", /required option '--splitter <name>' not specified/],
    [
      "--splitter group-k-fold --p 2",
      /^error: --p is no option of group-k-fold, which has --n-splits, --shuffle, --seed, --null-session$/m,
    ],
    ["--splitter group-k-fold --n-splits 1", /^error: Expected --n-splits to be a whole number of at least 2, got 1 /],
    ["--splitter group-k-fold --horizon 1", /^error: --horizon is refused: this splitter does not purge\./],
    ["--splitter group-k-fold --label-end end", /^error: --label-end is refused: GroupKFold does not purge/],
    ["--splitter group-k-fold --seed 1", /^error: --seed is refused: /],
    ["--splitter group-k-fold --sample 2", /^error: --sample is no option of group-k-fold, which has --n-splits, /],
    ["--splitter combinatorial-purged-cv --folds 6 --test-folds 2 --sample 3", /^error: Expected --seed to be /],
    ["--splitter combinatorial-purged-cv --folds 6 --test-folds 2 --sample 16 --seed 1", /^error: Expected --sample to be at most 15, /],
    [
      "--splitter combinatorial-purged-cv --folds 40 --test-folds 20 --horizon 0",
      /^error: Expected --test-folds to be such that there are at most 100000 splits .* given with --sample and --seed, /,
    ],
    [
      "--splitter walk-forward --train 2 --test 1 --p 1",
      /which has --train, --test, --gap, --step, --expanding, --partial, --n-splits, --anchor, --direction, --purge-by, --closed, /,
    ],
    ["--splitter group-k-fold --label-end end --purge-by end", /^error: --purge-by is refused: this splitter does not purge\./],
    ["--splitter purged-k-fold --horizon 1 --purge-by end", /^error: --purge-by is for --label-end COLUMN$/m],
    ["--splitter purged-k-fold", /^error: Expected --horizon to be the number of sessions .*; it was not given\.$/m],
    ["--splitter walk-forward --train 3Q --test 1", /^error: Expected --train to be a number of sessions from 1 on, .* got "3Q"\.$/m],
    ["--splitter walk-forward --train 1 --test 1 --hold-out 0", /^error: Expected --hold-out to be /],
    ["--splitter time-series-split --hold-out-gap 1", /^error: --hold-out-gap is for --hold-out SIZE$/m],
    ["--splitter time-series-split -c XNYS --session-column s", /leave one of the two out$/m],
    ["--splitter time-series-split -p ES", /--calendar NAME/],
    ["--splitter time-series-split --json -o -", /cannot both go to standard output/],
    ["--splitter time-series-split --json --picture", /cannot be used with option/],
    ["--splitter time-series-split --format csv", /^error: --format is for --output FILE$/m],
    ["--splitter purged-k-fold --embargo-time 5", /Expected a length of time such as 30s/],
  ])("%s is wrong usage", async (flags, message) => {
    const { code, stdout, stderr } = await split(at("bars.csv"), flags);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it.each([
    ["--splitter group-k-fold --n-splits 13", /^error: GroupKFold \(splits: 13\) needs at least 13 sessions, there are 12\./],
    ["--splitter purged-k-fold --n-splits 12 --horizon 12", /^error: Fold 1: no row is left to train on .* --on-empty-train yield /],
    [
      "--session-column none --splitter time-series-split",
      /no session column "none"\. Name the column that tells sessions, or the calendar/,
    ],
    ["--session-column timestamp --splitter time-series-split", /^error: Row 1: expected timestamp to be a date, without a time of day/],
    ["--label-end none --splitter purged-k-fold", /no timestamp column "none"/],
  ])("%s is bad input", async (flags, message) => {
    const { code, stdout, stderr } = await split(at("bars.csv"), flags);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });

  it("more columns than a file bears, and more folds than anyone reads, are refused", async () => {
    writeFileSync(at("long.csv"), `session_date\n${Array.from({ length: 100 }, (_, k) => k).join("\n")}\n`);
    const written = await split(at("long.csv"), `--splitter leave-p-groups-out --p 2 -o ${at("long-out.csv")}`);
    expect(written).toMatchObject({ code: 2, stderr: expect.stringMatching(/gives 4,950 folds here, more than the 1,000 columns/) });
    const shown = await split(at("long.csv"), "--splitter leave-p-groups-out --p 3");
    expect(shown).toMatchObject({ code: 2, stderr: expect.stringMatching(/gives 161,700 folds here, more than the 100,000 folds/) });
  });

  it("an interruption writes nothing", async () => {
    const run = await split(at("bars.csv"), `--splitter time-series-split -o ${at("never.csv")}`, { signal: AbortSignal.abort() });
    expect(run).toMatchObject({ code: 130, stdout: Buffer.of() });
    expect(namesIn(folder)).not.toContain("never.csv");
  });
});

it.each([
  ["20", 20],
  ["0.2", 0.2],
  [".5", 0.5],
  ["4W", "4W"],
  ["-1", "-1"],
  ["1e3", "1e3"],
])("%s as a size is %s", (text, value) => {
  expect(sizeArgument(text)).toBe(value);
});
