/** Folds drawn: each place shows what its rows are, widths hold, and the pictures of the documentation are those that the code draws. */
import { fileURLToPath } from "node:url";
import { parseDate, sessionsInRange } from "@openbell/core";
import { XNYS } from "@openbell/core/calendars/xnys";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CombinatorialPurgedCV,
  type Fold,
  GroupKFold,
  groupSessions,
  PurgedKFold,
  type Splitter,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";
import { foldsSvg, foldsText } from "../src/picture.js";

const days = (length: number): number[] => Array.from({ length }, (_, day) => day + 1);
const lines = (text: string): string[] => text.split("\n");

describe("text", () => {
  test("a cell a row where there is room", () => {
    const sessions = days(12);
    const folds = new PurgedKFold({ splits: 3, horizon: 1, embargo: 1 }).split(sessions);
    expect(lines(foldsText(folds, { sessions }))).toEqual([
      "0 ████xe░░░░░░",
      "1 ░░░x████xe░░",
      "2 ░░░░░░░x████",
      "1 to 12: ░ train, █ test, x purged, e embargoed",
    ]);
  });

  test("folds are numbered from 0, or from what is said", () => {
    const sessions = days(12);
    const text = lines(foldsText(new GroupKFold({ splits: 3 }).split(sessions), { sessions, width: 15, first: 8 }));
    expect(text.slice(0, 3).map((line) => line.slice(0, 3))).toEqual([" 8 ", " 9 ", "10 "]);
    expect(new Set(text.slice(0, 3).map((line) => line.length))).toEqual(new Set([15]));
    const svg = foldsSvg(new GroupKFold({ splits: 3 }).split(sessions), { sessions, first: 1 });
    expect(Array.from(svg.matchAll(/<g><text [^>]*>(\d+)</g), ([, label]) => label)).toEqual(["1", "2", "3"]);
    for (const first of [-1, 0.5, Number.NaN, "1"])
      for (const draw of [foldsText, foldsSvg])
        expect(() => draw([], { sessions, first: first as number })).toThrow(
          "Expected `first` to be the number of the first fold, a whole number from 0 on",
        );
  });

  test("rows are drawn in order of time, however they stand", () => {
    const sessions = [3, 1, 2, 3, 1, 2];
    expect(lines(foldsText([{ train: [1, 4], test: [0, 3] }], { sessions }))[0]).toBe("0 ░░··██");
    expect(
      lines(
        foldsText(
          [
            {
              train: [
                [1, 2],
                [4, 5],
              ],
              test: [0, 3],
            },
          ],
          { sessions: groupSessions(sessions) },
        ),
      )[0],
    ).toBe("0 ░░··██");
  });

  test("rows without a session have no place", () => {
    expect(lines(foldsText([{ train: [0, 1, 2], test: [4] }], { sessions: ["a", null, "a", null, "b"] }))[0]).toBe("0 ░░█");
  });

  test("a row in both sets is seen, were it one of a thousand", () => {
    const sessions = days(1000);
    const fold = { train: sessions.slice(0, 701).map((day) => day - 1), test: sessions.slice(700).map((day) => day - 1) };
    const [line, legend] = lines(foldsText([fold], { sessions, width: 12 }));
    expect(line).toBe("0 ░░░░░░░!██");
    expect(legend).toBe("1 to 1000: ░ train, █ test, ! in both");
  });

  test("rows in both sets count for neither", () => {
    const rows = days(20).map((day) => day - 1);
    const fold = { train: rows.filter((row) => row < 2 || row % 2 === 0), test: rows.filter((row) => row < 2 || row % 2 === 1) };
    // Ten cells of two rows: after the first each has one of either kind.
    expect(lines(foldsText([fold], { sessions: days(20), width: 12 }))[0]).toBe("0 !█░█░█░█░█");
  });

  test("a session of several cells, cells of several sessions", () => {
    expect(lines(foldsText([{ train: [0], test: [1, 2, 3] }], { sessions: days(4), width: 4 }))[0]).toBe("0 ██");
    expect(lines(foldsText([{ train: [0, 1], test: [2, 3] }], { sessions: days(4), width: 4 }))[0]).toBe("0 ░█");
  });

  test("dates for day numbers, names as asked, one session, none", () => {
    const column = Int32Array.of(parseDate("2024-06-03"), parseDate("2024-06-04"));
    const fold = { train: [0], test: [1] };
    expect(lines(foldsText([fold], { sessions: column })).at(-1)).toBe("2024-06-03 to 2024-06-04: ░ train, █ test");
    expect(lines(foldsText([fold], { sessions: column, sessionText: (id) => `#${id}` })).at(-1)).toBe("#19877 to #19878: ░ train, █ test");
    expect(foldsText([{ train: [], test: [0] }], { sessions: ["a"] })).toBe("0 █\na: █ test");
    expect(foldsText([], { sessions: [] })).toBe("");
    expect(foldsText([{ train: [], test: [] }], { sessions: [] })).toBe("0 \n");
  });

  test("numbers of many folds stand in a column", () => {
    const sessions = days(12);
    const text = lines(
      foldsText(new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 0 }).split(sessions), { sessions, width: 15 }),
    );
    expect(text[0]).toBe(" 0 ████░░░░░░░░");
    expect(text[14]).toBe("14 ░░░░░░░░████");
    expect(text).toHaveLength(16);
  });

  test.each([2, 0, Number.NaN])("a width of %s is refused", (width) => {
    expect(() => foldsText([{ train: [0], test: [1] }], { sessions: days(2), width })).toThrow(/`width` to be a number of at least 3/);
  });

  test("a row that the data has not is refused", () => {
    expect(() => foldsText([{ train: [0], test: [5] }], { sessions: days(2) })).toThrow(/folds\[0\]\.test\[0\]/);
  });

  test("shares come out right, to a cell a kind: nothing vanishes, even where stripes are finer than cells", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 6, maxLength: 60 }),
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 12, max: 100 }),
        (sizes, splits, width) => {
          const sessions = sizes.flatMap((size, day) => Array.from({ length: size }, () => day));
          const folds = new GroupKFold({ splits }).split(sessions);
          const text = lines(foldsText(folds, { sessions, width }));
          const cells = Math.min(width - 2, sessions.length);
          for (const { index, test: tested } of folds) {
            const line = (text[index] as string).slice(2);
            expect(line).toMatch(/^[░█]+$/);
            expect(line).toHaveLength(cells);
            expect(Math.abs(line.split("█").length - 1 - (tested.length / sessions.length) * cells)).toBeLessThan(1.001);
          }
        },
      ),
    );
  });

  test("where a row has a cell, the cell shows it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 20, maxLength: 70 }), fc.nat(1), (sessions, horizon) => {
        fc.pre(new Set(sessions).size > 4);
        const order = sessions.map((_, row) => row).sort((a, b) => (sessions[a] as number) - (sessions[b] as number) || a - b);
        const glyph = (fold: Fold, row: number): string =>
          fold.train.has(row) ? "░" : fold.test.has(row) ? "█" : fold.purged.has(row) ? "x" : fold.embargoed.has(row) ? "e" : "·";
        const folds = [...new PurgedKFold({ splits: 3, horizon, embargo: 1, onEmptyTrain: "yield" }).split(sessions)];
        const text = lines(foldsText(folds, { sessions, width: 100 }));
        for (const fold of folds) expect(text[fold.index]).toBe(`${fold.index} ${order.map((row) => glyph(fold, row)).join("")}`);
      }),
    );
  });
});

