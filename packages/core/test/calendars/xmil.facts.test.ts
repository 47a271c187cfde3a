/** From releases of Borsa Italiana; see docs/sources/xmil.md. */
import { XMIL } from "../../src/calendars/xmil.js";
import { testFacts } from "./facts.js";

testFacts(XMIL, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-08-15", "Ferragosto"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-26", "Boxing Day"],
    ["2024-12-31", "New Year's Eve"],
  ],
  open: [
    ["2024-01-02", "first session of the year"],
    ["2024-04-25", "Liberation Day"],
    ["2023-06-02", "Republic Day"],
    ["2024-11-01", "All Saints' Day"],
  ],
  hours: [
    ["1999-08-31", "10:00", "17:00", "last day before the longer hours"],
    ["1999-09-01", "09:30", "17:30", "an hour more"],
    ["2005-12-30", "09:10", "17:25", "last day with the opening at ten past nine"],
    ["2006-01-02", "09:05", "17:25", "five minutes earlier"],
    ["2009-09-28", "09:05", "17:25", "last day with the opening at five past nine"],
    ["2009-09-29", "09:00", "17:25", "aligned with London"],
    ["2015-11-20", "09:00", "17:25", "last day with the earlier close"],
    ["2015-11-23", "09:00", "17:30", "five minutes more"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time"],
  ],
});
