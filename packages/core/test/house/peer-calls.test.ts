/**
 * Every row of the tables in docs/guides/from-python.md runs: the expression in its second column gives what the Python package answered to the
 * call in its first. The answers stand in test/fixtures/peer-answers.json, with the program that recorded them beside it.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { calendarByName, calendarEntries } from "../../src/calendars/lookup.js";
import * as openbell from "../../src/index.js";
import { projectFile } from "../support/golden.js";

type Answer = null | boolean | number | string | { readonly ms: number } | { readonly date: string } | readonly Answer[];

const page = readFileSync(projectFile("docs/guides/from-python.md"), "utf8");
const answers = JSON.parse(readFileSync(new URL("../fixtures/peer-answers.json", import.meta.url), "utf8")) as Record<string, Answer>;
const rows = [...page.matchAll(/^\| `(.+?)` \| `(.+)` \|$/gm)].map(([, call, ours]) => ({ call: call as string, ours: ours as string }));
const calendars = Object.fromEntries(
  await Promise.all(["XNYS", "XHKG", "XLON"].map(async (name) => [name, await calendarByName(name)] as const)),
);

/** The value of an expression of the page, with what the page says is in scope. */
async function evaluate(expression: string): Promise<unknown> {
  const year = openbell.extendCalendar(calendars["XNYS"] as openbell.CalendarDefinition, {
    coverage: { from: "2024-01-01", to: "2024-12-31" },
  });
  const scope = { ...openbell, year, ...calendars, calendarByName, calendarEntries, at: openbell.parseInstant };
  const run = new Function(...Object.keys(scope), `"use strict"; return (async () => (${expression}))();`);
  return run(...Object.values(scope));
}

/** Our value in the form of the recorded answer: numbers as the instants and dates that it has there, periods as pairs. */
function like(answer: Answer, value: unknown): unknown {
  if (Array.isArray(answer)) {
    if (isIndex(value)) return Array.from(value.startMs, (ms, i) => [{ ms }, { ms: value.endMs[i] }]);
    const list = Array.from(value as ArrayLike<unknown>);
    return list.map((each, i) => like(answer[i] ?? answer[0] ?? null, each));
  }
  if (typeof value !== "number") return value;
  if (Number.isNaN(value)) return null;
  if (answer !== null && typeof answer === "object") return "ms" in answer ? { ms: value } : { date: openbell.formatDate(value) };
  return value;
}

function isIndex(value: unknown): value is openbell.TradingIndex {
  return typeof value === "object" && value !== null && "startMs" in value && "endMs" in value;
}

describe("calls of the Python peers", () => {
  test.each(rows.map(({ call, ours }) => [call, ours] as const))("%s = %s", async (call, ours) => {
    expect(answers, "no recorded answer: run test/fixtures/record-peer-answers.py").toHaveProperty([call]);
    const answer = answers[call] as Answer;
    expect(like(answer, await evaluate(ours))).toEqual(answer);
  });

  test("the tables are the recorded calls, no more and no fewer", () => {
    expect(rows.length).toBeGreaterThan(150);
    expect(new Set(rows.map(({ call }) => call))).toEqual(new Set(Object.keys(answers)));
  });
});
