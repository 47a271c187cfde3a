/** From the closing days at bourse.lu; see docs/sources/xlux.md. */
import { XLUX } from "../../src/calendars/xlux.js";
import { testFacts } from "./facts.js";

testFacts(XLUX, {
  closed: [
    ["2017-04-14", "Good Friday"],
    ["2017-04-17", "Easter Monday"],
    ["2017-05-01", "Labour Day"],
    ["2017-12-25", "Christmas Day"],
    ["2017-12-26", "Boxing Day"],
  ],
  open: [
    ["2017-05-25", "Ascension Day"],
    ["2017-06-23", "National Day"],
    ["2017-08-15", "Assumption Day"],
    ["2017-11-01", "All Saints' Day"],
  ],
  hours: [
    ["2017-06-01", "09:00", "17:40", "a regular day, with the trading at last"],
    ["2024-12-24", "09:00", "14:05", "Christmas Eve"],
    ["2024-12-31", "09:00", "14:05", "New Year's Eve"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time"],
  ],
});
