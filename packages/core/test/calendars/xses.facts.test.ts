/** From the lists of Singapore's Ministry of Manpower, Straits Times on the lunch break and half days, and the index; see docs/sources/xses.md. */
import { XSES } from "../../src/calendars/xses.js";
import { testFacts } from "./facts.js";

testFacts(XSES, {
  closed: [
    ["2026-01-01", "New Year's Day"],
    ["2026-02-17", "Chinese New Year"],
    ["2026-02-18", "Chinese New Year, second day"],
    ["2026-04-03", "Good Friday"],
    ["2026-05-01", "Labour Day"],
    ["2026-05-27", "Hari Raya Haji"],
    ["2026-06-01", "Vesak Day on a Sunday"],
    ["2026-08-10", "National Day on a Sunday"],
    ["2026-11-09", "Deepavali on a Sunday"],
    ["2026-12-25", "Christmas Day"],
    ["2027-02-08", "Chinese New Year, second day on a Sunday"],
    ["2027-03-10", "Hari Raya Puasa of 2027"],
    ["2027-05-17", "Hari Raya Haji of 2027"],
    ["2027-05-20", "Vesak Day of 2027"],
    ["2027-10-28", "Deepavali of 2027"],
    ["2022-05-03", "Hari Raya Puasa, as revised in October 2021"],
    ["2022-05-02", "Labour Day on a Sunday"],
    ["2023-06-02", "Vesak Day, as revised in September 2022"],
    ["2015-08-07", "jubilee of fifty years"],
    ["2020-07-10", "general election"],
    ["2023-09-01", "presidential election"],
    ["1997-01-02", "general election"],
    ["1992-10-26", "Deepavali on a Sunday"],
  ],
  open: [
    ["2026-03-20", "Hari Raya Puasa fell on Saturday, which moves nothing"],
    ["2027-12-27", "Christmas Day on a Saturday moves nothing"],
    ["2025-05-05", "the election of 3 May was on a Saturday"],
    ["1991-01-15", "the index moved"],
    ["1994-10-13", "Deepavali of 1994 was in November"],
  ],
  hours: [
    ["2026-06-02", "09:00", "17:00", "a regular day"],
    ["2011-07-29", "09:00", "17:00", "last day with the old lunch break"],
    ["2009-12-24", "09:00", "12:30", "Christmas Eve"],
    ["2014-01-30", "09:00", "12:30", "eve of Chinese New Year"],
    ["2020-12-24", "09:00", "12:00", "Christmas Eve, half day since the mid-day break ends at noon"],
    ["2024-02-09", "09:00", "12:00", "eve of Chinese New Year"],
    ["2026-12-31", "09:00", "12:00", "New Year's Eve"],
    ["2023-12-29", "09:00", "17:00", "the eves of 2023 fell on Sundays: no half day"],
  ],
  breaks: [
    ["2011-07-29", "12:30", "14:00", "last day with the old lunch break"],
    ["2011-08-01", "", "", "first day without one"],
    ["2017-11-10", "", "", "last day without one"],
    ["2017-11-13", "12:00", "13:00", "first day with the mid-day break"],
  ],
  instants: [
    ["2026-03-27", "2026-03-27T01:00:00.000Z", "no summer time in Singapore"],
    ["2026-07-01", "2026-07-01T01:00:00.000Z", "no summer time in Singapore"],
  ],
});
