/**
 * What the Python package exchange_calendars takes for the same work, measured by itself in a process of its own. Needs a Python that has it, named by
 * the environment variable OPENBELL_PYTHON.
 *
 * @module
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

let figures;

/** Figures by question, milliseconds and (queries) nanoseconds; `null` without that Python. */
export function exchangeCalendars() {
  const python = process.env.OPENBELL_PYTHON;
  if (python === undefined) return null;
  const program = fileURLToPath(new URL("../processes/exchange_calendars_figures.py", import.meta.url));
  figures ??= JSON.parse(execFileSync(python, [program], { encoding: "utf8" }));
  return figures;
}
