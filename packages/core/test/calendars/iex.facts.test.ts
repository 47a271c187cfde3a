/** From IEX Trading Alerts and the holidays of the US equity exchanges (NYSE Rule 7.2). */
import { expect, test } from "vitest";
import { IEX } from "../../src/calendars/iex.js";
import { sessionPhases } from "../../src/index.js";
import { testFacts } from "./facts.js";

testFacts(IEX, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-01-15", "Martin Luther King Jr. Day"],
    ["2024-02-19", "Presidents' Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-05-27", "Memorial Day"],
    ["2024-06-19", "Juneteenth"],
    ["2024-07-04", "Independence Day"],
    ["2024-09-02", "Labor Day"],
    ["2024-11-28", "Thanksgiving Day"],
    ["2024-12-25", "Christmas Day"],
    ["2018-12-05", "mourning for President Bush"],
    ["2025-01-09", "mourning for President Carter"],
  ],
  open: [
    ["2013-10-25", "first day of trading, as an alternative trading system"],
    ["2016-08-19", "first day as an exchange"],
    ["2021-06-18", "Juneteenth of 2021 was not kept yet"],
    ["2021-12-31", "New Year's Day on a Saturday is not kept"],
    ["2024-10-14", "Columbus Day"],
  ],
  hours: [
    ["2024-06-03", "09:30", "16:00", "a regular day"],
    ["2024-07-03", "09:30", "13:00", "day before Independence Day"],
    ["2024-11-29", "09:30", "13:00", "day after Thanksgiving"],
    ["2024-12-24", "09:30", "13:00", "Christmas Eve"],
  ],
  instants: [
    ["2024-03-08", "2024-03-08T14:30:00.000Z", "last Friday of winter time"],
    ["2024-03-11", "2024-03-11T13:30:00.000Z", "first Monday of summer time"],
    ["2024-11-04", "2024-11-04T14:30:00.000Z", "winter time again"],
  ],
});

test.each([
  ["2015-08-20", [], "regular hours only"],
  ["2015-08-21", ["pre", "post"], "first day with the sessions round them"],
] as const)("IEX on %s has the phases %j: %s", (date, names, _reason) => {
  expect(sessionPhases(IEX, date).map((phase) => phase.name)).toEqual(names);
});
