/** From Euronext's release for 2019, gerrymanoim/exchange_calendars#382 and the values of the ISEQ; see docs/sources/xdub.md. */
import { XDUB } from "../../src/calendars/xdub.js";
import { testFacts } from "./facts.js";

testFacts(XDUB, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-05-06", "May bank holiday, back since 2021"],
    ["2021-12-27", "Christmas Day on a Saturday"],
    ["2021-12-28", "Saint Stephen's Day on a Sunday"],
    ["2018-06-04", "June bank holiday, the last kept"],
    ["2000-03-17", "Saint Patrick's Day, the last kept"],
    ["2000-08-07", "August bank holiday, the last kept"],
    ["2000-10-30", "October bank holiday, the last kept"],
    ["2018-03-02", "storm Emma"],
  ],
  open: [
    ["2019-05-06", "May bank holiday in Euronext's calendar of 2019"],
    ["2019-06-03", "June bank holiday in Euronext's calendar"],
    ["2024-08-05", "August bank holiday"],
    ["2023-03-17", "Saint Patrick's Day"],
    ["1999-12-24", "Christmas Eve 1999"],
  ],
  hours: [
    ["2024-06-04", "08:00", "16:28", "a regular day"],
    ["2024-12-24", "08:00", "12:28", "Christmas Eve"],
    ["2016-12-23", "08:00", "12:28", "last day before Christmas, Christmas Eve being a Saturday"],
    ["2018-03-01", "08:00", "12:28", "storm Emma"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time"],
  ],
});
