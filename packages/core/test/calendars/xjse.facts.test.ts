/** From the Public Holidays Act 36 of 1994, proclamations, and the press named in docs/sources/xjse.md. */
import { XJSE } from "../../src/calendars/xjse.js";
import { testFacts } from "./facts.js";

testFacts(XJSE, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-21", "Human Rights Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Family Day"],
    ["2024-05-01", "Workers' Day"],
    ["2024-05-29", "general election"],
    ["2024-06-17", "Youth Day on a Sunday"],
    ["2024-08-09", "National Women's Day"],
    ["2024-09-24", "Heritage Day"],
    ["2024-12-16", "Day of Reconciliation"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "Day of Goodwill"],
    ["1999-06-02", "general election"],
    ["1999-12-31", "change to the year 2000"],
    ["2000-01-03", "change to the year 2000"],
    ["2008-05-02", "for Human Rights Day on Good Friday"],
    ["2021-11-01", "local elections"],
    ["2022-12-27", "for Christmas Day on a Sunday"],
    ["2023-12-15", "Rugby World Cup"],
  ],
  open: [
    ["2000-01-04", "first session of 2000"],
    ["2024-04-26", "Friday before Freedom Day on a Saturday"],
    ["2024-04-29", "Monday after Freedom Day on a Saturday"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-31", "New Year's Eve"],
  ],
  hours: [
    ["2024-06-03", "09:00", "17:00", "a regular day"],
    ["2021-08-18", "14:30", "17:00", "processing of the day before held up the opening"],
  ],
  instants: [["2024-06-03", "2024-06-03T07:00:00.000Z", "two hours ahead of UTC, all year"]],
});
