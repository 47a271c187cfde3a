/**
 * Folds drawn: a line for each fold, time from left to right, and what becomes of the rows there. As SVG, and as text for terminals.
 *
 * A cell of the picture stands for many rows. Where they differ it shows one of their kinds, chosen so that over a few cells the shares come
 * out right: stripes finer than a cell look grey, and do not vanish.
 *
 * @module
 */

import { formatDate } from "@openbell/core";
import { type AnyFold, rowSetOf, visitShared } from "./any-rows.js";
import { invalidArgument } from "./errors.js";
import { groupSessions, Sessions } from "./sessions.js";
import type { Fold, SessionColumn, SessionId } from "./types.js";

/** Options of {@link foldsText} and {@link foldsSvg}. */
export interface PictureOptions {
  /** The sessions that were split: the column, or what `groupSessions` made of it. */
  readonly sessions: SessionColumn | Sessions;
  /** Width: of text in characters, 80 by default; of SVG in its units, 960 by default. */
  readonly width?: number;
  /** Number of the first fold. Default 0. */
  readonly first?: number;
  /** How a session is called. By default dates for an `Int32Array`, which holds day numbers, and `String` for all else. */
  readonly sessionText?: (id: SessionId) => string;
}

/** Options of {@link foldsSvg}. */
export interface SvgOptions extends PictureOptions {
  /** What the picture shows, for those who cannot see it, and above it. */
  readonly title?: string;
}

/** What a row can be to a fold; `shared` is in both sets, which no splitter of this package makes. */
const KINDS = [
  { name: "left out", colour: "#f1f5f9", glyph: "·" },
  { name: "train", colour: "#93c5fd", glyph: "░" },
  { name: "test", colour: "#ea580c", glyph: "█" },
  { name: "purged", colour: "#475569", glyph: "x" },
  { name: "embargoed", colour: "#94a3b8", glyph: "e" },
  { name: "in both", colour: "#dc2626", glyph: "!" },
] as const;
const [LEFT_OUT, TRAIN, TEST, PURGED, EMBARGOED, SHARED] = [0, 1, 2, 3, 4, 5] as const;

/**
 * Folds as text, a line each, with a legend below.
 *
 * @throws {@link OpenbellError} `INVALID_FOLDS` for rows that the data has not; `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { foldsText, PurgedKFold } from "@openbell/cv";
 *
 * const sessions = Array.from({ length: 12 }, (_, day) => day + 1);
 * const folds = new PurgedKFold({ splits: 3, horizon: 1, embargo: 1 }).split(sessions);
 * console.log(foldsText(folds, { sessions, width: 14 }));
 * // 0 ████xe░░░░░░
 * // 1 ░░░x████xe░░
 * // 2 ░░░░░░░x████
 * // 1 to 12: ░ train, █ test, x purged, e embargoed
 * ```
 */
export function foldsText(folds: Iterable<AnyFold>, options: PictureOptions): string {
  const { width = 80 } = options;
  const first = checkedFirst(options);
  const { sessions, name, rows } = subjectOf(options);
  const all = [...folds];
  const label = String(first + Math.max(all.length - 1, 0)).length;
  const cells = checkedWidth(width, label + 2) - label - 1;
  const lines = all.map((fold, index) => cellsOf(fold, index, sessions, Math.min(cells, rows)));
  const legend = usedKinds(lines).map((kind) => `${KINDS[kind].glyph} ${KINDS[kind].name}`);
  return [
    ...lines.map(
      (line, index) => `${String(first + index).padStart(label)} ${Array.from(line, (kind) => KINDS[kind as 0].glyph).join("")}`,
    ),
    [spanText(sessions, name), legend.join(", ")].filter((part) => part !== "").join(": "),
  ].join("\n");
}

/**
 * Folds as an SVG picture, a line each, with a legend above and dates below.
 *
 * @throws {@link OpenbellError} `INVALID_FOLDS` for rows that the data has not; `INVALID_ARGUMENT`.
 *
 * @example
 * ```ts
 * import { foldsSvg, TimeSeriesSplit } from "@openbell/cv";
 *
 * const sessions = ["2024-06-03", "2024-06-04", "2024-06-05", "2024-06-06"];
 * const svg = foldsSvg(new TimeSeriesSplit({ splits: 3 }).split(sessions), { sessions, title: "Three folds" });
 * console.log(svg.slice(0, 4), svg.match(/<g>/g)?.length); // <svg 3
 * ```
 */
