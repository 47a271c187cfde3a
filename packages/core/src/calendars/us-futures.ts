/** US futures in general, 18:00 to 18:00 New York: a calendar of exchange_calendars for data whose exchange is not known; no venue's rule. History: docs/sources/us-futures.md. Checked 2026-11-21. */
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const US_FUTURES: CalendarDefinition = {
  name: "US_FUTURES",
  title: "US futures in general, 18:00 to 18:00 New York",
  aliases: ["us_futures"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["18:00-1d", "18:00"]] }],
  holidays: [US_NEW_YEARS_DAY, GOOD_FRIDAY, US_CHRISTMAS],
};
