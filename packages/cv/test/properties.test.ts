/** What holds for every split of every column. @module */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combinationAt, combinations, countCombinations, sampleBelow } from "../src/combinations.js";
import {
  CombinatorialPurgedCV,
  type Fold,
  GroupKFold,
  GroupShuffleSplit,
  groupSessions,
  holdOut,
  LeavePGroupsOut,
  PurgedKFold,
  type RowSet,
  type SplitData,
  type Splitter,
  splitterOf,
  TimeSeriesSplit,
  WalkForward,
} from "../src/index.js";

const SESSION_MS = 1000;
const ASSETS = ["ES", "NQ", "CL"];

/** Rows of a frame: the session of each, its time, and where its label ends. */
interface Rows {
  readonly sessions: Int32Array;
  readonly times: Float64Array;
  readonly ends: Float64Array;
  /** Three assets, dealt out by row. */
  readonly assets: readonly string[];
}

/** Sessions that overlap in time a little, as those of two venues do, with a few rows each; rows in any order. */
const rows: fc.Arbitrary<Rows> = fc
  .array(
    fc.array(fc.record({ at: fc.nat(SESSION_MS + 200), length: fc.oneof(fc.nat(600), fc.nat(5 * SESSION_MS)) }), {
      minLength: 1,
      maxLength: 4,
    }),
    { minLength: 8, maxLength: 24 },
  )
  .chain((sessions) => {
    const all = sessions.flatMap((its, s) =>
      // The first row of each session begins with it, so that sessions are in order of time.
      its.map(({ at, length }, i) => ({
        session: s,
        time: s * SESSION_MS + (i === 0 ? 0 : at),
        length,
        asset: ASSETS[(at + i) % 3] as string,
      })),
    );
    return fc.boolean().chain((sorted) => (sorted ? fc.constant(all) : fc.shuffledSubarray(all, { minLength: all.length })));
  })
  .map((all) => ({
    sessions: Int32Array.from(all, ({ session }) => session),
    times: Float64Array.from(all, ({ time }) => time),
    ends: Float64Array.from(all, ({ time, length }) => time + length),
    assets: all.map(({ asset }) => asset),
  }));

const purging = fc.record({
  embargo: fc.nat(2),
  embargoMs: fc.oneof(fc.constant(0), fc.nat(1500)),
  purge: fc.constantFrom("all", "asset"),
  closed: fc.boolean(),
  wholeSessions: fc.boolean(),
  onEmptyTrain: fc.constant("yield" as const),
});
const bySessions = fc.record({ horizon: fc.nat(2), embargo: fc.nat(2), onEmptyTrain: fc.constant("yield" as const) });
const size = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(0.1, 0.25), fc.constantFrom("2D" as const, "1W" as const));

/** Any splitter, with whether it gets labels. */
const splitter: fc.Arbitrary<{ splitter: Splitter; timed: boolean }> = fc.oneof(
  fc.integer({ min: 2, max: 8 }).map((splits) => ({ splitter: new GroupKFold({ splits }), timed: false })),
  fc
    .tuple(fc.integer({ min: 2, max: 8 }), fc.nat(1e6))
    .map(([splits, seed]) => ({ splitter: new GroupKFold({ splits, shuffle: true, seed }), timed: false })),
  fc.integer({ min: 1, max: 2 }).map((p) => ({ splitter: new LeavePGroupsOut({ p }), timed: false })),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.nat(1e6), fc.constantFrom(1, 3, 0.3, 0.5))
    .map(([splits, seed, testSize]) => ({ splitter: new GroupShuffleSplit({ splits, seed, testSize }), timed: false })),
  fc
    .tuple(fc.integer({ min: 2, max: 3 }), fc.constantFrom(0, 1), fc.option(size, { nil: undefined }), fc.boolean())
    .map(([splits, gap, maxTrain, timed]) => ({ splitter: new TimeSeriesSplit({ splits, gap, maxTrain, onEmptyTrain: "yield" }), timed })),
  fc
    .tuple(
      fc.record({ train: size, test: size, gap: fc.constantFrom(0, 1, "1D" as const), step: size, expanding: fc.boolean() }),
      fc.constantFrom({ anchor: "start", partial: true } as const, { anchor: "start" } as const, { anchor: "end" } as const),
      fc.constantFrom("forward", "backward"),
      fc.boolean(),
    )
    .map(([sizes, laid, direction, timed]) => ({
      splitter: new WalkForward({ ...sizes, ...laid, direction, onEmptyTrain: "yield" }),
      timed,
    })),
  fc
    .tuple(fc.integer({ min: 2, max: 8 }), purging)
    .map(([splits, rest]) => ({ splitter: new PurgedKFold({ splits, ...rest }), timed: true })),
  fc
    .tuple(fc.integer({ min: 2, max: 8 }), bySessions)
    .map(([splits, rest]) => ({ splitter: new PurgedKFold({ splits, ...rest }), timed: false })),
  fc
    .tuple(
      fc.integer({ min: 4, max: 6 }),
      fc.integer({ min: 1, max: 3 }),
      purging,
      fc.option(fc.record({ sample: fc.integer({ min: 1, max: 4 }), seed: fc.nat() }), { nil: {} }),
    )
    .map(([folds, testFolds, rest, some]) => ({
      splitter: new CombinatorialPurgedCV({ folds, testFolds, ...some, ...rest }),
      timed: true,
    })),
);

