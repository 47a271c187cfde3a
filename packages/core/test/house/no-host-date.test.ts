/** No answer may depend on where it is computed: no host-local `Date` method is called, and none is written anywhere in the sources. @module */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { filesBelow, repository } from "./support/built.js";
import { HOST_METHODS, withoutHostZone } from "./support/host-date-trap.js";

describe("the trap itself", () => {
  test.each(HOST_METHODS)("catches Date.prototype.%s", async (method) => {
    await expect(withoutHostZone(() => (new Date(0) as unknown as Record<string, () => void>)[method]?.())).rejects.toThrow(method);
  });

  test.each([
    ["a date of parts", () => new Date(2024, 0, 1)],
    ["a time without an offset", () => new Date("2024-01-01T09:30:00")],
    ["a time without an offset and a space", () => Date.parse("2024-01-01 09:30:00")],
    ["words", () => new Date("Jan 1, 2024")],
    ["a date as text", () => `${new Date(0)}`],
    ["Date()", () => Date()],
    ["a formatter without a zone", () => new Intl.DateTimeFormat("en-US", { hour: "numeric" })],
    ["the zone of the host", () => Intl.DateTimeFormat().resolvedOptions().timeZone],
  ])("catches %s", async (_, act) => {
    await expect(withoutHostZone<unknown>(act)).rejects.toThrow(/host's time zone/);
  });

  test("catches what the code under test swallows", async () => {
    const act = (): void => {
      try {
        new Date(0).getHours();
      } catch {}
    };
    await expect(withoutHostZone(act)).rejects.toThrow(/getHours/);
  });

  test("lets everything in UTC pass, and is gone afterwards", async () => {
    const act = (): string =>
      new Date(Date.parse("2024-01-01T00:00:00Z") + Date.UTC(1970, 0, 2)).toISOString() +
      new Intl.DateTimeFormat("en-US", { timeZone: "Asia/Tokyo" }).format(new Date("2024-01-01"));
    expect(await withoutHostZone(act)).toBe("2024-01-02T00:00:00.000Z1/1/2024");
    expect(new Date(0).getFullYear()).toBeGreaterThan(1968);
  });
});

test("the public API never looks at the host's zone, from the import on", async () => {
  vi.resetModules();
  await withoutHostZone(async () => {
    const core = await import("../../src/index.js");
    const { XNYS } = await import("../../src/calendars/xnys.js");
    const { CME_EQUITY } = await import("../../src/calendars/cme-equity.js");
    const { calendarByName } = await import("../../src/calendars/lookup.js");
    const openMs = Date.parse("2024-03-11T13:30:00Z");

    // Times and dates, in and out.
    expect(core.parseInstant("2024-03-11 09:30:00", "America/New_York")).toBe(openMs);
    expect(core.parseInstant("2024-03-11T09:30:00-04:00")).toBe(openMs);
    expect(core.formatInstant(openMs, "America/New_York")).toContain("09:30");
    expect(core.formatDate(core.parseDate("2024-03-11"))).toBe("2024-03-11");
    expect(core.systemClock.now()).toBeGreaterThan(openMs);

    // Calendars by name, and frames.
    expect(await calendarByName("NASDAQ")).toBe(XNYS);
    expect((await core.rankCalendars([openMs])).length).toBeGreaterThan(5);
    const assigner = await core.SessionAssigner.fromExchange("CME", { product: "equity" });
    expect(assigner.assignSessions({ timestamp: [openMs] }).session_date[0]).toBe(core.parseDate("2024-03-11"));

    for (const calendar of [XNYS, CME_EQUITY]) {
      // Every kind of column.
      const ms = Float64Array.from({ length: 5_000 }, (_, i) => openMs + i * 3_600_000);
      const columns = [
        ms,
        BigInt64Array.from(ms, (value) => BigInt(value) * 1_000_000n),
        [...ms],
        Array.from(ms, (value) => new Date(value)),
        Array.from(ms, (value) => new Date(value).toISOString()),
      ];
      const [first, ...rest] = columns.map((column) => [...core.assignSessions(calendar, column)]);
      for (const other of rest) expect(other).toEqual(first);
      const nights = Float64Array.from({ length: 100 }, (_, i) => openMs + 40_000_000 + i * 604_800_000);
      core.summarizeAssignment(calendar, nights, core.assignSessions(calendar, nights)); // most outside: the diagnosis runs too
      core.assignDailyLabels(calendar, ["2024-03-11 09:30:00", "2024-03-11"], { sourceTimeZone: "America/New_York" });

      // Every question.
      expect(core.isOpen(calendar, openMs)).toBe(true);
      expect(core.sessionAt(calendar, openMs)).toBe(core.parseDate("2024-03-11"));
      expect(core.sessionOpen(calendar, "2024-03-11")).toBeLessThanOrEqual(openMs);
      core.sessionClose(calendar, "2024-03-11");
      core.sessionSegments(calendar, "2024-03-11");
      core.nextOpen(calendar, openMs);
      core.previousClose(calendar, new Date(openMs));
      core.nextSession(calendar, "2024-03-11");
      core.explainInstant(calendar, openMs + 40_000_000);
      expect(core.schedule(calendar, "1995-01-01", "2026-12-31").session.length).toBeGreaterThan(7_000);

      // Messages of errors hold times too.
      expect(() => core.sessionOpen(calendar, "2024-03-10")).toThrow();
      expect(() => core.assignSessions(calendar, [openMs, openMs - 1], { order: "sorted" })).toThrow();
      expect(() => core.parseInstant("yesterday")).toThrow();
    }
  });
});

describe("the sources", () => {
  /** `Date` with parts, its parsing of free text, its methods in the host's zone, and formatters without a zone. */
  const SUSPECTS: readonly (readonly [what: string, pattern: RegExp])[] = [
    [
      "a Date method in the host's zone",
      new RegExp(`\\.(${HOST_METHODS.filter((name) => !/^to(String|Locale)/.test(name)).join("|")})\\(`),
    ],
    ["toLocale…", /\.toLocale(Date|Time)?String\(/],
    ["new Date(year, month, …)", /new Date\([^()]*,/],
    ["Intl.DateTimeFormat without a zone", /DateTimeFormat\((\s*\)|[^)]*\)\.resolvedOptions)/],
    ["the process's TZ", /env\.TZ|env\["TZ"\]/],
  ];

  const files = ["core", "cv", "duckdb", "cli"].flatMap((name) =>
    filesBelow(join(repository, "packages", name, "src")).map((file) => `packages/${name}/src/${file}`),
  );

  test.each(SUSPECTS)("hold no %s", (_, pattern) => {
    const found = files.flatMap((file) =>
      readFileSync(join(repository, file), "utf8")
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });
});
