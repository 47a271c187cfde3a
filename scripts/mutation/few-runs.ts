/**
 * fast-check with few runs of each property: as many as the environment variable `PROPERTY_RUNS` says at most, 8 where it is not set. For mutation
 * testing, where every test runs for every mutant that it touches, and for repetitions under other hosts.
 *
 * @module
 */
import * as fc from "real-fast-check";

export * from "real-fast-check";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 8);
// No run would be a test that always passes.
if (!Number.isInteger(RUNS) || RUNS < 1)
  throw new Error(`Expected PROPERTY_RUNS to be a whole number from 1 on, got ${JSON.stringify(process.env["PROPERTY_RUNS"])}.`);

export const assert: typeof fc.assert = (property, parameters) =>
  fc.assert(property, { ...parameters, numRuns: Math.min(parameters?.numRuns ?? RUNS, RUNS) });

export default { ...fc.default, assert };
