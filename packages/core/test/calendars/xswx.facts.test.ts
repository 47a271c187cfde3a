/** From the trading calendars of SIX, releases of SWX and the press named in docs/sources/xswx.md. */
import { XSWX } from "../../src/calendars/xswx.js";
import { testFacts } from "./facts.js";

testFacts(XSWX, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-01-02", "Berchtold's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-05-09", "Ascension Day"],
    ["2024-05-20", "Whit Monday"],
    ["2024-08-01", "National Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "St Stephen's Day"],
    ["2024-12-31", "New Year's Eve"],
    ["2008-05-01", "Labour Day and Ascension Day at once"],
    ["1994-12-30", "last weekday of the year, New Year's Eve being a Saturday"],
    ["2000-01-03", "tests after the change to the year 2000"],
    ["2001-05-24", "Ascension Day, a month before the TARGET calendar"],
    ["2003-01-02", "Berchtold's Day, kept again"],
    ["2003-05-29", "Ascension Day, kept again"],
  ],
  open: [
    ["2001-08-01", "National Day, TARGET calendar"],
    ["2002-01-02", "Berchtold's Day, TARGET calendar"],
    ["2002-05-09", "Ascension Day, TARGET calendar"],
    ["2002-05-20", "Whit Monday, TARGET calendar"],
    ["1996-12-24", "Christmas Eve, with trading in that year"],
    ["1997-12-31", "New Year's Eve, with trading in that year"],
    ["2016-12-30", "Friday before New Year's Eve on a Saturday"],
    ["2023-12-29", "Friday before New Year's Eve on a Sunday"],
    ["2020-12-28", "no day in lieu of St Stephen's Day on a Saturday"],
    ["2009-11-12", "system failure in the afternoon"],
  ],
  hours: [
    ["2001-06-22", "09:00", "17:00", "last Friday before virt-x"],
    ["2002-01-03", "09:00", "17:30", "half past five, as in the rest of Europe"],
    ["2024-06-03", "09:00", "17:30", "a regular day"],
    ["2024-12-30", "09:00", "17:30", "last trading day of the year, a full one"],
    ["2009-11-12", "09:00", "14:42", "system failure for the rest of the day"],
    ["2012-01-13", "12:00", "17:30", "opening delayed by three hours"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time, after Easter"],
    ["2024-10-25", "2024-10-25T07:00:00.000Z", "Friday before winter time"],
    ["2024-10-28", "2024-10-28T08:00:00.000Z", "Monday after"],
  ],
});
