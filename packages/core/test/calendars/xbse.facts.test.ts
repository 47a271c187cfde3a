/** From the Labour Code, daily values of BET and the press named in docs/sources/xbse.md. */
import { XBSE } from "../../src/calendars/xbse.js";
import { testFacts } from "./facts.js";

testFacts(XBSE, {
  closed: [
    ["2024-01-02", "day after New Year's Day"],
    ["2024-01-24", "Unification Day"],
    ["2024-05-03", "Orthodox Good Friday"],
    ["2024-05-06", "Orthodox Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2023-06-01", "Children's Day"],
    ["2024-06-24", "Orthodox Whit Monday"],
    ["2024-08-15", "Dormition"],
    ["2023-11-30", "Saint Andrew's Day"],
    ["2023-12-01", "Great Union Day"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "second day of Christmas"],
    ["2025-01-06", "Epiphany, by the law of 2023"],
    ["2025-01-07", "Saint John, by the law of 2023"],
    ["2005-06-29", "change to the new leu"],
    ["2008-12-29", "end of the year 2008"],
    ["2009-12-28", "end of the year 2009"],
    ["2020-12-24", "Christmas Eve 2020"],
    ["2020-12-31", "New Year's Eve 2020"],
    ["2017-06-02", "Friday after Children's Day"],
  ],
  open: [
    ["2024-03-29", "Good Friday of the western churches"],
    ["2016-06-01", "Children's Day, no holiday before 2017"],
    ["2014-01-24", "Unification Day, no holiday before 2017"],
    ["2017-04-14", "Orthodox Good Friday, no holiday before 2018"],
    ["2008-06-16", "Orthodox Whit Monday, no holiday before 2009"],
    ["2008-08-15", "Dormition, no holiday before 2009"],
    ["2011-11-30", "Saint Andrew's Day, no holiday before 2012"],
    ["2023-01-06", "Epiphany, no holiday before 2024"],
    ["2009-12-24", "last session of 2009"],
    ["2018-12-24", "Christmas Eve 2018"],
  ],
  hours: [
    ["2024-06-03", "10:00", "17:45", "a regular day"],
    ["2015-05-21", "09:45", "18:15", "first day of the longer session"],
    ["2015-10-02", "09:45", "18:15", "last day of it"],
    ["2015-10-05", "10:00", "17:45", "shorter again"],
  ],
  instants: [
    ["2024-03-29", "2024-03-29T08:00:00.000Z", "winter time"],
    ["2024-04-01", "2024-04-01T07:00:00.000Z", "summer time"],
  ],
});
