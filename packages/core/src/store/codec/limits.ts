/** How large a value may be: one answer for encoding and decoding. @module */

import { storeMisuse } from "../../errors.js";
import { kindOf } from "../checks.js";

/** How large a value may be. */
export interface ValueLimits {
  /** Bytes of the encoded value; 1 MiB where left out. */
  readonly maxBytes?: number;
  /** Levels of objects, arrays, maps and sets inside of each other, 1 to 512; 64 where left out. */
  readonly maxDepth?: number;
  /** Names of one object; 10,000 where left out. */
  readonly maxNames?: number;
}

/** Limits with their defaults. @throws OpenbellError `STORE_MISUSE`. */
export function limitsOf(given: ValueLimits): Required<ValueLimits> {
  const { maxBytes = 2 ** 20, maxDepth = 64, maxNames = 10_000 } = given;
  const check = (name: string, value: number, to: number): void => {
    if (!Number.isInteger(value) || value < 1 || value > to) throw storeMisuse(name, `a whole number from 1 to ${to}`, kindOf(value));
  };
  check("maxBytes", maxBytes, 2 ** 29);
  check("maxDepth", maxDepth, 512);
  check("maxNames", maxNames, 2 ** 24);
  return { maxBytes, maxDepth, maxNames };
}
