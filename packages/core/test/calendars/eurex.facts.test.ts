/** From Eurex's circulars, releases and trading calendars, and the press named in docs/sources/eurex.md. */
import { expect, test } from "vitest";
import { EUREX_BOND } from "../../src/calendars/eurex-bond.js";
import { XEUR } from "../../src/calendars/xeur.js";
import { phaseAt } from "../../src/index.js";
import { testFacts } from "./facts.js";

testFacts(XEUR, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-26", "Boxing Day"],
    ["2024-12-31", "New Year's Eve"],
    ["2000-10-03", "Day of German Unity, no equity and index products"],
  ],
  open: [
    ["2024-10-03", "Day of German Unity"],
    ["2018-10-03", "Day of German Unity, closed for German products only"],
    ["2024-05-20", "Whit Monday"],
    ["2021-12-27", "no day in lieu of Christmas on a weekend"],
    ["2022-05-30", "no holiday of London"],
  ],
  hours: [
    ["2005-11-18", "09:00", "20:00", "last Friday with the close at eight"],
    ["2005-11-21", "09:00", "22:00", "until three in the afternoon in Chicago"],
    ["2006-05-31", "09:00", "22:00", "last day with the opening at nine"],
    ["2006-06-01", "08:00", "22:00", "from eight"],
    ["2000-12-29", "09:00", "14:00", "last trading day of 2000, all products"],
    ["2021-12-30", "08:00", "22:00", "last trading day of 2021, index futures as usual"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T07:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T06:00:00.000Z", "first day of summer time, after Easter"],
    ["2024-10-25", "2024-10-25T06:00:00.000Z", "Friday before winter time"],
    ["2024-10-28", "2024-10-28T07:00:00.000Z", "Monday after"],
  ],
});

testFacts(EUREX_BOND, {
  closed: [
    ["2024-12-24", "Christmas Eve"],
    ["2024-05-01", "Labour Day"],
  ],
  open: [
    ["2000-10-03", "Day of German Unity, closed for equity and index products only"],
    ["2018-10-03", "Day of German Unity"],
  ],
  hours: [
    ["2005-11-18", "08:00", "19:00", "last Friday with the close at seven"],
    ["2005-11-21", "08:00", "22:00", "until three in the afternoon in Chicago"],
    ["2018-12-07", "08:00", "22:00", "last Friday without Asian hours"],
    ["2018-12-10", "01:10", "22:00", "Asian hours, winter time"],
    ["2019-03-29", "01:10", "22:00", "last Friday of winter time"],
    ["2019-04-01", "02:10", "22:00", "first Monday of summer time"],
    ["2024-07-01", "02:10", "22:00", "summer time"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T00:10:00.000Z", "eight in the morning in Singapore and ten minutes, winter time"],
    ["2024-04-02", "2024-04-02T00:10:00.000Z", "the same in summer time"],
    ["2024-10-28", "2024-10-28T00:10:00.000Z", "the same after the summer"],
  ],
});

test.each([
  ["2024-02-05T00:30:00Z", "overnight"],
  ["2024-07-01T00:30:00Z", "overnight"],
  ["2024-07-01T00:05:00Z", "closed"],
  ["2024-07-01T06:00:00Z", "regular"],
  ["2018-12-07T00:30:00Z", "closed"],
])("XEUR at %s is in the phase %s: index futures trade in Asian hours since 2018-12-10", (instant, phase) => {
  expect(phaseAt(XEUR, Date.parse(instant)).phase).toBe(phase);
});
