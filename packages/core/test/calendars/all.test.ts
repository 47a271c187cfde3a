/** What every shipped calendar owes its readers: sound facts, a name of its own, a page of sources, and a year ahead that is known. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CALENDARS } from "../../src/calendars/lookup-table.js";
import { type CalendarDefinition, defineCalendar, formatDate, parseDate } from "../../src/index.js";

const repository = new URL("../../../../", import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, repository)), "utf8");

const calendars = await Promise.all(CALENDARS.map(async (entry) => [entry.name, await entry.load()] as const));

test("there are some", () => {
  expect(calendars.length).toBeGreaterThan(80);
});

describe.each(calendars)("%s", (name, calendar) => {
  test("is sound", () => {
    expect(defineCalendar(calendar)).toBe(calendar);
    expect(calendar.name).toBe(name);
  });

  test("is plain data: written as JSON and read again it is the same", () => {
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  });

  test("is found by its MIC, where it has one", () => {
    if (calendar.mic !== undefined) expect([calendar.name, ...calendar.aliases]).toContain(calendar.mic);
  });
});

test("no two calendars answer to one name, whatever its case, spaces, underscores and hyphens", () => {
  const owners = new Map<string, Set<string>>();
  for (const [name, { aliases }] of calendars)
    for (const each of [name, ...aliases]) {
      const key = each.toUpperCase().replace(/[\s_-]+/g, "");
      owners.set(key, (owners.get(key) ?? new Set()).add(name));
    }
  expect([...owners].filter(([, names]) => names.size > 1).map(([key, names]) => `${key}: ${[...names].join(", ")}`)).toEqual([]);
});

describe("the head of each calendar file", () => {
  const folder = "packages/core/src/calendars/";
  const files = [...read(`${folder}lookup-table.ts`).matchAll(/name: "([^"]+)".*import\("\.\/([\w-]+)\.js"\)/g)].map(
    ([, name, file]) => [name as string, `${folder}${file}.ts`] as const,
  );

  test("is looked at for each calendar", () => {
    expect(files.map(([name]) => name)).toEqual(calendars.map(([name]) => name));
  });

  test.each(files)("%s, %s, names a page of sources that exists, or says that it is so by definition", (_, file) => {
    const head =
      read(file)
        .split("\n*/")[0]
        ?.split(/^(?:import|export)/m)[0] ?? "";
    if (/By definition\./.test(head)) return;
    const pages = [...head.matchAll(/docs\/sources\/[\w-]+\.md/g)].map(([page]) => page);
    expect(pages).not.toEqual([]);
    expect(pages.filter((page) => !existsSync(fileURLToPath(new URL(page, repository))))).toEqual([]);
    expect(head).toMatch(/checked \d{4}-\d\d-\d\d/i);
  });
});

