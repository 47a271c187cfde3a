/**
 * Assets of the rows of a panel: what they are called becomes a small number, so that the labels of each can be told apart from those of others.
 *
 * @module
 */

import { invalidArgument } from "./errors.js";
import { oneOf, type Reader, withDefault } from "./options.js";
import type { LabelSpans } from "./types.js";

/** Which labels purge which: those of all assets, or those of the same asset only. */
export type PurgeScope = "all" | "asset";

/** The asset of each row as a number from 0 on. */
export interface Assets {
  readonly ofRow: Int32Array;
  readonly count: number;
}

/** Reader of the option `purge`. */
export const purgeScope: Reader<PurgeScope> = withDefault(oneOf("all", "asset"), "all");

/**
 * The assets to purge by; `null` where labels of all assets purge each other.
 *
 * @param used Whether a row is looked at: others may be without an asset.
 * @throws {@link OpenbellError} `INVALID_ARGUMENT` where there is no column of them, where it is of another length, or where a row has none.
 */
export function assetsOf(
  purge: PurgeScope,
  labels: LabelSpans | undefined,
  rows: number,
  used: (row: number) => boolean = () => true,
): Assets | null {
  if (purge === "all") return null;
  const column = labels?.assets;
  if (column === undefined) throw invalidArgument("labels.assets", 'given, the asset of each row, with purge: "asset"', column);
  if (column.length !== rows) throw invalidArgument("labels.assets", `of one length with the sessions, ${rows}`, column.length);
  const numbers = new Map<unknown, number>();
  const ofRow = new Int32Array(rows);
  let before: unknown;
  let number = -1;
  for (let row = 0; row < rows; row++) {
    const asset = column[row];
    // Rows of one asset mostly stand together.
    if (number < 0 || asset !== before) {
      if (isMissing(asset)) {
        if (used(row)) throw invalidArgument(`labels.assets[${row}]`, "the name of an asset, as a text or a number", asset);
        ofRow[row] = 0;
        continue;
      }
      number = numbers.get(asset) ?? numbers.size;
      numbers.set(asset, number);
      before = asset;
    }
    ofRow[row] = number;
  }
  return { ofRow, count: Math.max(numbers.size, 1) };
}

const isMissing = (asset: unknown): boolean => asset === undefined || asset === null || asset === "" || Number.isNaN(asset);

/** Rows by asset: those of asset `a` are `rows[start[a]]` up to `rows[start[a + 1]]`, ascending. */
export interface RowsByAsset {
  readonly rows: Int32Array;
  readonly start: Int32Array;
}

/** The rows of each asset. */
export function rowsByAsset({ ofRow, count }: Assets): RowsByAsset {
  const start = new Int32Array(count + 1);
  for (const asset of ofRow) start[asset + 1] = (start[asset + 1] as number) + 1;
  for (let asset = 0; asset < count; asset++) start[asset + 1] = (start[asset + 1] as number) + (start[asset] as number);
  const rows = new Int32Array(ofRow.length);
  const next = start.slice();
  for (let row = 0; row < ofRow.length; row++) {
    const asset = ofRow[row] as number;
    const at = next[asset] as number;
    rows[at] = row;
    next[asset] = at + 1;
  }
  return { rows, start };
}
