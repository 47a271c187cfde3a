/** What functions say of their options, in the words of the command line. @module */

import { OpenbellError } from "@openbell/core";
import type { Command } from "commander";
import { UsageError } from "./failure.js";

/** The flag by which a command takes an option of a function; none where it has none. */
export type FlagOf = (option: string) => string | undefined;

/** Options whose flags are not their names with hyphens. */
const RENAMED: { readonly [option: string]: string } = { columns: "column", sourceTimeZone: "sourceTimezone" };

/** The flags of a command by the names that functions have for them. */
export function flagsOf(command: Command): FlagOf {
  // `--no-symbol-column` is another way to say `symbolColumn`.
  const named = command.options.filter((option) => !option.negate);
  const flags = new Map(named.map((option) => [option.attributeName(), option.long ?? option.flags]));
  return (option) => flags.get(RENAMED[option] ?? option);
}

/** Names of options as flags: `` `maxFill` ``, `outside: "drop" or "keep"`. Functions that are named for more are left out. */
export function inFlags(message: string, flagOf: FlagOf): string {
  return message
    .replace(/`(\w+)`/g, (text, option: string) => flagOf(option) ?? text)
    .replace(/\b(\w+): ("[\w-]+"(?:(?:, | or |, or )"[\w-]+")*)/g, (text, option: string, values: string) => {
      const flag = flagOf(option);
      return flag === undefined ? text : `${flag} ${values.replaceAll('"', "")}`;
    })
    .replace(", got undefined (undefined).", "; it was not given.")
    .replace(/, or see \w+\.$/, ".");
}

/** A failure in the words of the command that it befell. An option that a function refuses is wrong usage. */
export function failureInFlags(error: unknown, flagOf: FlagOf): unknown {
  if (!(error instanceof OpenbellError)) return error;
  const { code, details } = error;
  const message = inFlags(error.message, flagOf);
  if (code === "INVALID_ARGUMENT" && flagOf(String(details["name"])) !== undefined) return new UsageError(message);
  return message === error.message ? error : new OpenbellError(code, message, details, error);
}
