/** The arguments of `run.mjs`. @module */

import { parseArgs } from "node:util";

/** Rows of the two generated data sets when nothing else is asked for: the size at which the goals hold. */
export const FULL_ROWS = 10_000_000;
export const FULL_FILE_ROWS = 2_790_000;

export const USAGE = `Usage: pnpm bench [--json FILE] [--only NAME]... [--rows N] [--rounds N]

  --json FILE   also write the figures to a file
  --only NAME   measure one suite (may be repeated); the default is all of them
  --rows N      rows of the generated data (default ${FULL_ROWS.toLocaleString("en")}; goals are judged at the full size only)
  --rounds N    rounds measured (default: as many as each suite needs)
  --help        print this

Environment: OPENBELL_DATA names a folder of further bars (*.csv.gz, first column an ISO 8601 timestamp).`;

/** What is wrong with the arguments. */
export class UsageError extends Error {}

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} suites Names that `--only` takes.
 */
export function parseArguments(args, suites) {
  const { values } = parse(args);
  const only = values.only ?? [];
  for (const name of only) if (!suites.includes(name)) throw new UsageError(`--only takes ${suites.join(", ")}; got "${name}"`);
  const rows = count("--rows", values.rows);
  return {
    help: values.help === true,
    json: values.json ?? null,
    suites: only.length === 0 ? [...suites] : suites.filter((name) => only.includes(name)),
    rows: rows ?? FULL_ROWS,
    fileRows: Math.min(rows ?? FULL_FILE_ROWS, FULL_FILE_ROWS),
    /** Whether goals are judged: they are about the full size. */
    full: (rows ?? FULL_ROWS) === FULL_ROWS,
    rounds: count("--rounds", values.rounds),
  };
}

function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: "string" },
        only: { type: "string", multiple: true },
        rows: { type: "string" },
        rounds: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A positive whole number, `null` where the option is not given. */
function count(option, text) {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`${option} takes a positive whole number, got "${text}"`);
  return value;
}
