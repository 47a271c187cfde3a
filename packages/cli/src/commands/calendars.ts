/** `openbell calendars`: every calendar there is. @module */

import { type Command, Option } from "commander";
import type { Io } from "../io.js";
import { styler } from "../style.js";
import { alignedTable } from "../table.js";

/** Adds the command to the program. */
export function addCalendars(program: Command, io: Io): void {
  program
    .command("calendars")
    .description("list every calendar: name, MIC, time zone, coverage, title, aliases")
    .addOption(new Option("--json", "print JSON"))
    .action(({ json }: { json?: true }) => printCalendars(io, json === true));
}

async function printCalendars({ stdout, env }: Io, json: boolean): Promise<void> {
  const { calendarEntries } = await import("@openbell/core/calendars/lookup");
  const entries = calendarEntries();
  if (json) {
    const plain = entries.map(({ name, title, mic, aliases, timeZone, coverage }) => ({
      name,
      title,
      mic: mic ?? null,
      aliases,
      timeZone,
      coverage,
    }));
    stdout.write(`${JSON.stringify(plain, null, 2)}\n`);
    return;
  }
  const mark = styler(stdout, env);
  const rows = entries.map(({ name, title, mic, aliases, timeZone, coverage }) => [
    name,
    mic ?? "",
    timeZone,
    `${coverage.from} to ${coverage.to}`,
    title,
    aliases.join(", "),
  ]);
  stdout.write(alignedTable(["name", "mic", "time zone", "coverage", "title", "aliases"], rows, (heading) => mark("heading", heading)));
}
