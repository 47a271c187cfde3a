/** One line that says how far a long run has come, on a terminal only. @module */

import type { Io } from "./io.js";
import { countText } from "./table.js";

/** Nothing is shown before this, in milliseconds: short work needs no progress. */
const QUIET_MS = 800;
const EVERY_MS = 120;

/** A progress line. */
export interface Progress {
  update(rows: number, totalRows?: number): void;
  /** Takes the line away. */
  done(): void;
}

/** A progress line on standard error, or none where that is no terminal. */
export function progressLine({ stderr }: Io): Progress {
  if (stderr.isTTY !== true) return { update() {}, done() {} };
  const started = performance.now();
  let shownAt = 0;
  return {
    update(rows, totalRows) {
      const now = performance.now();
      if (now - started < QUIET_MS || now - shownAt < EVERY_MS) return;
      shownAt = now;
      const share =
        totalRows === undefined || totalRows === 0 ? "" : ` of ${countText(totalRows)} (${Math.floor((100 * rows) / totalRows)} %)`;
      stderr.write(`\r\x1b[K${countText(rows)}${share} rows`);
    },
    done() {
      if (shownAt > 0) stderr.write("\r\x1b[K");
    },
  };
}
