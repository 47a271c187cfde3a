/** fast-check with few runs of each property, for mutation testing: every test runs for every mutant that it touches. @module */
import * as fc from "real-fast-check";

export * from "real-fast-check";

const RUNS = 8;

export const assert: typeof fc.assert = (property, parameters) =>
  fc.assert(property, { ...parameters, numRuns: Math.min(parameters?.numRuns ?? RUNS, RUNS) });

export default { ...fc.default, assert };