const dataOf = ({ times, ends, assets }: Rows, timed: boolean): SplitData => (timed ? { times, labels: { end: ends, assets } } : {});
const list = (set: RowSet): number[] => [...set];
const sets = ({ train, test, purged, embargoed }: Fold): number[][] => [train, test, purged, embargoed].map(list);

/** The folds, or the code of the error that the splitter answers with. */
function outcome(make: () => Iterable<Fold>): number[][][] | string {
  try {
    return Array.from(make(), sets);
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const check = (property: fc.IRawProperty<unknown, false>, numRuns = 300): void => fc.assert(property, { numRuns });

describe("every splitter", () => {
  test("rows are in one set at most, sessions of the test set in no other", () => {
    check(
      fc.property(rows, splitter, (frame, { splitter, timed }) => {
        const folds = outcome(() => splitter.split(frame.sessions, dataOf(frame, timed)));
        if (typeof folds === "string") return;
        for (const each of folds) {
          const [, test = [], ...others] = each;
          expect(new Set(each.flat()).size).toBe(each.flat().length);
          const tested = new Set(test.map((row) => frame.sessions[row]));
          for (const row of [...(each[0] as number[]), ...others.flat()]) expect(tested.has(frame.sessions[row])).toBe(false);
        }
      }),
    );
  });

  test("sets answer alike as ranges, arrays, one by one and by row; sessions are those of the rows", () => {
    check(
      fc.property(rows, splitter, (frame, { splitter, timed }) => {
        if (typeof outcome(() => splitter.split(frame.sessions, dataOf(frame, timed))) === "string") return;
        for (const fold of splitter.split(frame.sessions, dataOf(frame, timed))) {
          for (const set of [fold.train, fold.test, fold.purged, fold.embargoed]) {
            const array = [...set.toArray()];
            const { ranges } = set;
            const ofRanges: number[] = [];
            for (let k = 0; k < ranges.length; k += 2) {
              expect(ranges[k]).toBeGreaterThan(k === 0 ? -1 : (ranges[k - 1] as number));
              expect(ranges[k + 1]).toBeGreaterThan(ranges[k] as number);
              for (let row = ranges[k] as number; row < (ranges[k + 1] as number); row++) ofRanges.push(row);
            }
            expect(array).toEqual(ofRanges);
            expect([...set]).toEqual(array);
            expect(set.length).toBe(array.length);
            const inside = new Set(array);
            for (let row = -1; row <= frame.sessions.length; row++) expect(set.has(row)).toBe(inside.has(row));
          }
          const sessionsOf = (set: RowSet) => [...new Set(Array.from(set, (row) => frame.sessions[row] as number))].sort((a, b) => a - b);
          expect(fold.trainSessions).toEqual(sessionsOf(fold.train));
          expect(fold.testSessions).toEqual(sessionsOf(fold.test));
        }
      }),
    );
  });

  test("as many folds as announced, numbered, and the same on each walk and from the plain configuration", () => {
    check(
      fc.property(rows, splitter, (frame, { splitter, timed }) => {
        const data = dataOf(frame, timed);
        const first = outcome(() => splitter.split(frame.sessions, data));
        const again = splitterOf(JSON.parse(JSON.stringify(splitter)));
        expect(outcome(() => again.split(groupSessions(frame.sessions), data))).toEqual(first);
        if (typeof first === "string") return;
        const folds = splitter.split(frame.sessions, data);
        expect(Array.from(folds, sets)).toEqual(first);
        expect(Array.from(folds, sets)).toEqual(first);
        expect(Array.from(folds, ({ index }) => index)).toEqual(first.map((_, index) => index));
        expect(folds.length).toBe(first.length);
        expect(splitter.count(frame.sessions, data)).toBe(first.length);
      }),
    );
  });

  test("moving rows moves the rows of the sets, and nothing else", () => {
    check(
      fc.property(
        rows.chain((frame) =>
          fc.tuple(fc.constant(frame), fc.shuffledSubarray([...frame.sessions.keys()], { minLength: frame.sessions.length })),
        ),
        splitter,
        ([frame, order], { splitter, timed }) => {
          const moved: Rows = {
            sessions: Int32Array.from(order, (row) => frame.sessions[row] as number),
            times: Float64Array.from(order, (row) => frame.times[row] as number),
            ends: Float64Array.from(order, (row) => frame.ends[row] as number),
            assets: order.map((row) => frame.assets[row] as string),
          };
          const before = outcome(() => splitter.split(frame.sessions, dataOf(frame, timed)));
          const after = outcome(() => splitter.split(moved.sessions, dataOf(moved, timed)));
          if (typeof before === "string" || typeof after === "string") {
            expect(after).toEqual(before);
            return;
          }
          const back = after.map((fold) => fold.map((set) => set.map((row) => order[row] as number).sort((a, b) => a - b)));
          expect(back).toEqual(before);
        },
      ),
    );
  });

  test("other names in the same order change nothing", () => {
    const spanless = splitter.filter(({ splitter }) => !/\d[DW]/.test(JSON.stringify(splitter.options)));
    const names: readonly ((session: number) => number | bigint | string)[] = [
      (session) => 7 * session - 30,
      (session) => session / 8,
      (session) => BigInt(session) * 10n ** 12n,
      (session) => new Date(Date.UTC(2024, 0, 1 + 3 * session)).toISOString().slice(0, 10),
      (session) => `week ${String(session).padStart(3, "0")}`,
    ];
    check(
      fc.property(rows, spanless, fc.constantFrom(...names), (frame, { splitter, timed }, name) => {
        const renamed = Array.from(frame.sessions, name);
        expect(outcome(() => splitter.split(renamed, dataOf(frame, timed)))).toEqual(
          outcome(() => splitter.split(frame.sessions, dataOf(frame, timed))),
        );
      }),
    );
  });

  test("rows without a session are in no set, and the others as without them", () => {
    check(
      fc.property(rows, splitter, fc.infiniteStream(fc.boolean()), (frame, { splitter, timed }, coins) => {
        const options = { ...splitter.options, nullSession: "drop" };
        const dropping = splitterOf({ name: splitter.name, options });
        const kept = [...frame.sessions.keys()].filter(() => coins.next().value);
        const missing = [null, undefined, Number.NaN, -2147483648];
        const keeps = new Set(kept);
        const holes = Array.from(frame.sessions, (session, row) => (keeps.has(row) ? session : missing[row % missing.length]));
        const left: Rows = {
          sessions: Int32Array.from(kept, (row) => frame.sessions[row] as number),
          times: Float64Array.from(kept, (row) => frame.times[row] as number),
          ends: Float64Array.from(kept, (row) => frame.ends[row] as number),
          assets: kept.map((row) => frame.assets[row] as string),
        };
        const expected = outcome(() => splitter.split(left.sessions, dataOf(left, timed)));
        const found = outcome(() => dropping.split(holes, dataOf(frame, timed)));
        if (typeof expected === "string" || typeof found === "string") {
          expect(found).toEqual(expected);
          return;
        }
        expect(found).toEqual(expected.map((fold) => fold.map((set) => set.map((row) => kept[row]))));
      }),
    );
  });
});

describe("k-fold", () => {
  const kFold = fc.oneof(
    fc.integer({ min: 2, max: 8 }).map((splits) => new GroupKFold({ splits })),
    fc.tuple(fc.integer({ min: 2, max: 8 }), fc.nat()).map(([splits, seed]) => new GroupKFold({ splits, shuffle: true, seed })),
    fc.tuple(fc.integer({ min: 2, max: 8 }), bySessions).map(([splits, rest]) => new PurgedKFold({ splits, ...rest })),
  );

  test("every row is tested once", () => {
    check(
      fc.property(rows, kFold, ({ sessions }, splitter) => {
        const tested = Array.from(splitter.split(sessions), ({ test }) => list(test)).flat();
        expect(tested.sort((a, b) => a - b)).toEqual([...sessions.keys()]);
      }),
    );
  });

  test("without horizon and embargo, purged k-fold is k-fold over adjacent sessions", () => {
    check(
      fc.property(rows, fc.integer({ min: 2, max: 8 }), ({ sessions }, splits) => {
        const folds = [...new PurgedKFold({ splits, horizon: 0 }).split(sessions)];
        expect(folds.map(({ train }) => list(train))).toEqual(
          folds.map(({ test }) => [...sessions.keys()].filter((row) => !test.has(row))),
        );
        const tested = folds.flatMap(({ testSessions }) => testSessions);
        expect(tested).toEqual([...new Set(sessions)].sort((a, b) => a - b));
        const sizes = folds.map(({ testSessions }) => testSessions.length);
        expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("GroupKFold's folds differ by no more rows than the largest session has", () => {
    check(
      fc.property(rows, fc.integer({ min: 2, max: 8 }), ({ sessions }, splits) => {
        const loads = Array.from(new GroupKFold({ splits }).split(sessions), ({ test }) => test.length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(...groupSessions(sessions).sizes));
      }),
    );
  });
});

describe("purging", () => {
  /** Whether two labels share time. */
  const overlap = (a: number, aEnd: number, b: number, bEnd: number, closed: boolean): boolean =>
    closed ? a <= bEnd && aEnd >= b : a < bEnd && aEnd > b;

  test("no train label overlaps a test label, pair by pair, of its asset where that is asked for", () => {
    const timed = fc.oneof(
      fc
        .tuple(fc.integer({ min: 2, max: 8 }), purging)
        .map(([splits, rest]) => ({ ...rest, splitter: new PurgedKFold({ splits, ...rest }) })),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), purging)
        .map(([testFolds, rest]) => ({ ...rest, splitter: new CombinatorialPurgedCV({ folds: 5, testFolds, ...rest }) })),
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean(), fc.boolean(), fc.constantFrom("all", "asset"))
        .map(([test, closed, expanding, purge]) => ({
          ...{ closed, purge },
          splitter: new WalkForward({ train: 3, test, closed, expanding, purge, onEmptyTrain: "yield" }),
        })),
    );
    check(
      fc.property(rows, timed, (frame, { splitter, closed, purge }) => {
        for (const { train, test } of (splitter as Splitter).split(frame.sessions, dataOf(frame, true)))
          for (const i of train)
            for (const j of test)
              expect(
                (purge === "all" || frame.assets[i] === frame.assets[j]) &&
                  overlap(frame.times[i] as number, frame.ends[i] as number, frame.times[j] as number, frame.ends[j] as number, closed),
              ).toBe(false);
      }),
    );
  });

  test("what is purged overlaps the hull of a block, or shares its session with what does", () => {
    check(
      fc.property(rows, fc.integer({ min: 2, max: 6 }), purging, (frame, splits, options) => {
        for (const { purged, test } of new PurgedKFold({ splits, ...options }).split(frame.sessions, dataOf(frame, true))) {
          const hits = (row: number) => {
            const tested = list(test).filter((other) => options.purge === "all" || frame.assets[other] === frame.assets[row]);
            const from = Math.min(...tested.map((other) => frame.times[other] as number));
            const to = Math.max(...tested.map((other) => frame.ends[other] as number));
            return overlap(frame.times[row] as number, frame.ends[row] as number, from, to, options.closed);
          };
          const cut = new Set([...frame.sessions.keys()].filter((row) => !test.has(row) && hits(row)).map((row) => frame.sessions[row]));
          for (const row of purged) expect(options.wholeSessions ? cut.has(frame.sessions[row]) : hits(row)).toBe(true);
        }
      }),
    );
  });

  test("by asset: each asset's rows are those that its frame alone would have", () => {
    const byAsset = fc.record({
      embargoMs: fc.oneof(fc.constant(0), fc.nat(1500)),
      closed: fc.boolean(),
      onEmptyTrain: fc.constant("yield" as const),
    });
    check(
      fc.property(rows, fc.integer({ min: 2, max: 5 }), byAsset, (frame, splits, options) => {
        const starts = (row: number): number => frame.times[row] as number;
        const ends = (row: number): number => frame.ends[row] as number;
        for (const fold of new PurgedKFold({ splits, purge: "asset", ...options }).split(frame.sessions, dataOf(frame, true)))
          for (const asset of ASSETS) {
            const its = (set: RowSet): number[] => list(set).filter((row) => frame.assets[row] === asset);
            const from = Math.min(...its(fold.test).map(starts));
            const to = Math.max(...its(fold.test).map(ends));
            const left = [...frame.sessions.keys()].filter((row) => frame.assets[row] === asset && !fold.test.has(row));
            const purged = left.filter((row) => overlap(starts(row), ends(row), from, to, options.closed));
            expect(its(fold.purged)).toEqual(purged);
            const late = left.filter((row) => {
              const until = to + options.embargoMs;
              return options.embargoMs > 0 && starts(row) >= to && (options.closed ? starts(row) <= until : starts(row) < until);
            });
            expect(its(fold.embargoed)).toEqual(late.filter((row) => !purged.includes(row)));
          }
      }),
    );
  });

  test("by asset never takes more than by all, and with one asset the same", () => {
    check(
      fc.property(rows, fc.integer({ min: 2, max: 6 }), purging, fc.boolean(), (frame, splits, options, one) => {
        const its = one ? { ...frame, assets: frame.assets.map(() => "ES") } : frame;
        const trains = (purge: "all" | "asset") =>
          Array.from(new PurgedKFold({ splits, ...options, purge }).split(its.sessions, dataOf(its, true)), (fold) => fold.train);
        const all = trains("all");
        trains("asset").forEach((train, k) => {
          if (one) expect(list(train)).toEqual(list(all[k] as RowSet));
          else for (const row of all[k] as RowSet) expect(train.has(row)).toBe(true);
        });
      }),
    );
  });

  test("by sessions: as far as the horizon, and after it the embargo", () => {
    check(
      fc.property(rows, fc.integer({ min: 2, max: 8 }), bySessions, ({ sessions }, splits, options) => {
        const all = [...new Set(sessions)].sort((a, b) => a - b);
        for (const { train, testSessions } of new PurgedKFold({ splits, ...options }).split(sessions)) {
          const first = all.indexOf(testSessions[0] as number);
          const last = all.indexOf(testSessions.at(-1) as number);
          const expected = [...sessions.keys()].filter((row) => {
            const at = all.indexOf(sessions[row] as number);
            return at < first - options.horizon || at > last + options.horizon + options.embargo;
          });
          expect(list(train)).toEqual(expected);
        }
      }),
    );
  });

  test("a longer horizon or embargo never adds a train row", () => {
    const more = fc.record({ horizon: fc.nat(2), embargo: fc.nat(2), embargoMs: fc.nat(800) });
    check(
      fc.property(
        rows,
        fc.integer({ min: 3, max: 6 }),
        fc.integer({ min: 1, max: 2 }),
        purging,
        more,
        fc.boolean(),
        (frame, folds, testFolds, less, plus, timed) => {
          const trains = (options: object) =>
            Array.from(
              new CombinatorialPurgedCV({ folds, testFolds, onEmptyTrain: "yield", ...options }).split(
                frame.sessions,
                dataOf(frame, timed),
              ),
              (fold) => fold.train,
            );
          const [before, after] = timed
            ? [less, { ...less, embargo: less.embargo + plus.embargo, embargoMs: less.embargoMs + plus.embargoMs }]
            : [
                { horizon: less.embargo, embargo: 1 },
                { horizon: less.embargo + plus.horizon, embargo: 1 + plus.embargo },
              ];
          const wide = trains(before);
          trains(after).forEach((train, k) => {
            for (const row of train) expect(wide[k]?.has(row)).toBe(true);
          });
        },
      ),
    );
  });
});

describe("combinatorial purged", () => {
  const shapes = fc.integer({ min: 2, max: 7 }).chain((folds) => fc.tuple(fc.constant(folds), fc.integer({ min: 1, max: folds - 1 })));
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

  test("each fold is tested in each path once, and each path covers every row once", () => {
    check(
      fc.property(rows, shapes, ({ sessions }, [folds, testFolds]) => {
        const splitter = new CombinatorialPurgedCV({ folds, testFolds, horizon: 1, onEmptyTrain: "yield" });
        const splits = [...splitter.split(sessions)];
        expect(splits.length).toBe(choose(folds, testFolds));
        const tests = new Int32Array(folds);
        for (const { testFolds } of splits) for (const fold of testFolds) tests[fold] = (tests[fold] as number) + 1;
        expect([...tests]).toEqual(Array(folds).fill(choose(folds - 1, testFolds - 1)));

        const paths = splitter.paths();
        expect(paths.length).toBe(choose(folds - 1, testFolds - 1));
        for (const [path, chosen] of paths.entries()) {
          const covered = chosen.flatMap((split, fold) => {
            const { testFolds, testParts, paths: itsPaths } = splits[split] as (typeof splits)[number];
            const k = testFolds.indexOf(fold);
            expect(itsPaths[k]).toBe(path);
            return list(testParts[k] as RowSet);
          });
          expect(covered.sort((a, b) => a - b)).toEqual([...sessions.keys()]);
        }
      }),
      100,
    );
  });
});

describe("a sample of combinations", () => {
  const shapes = fc.integer({ min: 2, max: 9 }).chain((folds) =>
    fc.integer({ min: 1, max: folds - 1 }).chain((testFolds) =>
      fc.record({
        folds: fc.constant(folds),
        testFolds: fc.constant(testFolds),
        sample: fc.integer({ min: 1, max: countCombinations(folds, testFolds) }),
        seed: fc.nat(),
      }),
    ),
  );
  const chosen = (options: { folds: number; testFolds: number; sample?: number; seed?: number }, column: ArrayLike<number>): string[] =>
    Array.from(new CombinatorialPurgedCV({ horizon: 0, ...options }).split(column), ({ testFolds }) => testFolds.join());

  test("is some of all, each once, in their order; a larger one of the same seed holds it", () => {
    check(
      fc.property(shapes, fc.nat(20), ({ folds, testFolds, sample, seed }, more) => {
        const column = Int32Array.from({ length: folds }, (_, day) => day);
        const all = chosen({ folds, testFolds }, column);
        const some = chosen({ folds, testFolds, sample, seed }, column);
        expect(some.length).toBe(sample);
        const taken = new Set(some);
        expect(all.filter((each) => taken.has(each))).toEqual(some);
        const larger = new Set(chosen({ folds, testFolds, sample: Math.min(sample + more, all.length), seed }, column));
        expect(some.every((each) => larger.has(each))).toBe(true);
      }),
    );
  });

  test("each split is the one that all combinations have", () => {
    check(
      fc.property(rows, purging, shapes, (frame, rest, { folds, testFolds, sample, seed }) => {
        fc.pre(folds < 7);
        const options = { folds, testFolds, ...rest };
        const all = [...new CombinatorialPurgedCV(options).split(frame.sessions, dataOf(frame, true))];
        for (const fold of new CombinatorialPurgedCV({ ...options, sample, seed }).split(frame.sessions, dataOf(frame, true))) {
          const same = all.find(({ testFolds }) => testFolds.join() === fold.testFolds.join());
          expect(sets(fold)).toEqual(sets(same as Fold));
        }
      }),
      60,
    );
  });

  test("the combination at a place is the one that a walk comes to", () => {
    check(
      fc.property(shapes, ({ folds, testFolds }) => {
        expect(Array.from({ length: countCombinations(folds, testFolds) }, (_, place) => combinationAt(place, folds, testFolds))).toEqual([
          ...combinations(folds, testFolds),
        ]);
      }),
      60,
    );
  });

  test("of many, places ascend with the combinations, and each has its own", () => {
    /** By another way: the number of combinations that come before. */
    const placeOf = (numbers: readonly number[], of: number): bigint => {
      const choose = (n: number, k: number): bigint => {
        let ways = 1n;
        for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - i + 1)) / BigInt(i);
        return n < k ? 0n : ways;
      };
      let place = 0n;
      numbers.forEach((number, i) => {
        for (let lower = (numbers[i - 1] ?? -1) + 1; lower < number; lower++) place += choose(of - 1 - lower, numbers.length - i - 1);
      });
      return place;
    };
    const large = fc.integer({ min: 20, max: 56 }).chain((of) => fc.tuple(fc.constant(of), fc.integer({ min: 1, max: of - 1 })));
    check(
      fc.property(large, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), ([of, count], share) => {
        const place = Math.floor(share * countCombinations(of, count));
        const numbers = combinationAt(place, of, count);
        expect(numbers.length).toBe(count);
        expect(placeOf(numbers, of)).toBe(BigInt(place));
      }),
    );
  });

  test("every combination is taken about as often", () => {
    const taken = new Float64Array(15);
    for (let seed = 0; seed < 3000; seed++) for (const place of sampleBelow(15, 5, seed)) taken[place] = (taken[place] as number) + 1;
    // 1000 on average; the standard deviation of each is 26.
    expect(Math.min(...taken)).toBeGreaterThan(870);
    expect(Math.max(...taken)).toBeLessThan(1130);
  });
});

describe("folds that look forward", () => {
  test("train before test, the gap between them, no row of the future", () => {
    const gap = fc.nat(3);
    const forward = fc.oneof(
      fc
        .tuple(fc.integer({ min: 2, max: 3 }), gap)
        .map(([splits, gap]) => ({ gap, splitter: new TimeSeriesSplit({ splits, gap, testSize: 1 }) as Splitter })),
      fc
        .tuple(size, size, gap, fc.constantFrom("start", "end"), fc.constantFrom("forward", "backward"))
        .map(([train, test, gap, anchor, direction]) => ({
          gap,
          splitter: new WalkForward({ train, test, gap, anchor, direction }) as Splitter,
        })),
    );
    check(
      fc.property(rows, forward, ({ sessions }, { splitter, gap }) => {
        const all = [...new Set(sessions)].sort((a, b) => a - b);
        const folds = outcome(() => splitter.split(sessions));
        if (typeof folds === "string") return;
        for (const { trainSessions, testSessions } of splitter.split(sessions)) {
          const between = all.indexOf(testSessions[0] as number) - all.indexOf(trainSessions.at(-1) as number) - 1;
          expect(between).toBe(gap);
          // Sessions in one piece.
          for (const some of [trainSessions, testSessions])
            expect(some).toEqual(all.slice(all.indexOf(some[0] as number), all.indexOf(some.at(-1) as number) + 1));
        }
      }),
    );
  });

  test("what is held out is the end, and what is left can be split with its own row numbers", () => {
    check(
      fc.property(rows, fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom(0.1, 0.4)), fc.nat(2), ({ sessions }, held, gap) => {
        const grouped = groupSessions(sessions);
        const { train, test, testSessions } = holdOut(grouped, held, { gap });
        const tail = held < 1 ? Math.ceil(held * grouped.length) : held;
        expect(testSessions).toEqual(grouped.ids.slice(-tail));
        const left = grouped.only(train);
        expect(left.ids).toEqual(grouped.ids.slice(0, grouped.length - tail - gap));
        if (left.length < 2) return;
        const folds = [...new GroupKFold({ splits: 2 }).split(left)];
        expect(folds.flatMap((fold) => list(fold.test)).sort((a, b) => a - b)).toEqual(list(train));
        for (const fold of folds) for (const row of [...fold.train, ...fold.test]) expect(test.has(row)).toBe(false);
      }),
    );
  });
});

describe("sessions", () => {
  test("restricted to rows: those rows, their sessions, nothing else", () => {
    check(
      fc.property(rows, fc.infiniteStream(fc.boolean()), ({ sessions }, coins) => {
        const grouped = groupSessions(sessions);
        const kept = [...sessions.keys()].filter(() => coins.next().value);
        const keeps = new Set(kept);
        const masked = groupSessions(
          Array.from(sessions, (session, row) => (keeps.has(row) ? session : null)),
          { nullSession: "drop" },
        );
        const only = grouped.only({ ranges: Int32Array.from(kept.flatMap((row) => [row, row + 1])) } as RowSet);
        expect(only.ids).toEqual(masked.ids);
        expect([...only.sizes]).toEqual([...masked.sizes]);
        expect([...only.runStart]).toEqual([...masked.runStart]);
        expect([...only.runSession]).toEqual([...masked.runSession]);
      }),
    );
  });
});
