/** From Oslo Børs' page of opening hours and the press named in docs/sources/xosl.md. */
import { XOSL } from "../../src/calendars/xosl.js";
import { testFacts } from "./facts.js";

testFacts(XOSL, {
  closed: [
    ["2018-01-01", "New Year's Day"],
    ["2018-03-29", "Maundy Thursday"],
    ["2018-03-30", "Good Friday"],
    ["2018-04-02", "Easter Monday"],
    ["2018-05-01", "Labour Day"],
    ["2018-05-10", "Ascension Day"],
    ["2018-05-17", "Constitution Day"],
    ["2018-05-21", "Whit Monday"],
    ["2018-12-24", "Christmas Eve"],
    ["2018-12-25", "Christmas Day"],
    ["2018-12-26", "Boxing Day"],
    ["2018-12-31", "New Year's Eve"],
  ],
  open: [
    ["2018-05-11", "Friday after Ascension Day"],
    ["2020-05-18", "Constitution Day on a Sunday is not made good"],
  ],
  hours: [
    ["2018-06-01", "09:00", "16:20", "a regular day"],
    ["2018-03-28", "09:00", "13:00", "Wednesday before Easter"],
    ["2008-08-29", "09:00", "16:20", "before the longer day"],
    ["2008-09-01", "09:00", "17:20", "an hour more"],
    ["2012-04-04", "09:00", "13:00", "Wednesday before Easter in the years of the longer day"],
    ["2012-08-03", "09:00", "17:20", "last long day"],
    ["2012-08-06", "09:00", "16:20", "an hour less"],
  ],
  instants: [
    ["2024-03-27", "2024-03-27T08:00:00.000Z", "last session of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first session of summer time"],
  ],
});
