/** The generated table of names says what the calendar files say; `node scripts/generate-lookup.mjs` writes it anew. @module */
import { join } from "node:path";
import { expect, test } from "vitest";
import { calendarEntries } from "../../src/calendars/lookup.js";
import type { CalendarDefinition } from "../../src/index.js";
import { core, filesBelow } from "./support/built.js";

const NOT_CALENDARS = new Set(["exchanges.ts", "lookup.ts", "lookup-table.ts"]);

const stated = ({ name, title, mic, aliases, timeZone, coverage }: Omit<CalendarDefinition, "hours" | "weekdays">) =>
  mic === undefined ? { name, title, aliases, timeZone, coverage } : { name, title, mic, aliases, timeZone, coverage };

test("every calendar file is in the table, and nothing else", async () => {
  const files = filesBelow(join(core, "src/calendars")).filter((file) => !NOT_CALENDARS.has(file));
  const constants = await Promise.all(
    files.map(async (file) => Object.values(await import(`../../src/calendars/${file.replace(/\.ts$/, "")}.ts`))),
  );
  const loaded = await Promise.all(calendarEntries().map((entry) => entry.load()));
  expect(loaded.map(({ name }) => name).sort()).toEqual((constants.flat() as CalendarDefinition[]).map(({ name }) => name).sort());
});

test.each(calendarEntries().map((entry) => [entry.name, entry] as const))("%s is as its file says", async (_, entry) => {
  expect(stated(entry)).toEqual(stated(await entry.load()));
});

test("no two calendars answer to one name", () => {
  const owners = new Map<string, Set<string>>();
  for (const entry of calendarEntries()) {
    for (const name of [entry.name, ...entry.aliases]) {
      const key = name.toLowerCase().replaceAll(/[\s_-]/g, "");
      owners.set(key, (owners.get(key) ?? new Set()).add(entry.name));
    }
  }
  expect(
    [...owners].filter(([, calendars]) => calendars.size > 1).map(([key, calendars]) => `${key}: ${[...calendars].join(", ")}`),
  ).toEqual([]);
});
