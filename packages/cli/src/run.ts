/** The command line as a function: arguments in, an exit code out. @module */

import { OpenbellError } from "@openbell/core";
import { Command, CommanderError } from "commander";
import { addAssign } from "./commands/assign.js";
import { addCalendars } from "./commands/calendars.js";
import { addComplete } from "./commands/complete.js";
import { addDb } from "./commands/db.js";
import { addSchedule } from "./commands/schedule.js";
import { addSessions } from "./commands/sessions.js";
import { addSplit } from "./commands/split.js";
import { addVwap } from "./commands/vwap.js";
import { EXIT, UsageError } from "./failure.js";
import { failureInFlags, flagsOf } from "./flags.js";
import type { Io } from "./io.js";
import { styler } from "./style.js";
import { VERSION } from "./version.js";

/** Runs `openbell` with arguments (without the names of node and of the script). Never throws; says what is wrong on `io.stderr`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const root = program(io);
  let command = root;
  root.hook("preAction", (_, acting) => {
    command = acting;
  });
  try {
    await root.parseAsync(argv, { from: "user" });
    return EXIT.ok;
  } catch (error) {
    return fail(failureInFlags(error, flagsOf(command)), io, argv);
  }
}

function program(io: Io): Command {
  const root = new Command("openbell")
    .description(
      "Which trading session is this? Exchange calendars, schedules; session dates, complete bars, VWAP, sessions and splits for CSV and Parquet files.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpCommand("help [command]", "print help for a command")
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .showSuggestionAfterError()
    .exitOverride();
  addCalendars(root, io);
  addSchedule(root, io);
  addAssign(root, io);
  addComplete(root, io);
  addVwap(root, io);
  addSessions(root, io);
  addSplit(root, io);
  addDb(root, io);
  return root;
}

function fail(error: unknown, io: Io, argv: readonly string[]): number {
  const { stderr, signal, env } = io;
  // Commander has said what is wrong by itself; help and the version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.wrongUsage;
  if (signal.aborted) {
    stderr.write("Interrupted; nothing was written.\n");
    return EXIT.interrupted;
  }
  const mark = styler(stderr, env)("error", "error:");
  if (error instanceof UsageError) {
    stderr.write(`${mark} ${error.message}\n`);
    return EXIT.wrongUsage;
  }
  // A reader that has seen enough, such as `head`, closes the pipe.
  if ((error as NodeJS.ErrnoException).code === "EPIPE") return EXIT.ok;
  const known = error instanceof OpenbellError;
  stderr.write(`${mark} ${(error as Error).message}\n`);
  if (!known || argv.includes("--verbose") || argv.includes("-v")) stderr.write(`${(error as Error).stack ?? ""}\n`);
  return EXIT.badInput;
}
