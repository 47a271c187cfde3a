/** Checks for the values of options; a value that fails is wrong usage. @module */

import { parseDate } from "@openbell/core";
import { InvalidArgumentError } from "commander";

/** A date `YYYY-MM-DD`. */
export function dateArgument(text: string): string {
  try {
    parseDate(text);
    return text;
  } catch {
    throw new InvalidArgumentError("Expected a date as YYYY-MM-DD.");
  }
}