describe("SVG", () => {
  const sessions = ["2024-06-03", "2024-06-04", "2024-06-05", "2024-06-06"];

  test("bars where the rows are, a line a fold", () => {
    const svg = foldsSvg(
      [
        { train: [0, 1], test: [3] },
        { train: [], test: [0] },
      ],
      { sessions, width: 260, title: 'Two <folds> & "one"' },
    );
    // 200 units wide, from 52 on.
    expect(svg).toContain(
      '<path d="M52,58H152v16H52z" fill="#93c5fd"/><path d="M152,58H202v16H152z" fill="#f1f5f9"/><path d="M202,58H252v16H202z" fill="#ea580c"/>',
    );
    expect(svg).toContain('<path d="M52,80H102v16H52z" fill="#ea580c"/><path d="M102,80H252v16H102z" fill="#f1f5f9"/>');
    expect(svg).toContain("<title>Two &lt;folds&gt; &amp; &quot;one&quot;</title>");
    expect(svg).toContain('viewBox="0 0 260 124"');
    expect(svg.match(/2024-06-\d\d/g)).toEqual(sessions);
    expect(svg.match(/>(train|test|purged|embargoed|in both)</g)).toEqual([">train<", ">test<"]);
  });

  test("sessions are named at the ends and the quarters", () => {
    const column = [...Array<number>(6).fill(1), 2, 3];
    const svg = foldsSvg([], { sessions: column, width: 260 });
    expect([...svg.matchAll(/<text x="([\d.]+)" y="72" text-anchor="(\w+)">(\d)</g)].map((match) => match.slice(1))).toEqual([
      ["52", "start", "1"],
      ["202", "middle", "2"],
      ["252", "end", "3"],
    ]);
  });

  test("is well-formed, and no larger for ten times the rows", () => {
    const svg = (rows: number): string => {
      const column = Int32Array.from({ length: rows }, (_, i) => Math.floor((i / rows) * 2500));
      return foldsSvg(new GroupKFold({ splits: 5 }).split(column), { sessions: column });
    };
    const [small, large] = [svg(10_000), svg(100_000)];
    expect(Math.abs(large.length - small.length)).toBeLessThan(small.length / 5);
    const open: string[] = [];
    for (const [, close, name, empty] of large.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name as string);
    }
    expect(open).toEqual([]);
  });

  test("a width in which nothing fits is refused", () => {
    expect(() => foldsSvg([], { sessions, width: 100 })).toThrow(/`width` to be a number of at least 200/);
  });
});

