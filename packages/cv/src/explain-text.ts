/**
 * A fold explained in words. Exports: explainText.
 *
 * @module
 */

import type { Distance, FoldFacts, SideFacts } from "./fold-facts.js";

/** "1 row", "2 rows" */
export const counted = (count: number, what: string): string =>
  `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${what}${count === 1 ? "" : "s"}`;

/** The facts of a fold as a few lines of text. */
export function explainText(facts: FoldFacts): string {
  const sideText = ({ rows, sessions, first, last }: SideFacts): string =>
    rows === 0 ? "no rows" : `${counted(rows, "row")} of ${counted(sessions, "session")}, ${first} to ${last}`;
  const { purged, embargoed } = facts;
  const why = purged === null || embargoed === null ? "" : `, ${purged} of them purged, ${embargoed} embargoed`;
  const distance = (side: Distance | null, where: string): string =>
    side === null
      ? `no train set ${where}`
      : `${counted(side.sessions, "session")}${side.ms === null ? "" : ` (${lengthText(side.ms)})`} to the train set ${where}`;
  const blocks = facts.blocks.slice(0, 12);
  return [
    `Fold ${facts.index}`,
    `train: ${sideText(facts.train)}`,
    `test: ${sideText(facts.test)}`,
    `left out: ${counted(facts.leftOut, "row")}${why}`,
    ...blocks.map(
      ({ first, last, before, after }) =>
        `block ${first === last ? first : `${first} to ${last}`}: ${distance(before, "before")}, ${distance(after, "after")}`,
    ),
    ...(facts.blocks.length > blocks.length ? [`… and ${counted(facts.blocks.length - blocks.length, "block")} more`] : []),
  ].join("\n");
}

/** A length of time in its two largest units, as in `2d 4h`. */
export function lengthText(ms: number): string {
  const units: readonly [unit: string, ms: number][] = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
    ["ms", 1],
  ];
  let left = Math.abs(ms);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    if (left < length || parts.length === 2) continue;
    parts.push(`${Math.floor(left / length)}${unit}`);
    left %= length;
  }
  return `${ms < 0 ? "-" : ""}${parts.join(" ") || "0"}`;
}