export function foldsSvg(folds: Iterable<AnyFold>, options: SvgOptions): string {
  const { title = "Folds" } = options;
  const first = checkedFirst(options);
  const width = checkedWidth(options.width ?? 960, 200);
  const { sessions, name, rows } = subjectOf(options);
  const all = [...folds];
  const frame = { left: 52, right: 8, top: 58, step: 22, bar: 16 };
  const inner = width - frame.left - frame.right;
  // Two cells to a unit are as fine as a screen shows.
  const cells = Math.max(Math.min(Math.floor(2 * inner), rows), 1);
  const lines = all.map((fold, index) => cellsOf(fold, index, sessions, cells));
  const bottom = frame.top + all.length * frame.step;
  const height = bottom + 22;
  const x = (cell: number): string => decimal(frame.left + (cell / cells) * inner);
  const text = (left: number, top: number, words: string, style = ""): string =>
    `<text x="${decimal(left)}" y="${decimal(top)}"${style}>${escaped(words)}</text>`;

  let at = frame.left;
  const legend = usedKinds(lines).map((kind) => {
    const entry = `<rect x="${at}" y="30" width="12" height="12" fill="${KINDS[kind].colour}"/>${text(at + 18, 40, KINDS[kind].name)}`;
    at += 38 + 7 * KINDS[kind].name.length;
    return entry;
  });
  const bars = lines.map((line, index) => {
    const top = frame.top + index * frame.step;
    const rects: string[] = [];
    for (let from = 0; from < line.length; ) {
      let to = from;
      while (to < line.length && line[to] === line[from]) to++;
      const fill = KINDS[line[from] as 0].colour;
      rects.push(`<path d="M${x(from)},${top}H${x(to)}v${frame.bar}H${x(from)}z" fill="${fill}"/>`);
      from = to;
    }
    return `<g>${text(frame.left - 8, top + 12, String(first + index), ' text-anchor="end"')}${rects.join("")}</g>`;
  });
  const ticks = ticksOf(sessions, name).map(({ share, words }) =>
    text(frame.left + share * inner, bottom + 14, words, ` text-anchor="${share === 0 ? "start" : share === 1 ? "end" : "middle"}"`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="#374151">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${[text(frame.left, 20, title, ' font-size="14" font-weight="600"'), ...legend, ...bars, ...ticks].join("\n")}
</svg>
`;
}

interface Subject {
  readonly sessions: Sessions;
  readonly name: (id: SessionId) => string;
  /** Rows with a session: those that are drawn. */
  readonly rows: number;
}

function subjectOf(options: PictureOptions): Subject {
  const given = options.sessions;
  const sessions = given instanceof Sessions ? given : groupSessions(given, { nullSession: "drop" });
  return {
    sessions,
    name: options.sessionText ?? (given instanceof Int32Array ? (id) => formatDate(Number(id)) : String),
    rows: sessions.sizes.reduce((sum, size) => sum + size, 0),
  };
}

function checkedFirst({ first = 0 }: PictureOptions): number {
  if (!Number.isSafeInteger(first) || first < 0)
    throw invalidArgument("first", "the number of the first fold, a whole number from 0 on", first);
  return first;
}

function checkedWidth(width: number, least: number): number {
  if (!Number.isFinite(width) || width < least) throw invalidArgument("width", `a number of at least ${least}`, width);
  return Math.floor(width);
}

/** The kinds that there are, but for what is left out, which is plain to see. */
const usedKinds = (lines: readonly Uint8Array[]): readonly (1 | 2 | 3 | 4 | 5)[] =>
  ([TRAIN, TEST, PURGED, EMBARGOED, SHARED] as const).filter((kind) => lines.some((line) => line.includes(kind)));

/** The kind that each cell of a fold's line shows. */
function cellsOf(fold: AnyFold, index: number, sessions: Sessions, cells: number): Uint8Array {
  const { length } = KINDS;
  const shares = new Float64Array(cells * length);
  const place = placer(sessions);
  const total = place.rows;
  const add = (kind: number, weight: number) => (from: number, to: number) =>
    place.visit(from, to, (start, end) => spread(shares, kind, weight, (start / total) * cells, (end / total) * cells));

  const made = fold as Partial<Fold>;
  const train = rowSetOf(fold.train, sessions.rows, `folds[${index}].train`);
  const test = rowSetOf(fold.test, sessions.rows, `folds[${index}].test`);
  for (const [kind, set] of [
    [TRAIN, train],
    [TEST, test],
    [PURGED, made.purged],
    [EMBARGOED, made.embargoed],
  ] as const) {
    if (set === undefined) continue;
    const { ranges } = set;
    for (let k = 0; k < ranges.length; k += 2) add(kind, 1)(ranges[k] as number, ranges[k + 1] as number);
  }
  visitShared(train, test, (from, to) => {
    add(SHARED, 1)(from, to);
    add(TRAIN, -1)(from, to);
    add(TEST, -1)(from, to);
  });
  return chosen(shares, cells);
}

/** Adds a stretch of the line, in cells, to the shares of a kind. */
function spread(shares: Float64Array, kind: number, weight: number, from: number, to: number): void {
  const cells = shares.length / KINDS.length;
  for (let cell = Math.floor(from); cell < Math.min(Math.ceil(to), cells); cell++) {
    const at = cell * KINDS.length + kind;
    shares[at] = (shares[at] as number) + weight * (Math.min(to, cell + 1) - Math.max(from, cell));
  }
}

/** One kind for each cell, of those in it: the one most behind its share so far. A row in both sets is always seen. */
function chosen(shares: Float64Array, cells: number): Uint8Array {
  const kinds = new Uint8Array(cells);
  const owed = new Float64Array(KINDS.length);
  for (let cell = 0; cell < cells; cell++) {
    const its = shares.subarray(cell * KINDS.length, (cell + 1) * KINDS.length);
    its[LEFT_OUT] = 1 - its.reduce((sum, share) => sum + share, 0);
    let best: number = LEFT_OUT;
    let most = Number.NEGATIVE_INFINITY;
    its.forEach((share, kind) => {
      owed[kind] = (owed[kind] as number) + share;
      if (share < NOTHING) return;
      const claim = kind === SHARED ? Number.POSITIVE_INFINITY : (owed[kind] as number);
      if (claim < most) return;
      most = claim;
      best = kind;
    });
    owed[best] = (owed[best] as number) - 1;
    kinds[cell] = best;
  }
  return kinds;
}

/** A share that only the arithmetic leaves. */
const NOTHING = 1e-9;

/** Where rows stand in order of time: sessions in order, in each its rows as they come. Rows without a session have no place. */
function placer({ sizes, runStart, runSession }: Sessions): {
  rows: number;
  visit: (from: number, to: number, visit: (start: number, end: number) => void) => void;
} {
  const next = new Float64Array(sizes.length);
  let rows = 0;
  sizes.forEach((size, session) => {
    next[session] = rows;
    rows += size;
  });
  const place = Float64Array.from(runSession, (session, r) => {
    if (session < 0) return Number.NaN;
    const at = next[session] as number;
    next[session] = at + (runStart[r + 1] as number) - (runStart[r] as number);
    return at;
  });
  let r = 0;
  return {
    rows,
    visit: (from, to, visit) => {
      // Ranges mostly come in order.
      if ((runStart[r] as number) > from) r = 0;
      while ((runStart[r + 1] as number) <= from) r++;
      for (; r < place.length && (runStart[r] as number) < to; r++) {
        const first = Math.max(from, runStart[r] as number);
        const at = (place[r] as number) + first - (runStart[r] as number);
        if (!Number.isNaN(at)) visit(at, at + Math.min(to, runStart[r + 1] as number) - first);
        if ((runStart[r + 1] as number) >= to) break;
      }
    },
  };
}

function spanText({ ids }: Sessions, name: (id: SessionId) => string): string {
  const [first, last] = [ids[0], ids.at(-1)];
  return first === undefined || last === undefined ? "" : first === last ? name(first) : `${name(first)} to ${name(last)}`;
}

/** Up to five sessions to name below the picture: those at its ends and at its quarters. */
function ticksOf({ ids, sizes }: Sessions, name: (id: SessionId) => string): { share: number; words: string }[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const ticks: { share: number; words: string }[] = [];
  let session = 0;
  let rows = 0;
  let last = -1;
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    while (session < ids.length - 1 && rows + (sizes[session] as number) <= share * total) rows += sizes[session++] as number;
    if (session === last || session === ids.length) continue;
    ticks.push({ share, words: name(ids[session] as SessionId) });
    last = session;
  }
  return ticks;
}

/** One decimal is enough for a screen. */
const decimal = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
