/**
 * What Python packages take for the same work, measured by themselves in a process of their own. Needs a Python that has them (exchange_calendars,
 * pandas, scikit-learn), named by the environment variable OPENBELL_PYTHON.
 *
 * @module
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const figures = new Map();

/** Figures that a program of `processes/` prints, `null` without that Python. */
function figuresOf(program, ...args) {
  const python = process.env.OPENBELL_PYTHON;
  if (python === undefined) return null;
  const key = [program, ...args].join(" ");
  if (!figures.has(key)) {
    const path = fileURLToPath(new URL(`../processes/${program}`, import.meta.url));
    figures.set(key, JSON.parse(execFileSync(python, [path, ...args], { encoding: "utf8" })));
  }
  return figures.get(key);
}

/** Figures by question, milliseconds and (queries) nanoseconds. */
export const exchangeCalendars = () => figuresOf("exchange_calendars_figures.py");

/** Session VWAP over so many rows, milliseconds. */
export const pandasVwap = (rows) => figuresOf("pandas_figures.py", String(rows));

/** Folds over so many rows, milliseconds. */
export const scikitLearn = (rows) => figuresOf("sklearn_figures.py", String(rows));
