/** From the exchange's announcements and the press named in docs/sources/xcys.md. */
import { XCYS } from "../../src/calendars/xcys.js";
import { testFacts } from "./facts.js";

testFacts(XCYS, {
  closed: [
    ["2020-01-06", "Epiphany"],
    ["2024-03-18", "Green Monday"],
    ["2024-03-25", "Greek Independence Day"],
    ["2024-03-29", "Catholic Good Friday"],
    ["2024-04-01", "Cyprus National Day and Catholic Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-05-03", "Orthodox Good Friday"],
    ["2024-05-06", "Orthodox Easter Monday"],
    ["2024-05-07", "Orthodox Easter Tuesday"],
    ["2024-06-24", "Kataklysmos"],
    ["2024-08-15", "Assumption Day"],
    ["2024-10-01", "Cyprus Independence Day"],
    ["2024-10-28", "Ohi Day"],
    ["2019-12-24", "Christmas Eve"],
    ["2019-12-25", "Christmas Day"],
    ["2019-12-26", "Boxing Day"],
  ],
  open: [
    ["1996-03-29", "the first session"],
    ["2024-12-31", "New Year's Eve"],
  ],
  hours: [
    ["2008-09-26", "10:30", "17:00", "last day to five o'clock"],
    ["2008-09-29", "10:30", "17:20", "first day to twenty past"],
    ["2019-12-31", "10:30", "15:20", "New Year's Eve 2019"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:30:00.000Z", "winter time"],
    ["2024-04-02", "2024-04-02T07:30:00.000Z", "summer time"],
  ],
});
