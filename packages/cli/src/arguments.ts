/** Checks for the values of options; a value that fails is wrong usage. @module */

import { parseDate, parseInstant } from "@openbell/core";
import { InvalidArgumentError } from "commander";

/** A parser that checks a text and leaves it as it is. */
function checkedBy(read: (text: string) => unknown, expected: string): (text: string) => string {
  return (text) => {
    try {
      read(text);
      return text;
    } catch {
      throw new InvalidArgumentError(`Expected ${expected}.`);
    }
  };
}

/** A date `YYYY-MM-DD`. */
export const dateArgument: (text: string) => string = checkedBy(parseDate, "a date as YYYY-MM-DD");

/** An instant as ISO 8601 text. */
export const instantArgument: (text: string) => string = checkedBy((text) => parseInstant(text), "an instant such as 2024-07-03T15:00:00Z");

/** A whole number, 0 or more. */
export function countArgument(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number, 0 or more.");
  return Number(text);
}

/** Numbers of 0 or more with commas between them. */
export function numbersArgument(text: string): readonly number[] {
  const numbers = text.split(",").map((each) => (/^\s*(\d+\.?\d*|\.\d+)\s*$/.test(each) ? Number(each) : Number.NaN));
  if (numbers.some(Number.isNaN)) throw new InvalidArgumentError("Expected numbers of 0 or more, such as 1,2,3.");
  return numbers;
}

/** A parser for a repeatable `name=choice`: all that were given, by name. */
export function choiceByColumn<T extends string>(
  choices: readonly T[],
): (text: string, before?: { [column: string]: T }) => { [column: string]: T } {
  return (text, before = {}) => {
    const at = text.lastIndexOf("=");
    const choice = choices.find((each) => each === text.slice(at + 1));
    if (at < 1 || choice === undefined) throw new InvalidArgumentError(`Expected NAME=POLICY with one of ${choices.join(", ")}.`);
    return { ...before, [text.slice(0, at)]: choice };
  };
}