describe("the pictures of the documentation", () => {
  // Hourly bars of a quarter in New York.
  const sessions = Int32Array.from([...sessionsInRange(XNYS, "2024-01-02", "2024-03-28")].flatMap((day) => Array<number>(7).fill(day)));
  test.each<[file: string, title: string, splitter: Splitter]>([
    ["folds", "PurgedKFold, labels of 3 sessions, an embargo of 2", new PurgedKFold({ splits: 5, horizon: 3, embargo: 2 })],
    ["folds-group-k-fold", "GroupKFold: sessions of one size are dealt out in stripes", new GroupKFold({ splits: 5 })],
    ["folds-time-series-split", "TimeSeriesSplit, a gap of 3 sessions", new TimeSeriesSplit({ splits: 5, gap: 3 })],
    ["folds-walk-forward", "WalkForward, train 20 sessions, test 8, a gap of 3", new WalkForward({ train: 20, test: 8, gap: 3 })],
    [
      "folds-combinatorial",
      "CombinatorialPurgedCV, 6 folds, 2 tested together, labels of 3 sessions",
      new CombinatorialPurgedCV({ folds: 6, testFolds: 2, horizon: 3 }),
    ],
  ])("docs/images/%s.svg is current (run the test with -u to draw it anew)", async (file, title, splitter) => {
    const path = fileURLToPath(new URL(`../../../docs/images/${file}.svg`, import.meta.url));
    await expect(foldsSvg(splitter.split(sessions), { sessions, title })).toMatchFileSnapshot(path);
  });
});
