/** From Wiener Börse's notices and the press named in docs/sources/xwbo.md. */
import { XWBO } from "../../src/calendars/xwbo.js";
import { testFacts } from "./facts.js";

testFacts(XWBO, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2023-10-26", "National Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "St Stephen's Day"],
    ["2024-12-31", "New Year's Eve"],
    ["2017-01-06", "Epiphany, before 2019"],
    ["2018-05-10", "Ascension Day, before 2019"],
    ["2018-05-31", "Corpus Christi, before 2019"],
    ["2018-08-15", "Assumption Day, before 2019"],
    ["2018-11-01", "All Saints' Day, before 2019"],
    ["2017-12-08", "Immaculate Conception, before 2019"],
    ["2022-06-06", "Whit Monday, for the last time"],
    ["2011-12-30", "Friday before New Year's Eve on a Saturday"],
  ],
  open: [
    ["2019-05-30", "Ascension Day, the first holiday with trading"],
    ["2019-06-20", "Corpus Christi"],
    ["2019-08-15", "Assumption Day"],
    ["2019-11-01", "All Saints' Day"],
    ["2020-01-06", "Epiphany"],
    ["2021-12-08", "Immaculate Conception"],
    ["2023-05-29", "Whit Monday"],
    ["2016-12-30", "Friday before New Year's Eve on a Saturday, now with trading"],
  ],
  hours: [
    ["2008-12-30", "09:20", "17:30", "last day with the late start"],
    ["2009-01-02", "09:00", "17:30", "twenty minutes earlier"],
    ["2016-12-30", "09:00", "17:30", "last trading day of 2016, a full one"],
    ["2017-12-29", "09:00", "14:15", "last trading day of 2017"],
    ["2021-12-30", "09:00", "14:15", "last trading day of 2021"],
    ["2018-12-28", "09:00", "14:15", "last trading day of 2018, a Friday"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time, after Easter"],
    ["2024-10-25", "2024-10-25T07:00:00.000Z", "Friday before winter time"],
    ["2024-10-28", "2024-10-28T08:00:00.000Z", "Monday after"],
  ],
});