describe("the year after the next release", () => {
  const released = read("packages/core/test/fixtures/release-date.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const releaseDate = released[0] as string;
  const needed = `${Number(releaseDate.slice(0, 4)) + 1}${releaseDate.slice(4)}`;

  interface Awaiting {
    readonly calendar: string;
    readonly known_until: string;
    readonly announced_by: string;
    readonly expected: string;
    readonly source: string;
  }

  /** Rows of the list of what is not announced yet. */
  function awaiting(text: string): Awaiting[] {
    const [head, ...rows] = text
      .trim()
      .split("\n")
      .map((line) =>
        [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => (cell as string).replace(/^"|"$/g, "")).slice(0, 5),
      );
    return rows.map((row) => Object.fromEntries((head as string[]).map((column, i) => [column, row[i] ?? ""])) as unknown as Awaiting);
  }

  /** What is wrong with what is known and what is awaited. */
  function complaints(
    known: readonly Pick<CalendarDefinition, "name" | "coverage">[],
    rows: readonly Awaiting[],
    released: string,
  ): string[] {
    const until = `${Number(released.slice(0, 4)) + 1}${released.slice(4)}`;
    const found: string[] = [];
    for (const { name, coverage } of known)
      if (coverage.to < until && !rows.some(({ calendar }) => calendar === name))
        found.push(`${name} ends on ${coverage.to}, before ${until}, and no row of awaiting.csv says why`);
    for (const [i, row] of rows.entries()) {
      const calendar = known.find(({ name }) => name === row.calendar);
      if (rows.findIndex((other) => other.calendar === row.calendar) !== i) found.push(`${row.calendar} is there twice`);
      if (calendar === undefined) found.push(`${row.calendar} is no calendar`);
      else if (calendar.coverage.to >= until) found.push(`${row.calendar} is known to ${calendar.coverage.to}: its row is stale`);
      else if (calendar.coverage.to !== row.known_until)
        found.push(`${row.calendar} is known to ${calendar.coverage.to}, not ${row.known_until}`);
      if (row.expected < released) found.push(`${row.calendar}: what was expected by ${row.expected} must be there on ${released}`);
      for (const date of [row.known_until, row.expected])
        if (!/^\d{4}-\d\d-\d\d$/.test(date)) found.push(`${row.calendar}: no date in ${JSON.stringify(date)}`);
      if (row.announced_by === "" || !row.source.startsWith("http")) found.push(`${row.calendar}: who announces it, and where?`);
    }
    return found;
  }

  test("has one date", () => {
    expect(released).toHaveLength(1);
    expect(formatDate(parseDate(releaseDate))).toBe(releaseDate);
  });

  test("is known of every calendar, or awaited with a date that has not passed", () => {
    expect(
      complaints(
        calendars.map(([, calendar]) => calendar),
        awaiting(read("docs/sources/awaiting.csv")),
        releaseDate,
      ),
    ).toEqual([]);
    expect(needed > releaseDate).toBe(true);
  });

  test("a missing row, a stale one, an overdue one and one of no calendar are found", () => {
    const known = (name: string, to: string): Pick<CalendarDefinition, "name" | "coverage"> => ({
      name,
      coverage: { from: "1990-01-01", to },
    });
    const row = { calendar: "SHORT", known_until: "2026-12-31", announced_by: "the exchange", expected: "2026-12-15", source: "https://x" };
    const short = [known("SHORT", "2026-12-31")];
    expect(complaints(short, [row], "2026-11-21")).toEqual([]);
    expect(complaints([known("LONG", "2027-11-21")], [], "2026-11-21")).toEqual([]);
    expect(complaints([known("LONG", "2027-11-20")], [], "2026-11-21")).toHaveLength(1);
    expect(complaints(short, [], "2026-11-21")[0]).toContain("no row of awaiting.csv");
    expect(complaints(short, [row], "2026-12-15")).toEqual([]);
    expect(complaints(short, [row], "2026-12-16")[0]).toContain("expected by 2026-12-15");
    expect(complaints([known("SHORT", "2027-12-31")], [row], "2026-11-21")[0]).toContain("stale");
    expect(complaints([known("SHORT", "2026-06-30")], [row], "2026-11-21")[0]).toContain("not 2026-12-31");
    expect(complaints([...short, known("LONG", "2027-12-31")], [row, { ...row, calendar: "NONE" }], "2026-11-21")[0]).toContain(
      "no calendar",
    );
    expect(complaints(short, [row, row], "2026-11-21")[0]).toContain("twice");
    expect(complaints(short, [{ ...row, expected: "soon" }], "2026-11-21")[0]).toContain("no date");
    expect(complaints(short, [{ ...row, source: "" }], "2026-11-21")[0]).toContain("where");
  });

  test("rows are read with commas inside quotes", () => {
    expect(awaiting('calendar,known_until,announced_by,expected,source\nA,2026-12-31,"one, two",2026-12-15,https://x\n')).toEqual([
      { calendar: "A", known_until: "2026-12-31", announced_by: "one, two", expected: "2026-12-15", source: "https://x" },
    ]);
  });
});
