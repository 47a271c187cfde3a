/** From the exchange's calendars and the press named in docs/sources/asex.md. */
import { ASEX } from "../../src/calendars/asex.js";
import { testFacts } from "./facts.js";

testFacts(ASEX, {
  closed: [
    ["2026-01-01", "New Year's Day"],
    ["2026-01-06", "Epiphany"],
    ["2026-02-23", "Clean Monday"],
    ["2026-03-25", "Independence Day"],
    ["2026-04-03", "Catholic Good Friday"],
    ["2026-04-06", "Catholic Easter Monday"],
    ["2026-04-10", "Orthodox Good Friday"],
    ["2026-04-13", "Orthodox Easter Monday"],
    ["2026-05-01", "Labour Day"],
    ["2026-06-01", "Orthodox Whit Monday"],
    ["2026-10-28", "Ohi Day"],
    ["2026-12-24", "Christmas Eve"],
    ["2026-12-25", "Christmas Day"],
    ["2024-05-07", "Labour Day, moved out of Holy Week"],
    ["2013-05-07", "Labour Day, moved out of Holy Week"],
    ["2016-05-03", "Labour Day, moved from Easter Sunday"],
    ["2008-03-04", "strike at the Bank of Greece"],
    ["2015-06-29", "first day of the capital controls"],
    ["2015-07-31", "last day closed by them"],
    ["2004-08-13", "opening of the Olympic Games"],
  ],
  open: [
    ["2015-08-03", "reopened after five weeks"],
    ["2008-12-24", "Christmas Eve, no holiday before 2009"],
    ["2008-03-06", "reopened after the strike"],
  ],
  hours: [
    ["2006-10-02", "10:30", "17:00", "first day with the opening at half past ten"],
    ["2008-09-26", "10:30", "17:00", "last day to five o'clock"],
    ["2008-09-29", "10:30", "17:20", "first day to twenty past"],
    ["2024-06-03", "10:30", "17:20", "a regular day"],
    ["2019-12-31", "10:30", "15:20", "New Year's Eve 2019"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:30:00.000Z", "winter time"],
    ["2024-04-02", "2024-04-02T07:30:00.000Z", "summer time"],
  ],
});
