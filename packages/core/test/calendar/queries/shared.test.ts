/** What the questions have in common: a date without a session is refused with the sessions beside it, as far as they are known. */

import { describe, expect, test } from "vitest";
import { addSessions, sessionSegments } from "../../../src/index.js";
import { venue } from "../support.js";

describe("a date without a session", () => {
  /** From a Saturday to a Sunday, with a holiday on a Wednesday. */
  const june = venue({
    coverage: { from: "2024-06-01", to: "2024-06-30" },
    holidays: [{ name: "Juneteenth", kind: "fixed", month: 6, day: 19 }],
  });

  test.each([
    ["the first day of the coverage", "2024-06-01", null, "2024-06-03"],
    ["the last one", "2024-06-30", "2024-06-28", null],
    ["a weekend", "2024-06-08", "2024-06-07", "2024-06-10"],
    ["a holiday", "2024-06-19", "2024-06-18", "2024-06-20"],
  ])("%s, %s: the sessions beside it are %s and %s", (_, date, before, after) => {
    const refused = expect.objectContaining({
      code: "NOT_A_SESSION",
      details: { calendar: "TEST", date, before, after },
      message: `${date} is not a session of TEST. The session before it is ${before ?? "unknown"}, the one after it ${after ?? "unknown"}.`,
    });
    expect(() => sessionSegments(june, date)).toThrow(refused);
    expect(() => addSessions(june, date, 0)).toThrow(refused);
  });

  test("a calendar without any", () => {
    expect(() => sessionSegments(venue({ coverage: { from: "2024-06-08", to: "2024-06-09" } }), "2024-06-08")).toThrow(
      expect.objectContaining({ code: "NOT_A_SESSION", details: { calendar: "TEST", date: "2024-06-08", before: null, after: null } }),
    );
  });

  test.each(["2024-05-31", "2024-07-01"])("%s, beyond the coverage, is not known to have none", (date) => {
    expect(() => sessionSegments(june, date)).toThrow(expect.objectContaining({ code: "BEYOND_COVERAGE" }));
  });
});
