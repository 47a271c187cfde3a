/** By definition: every Monday to Friday of UTC, whole days. */
import { UTC_WEEKDAYS } from "../../src/calendars/utc-weekdays.js";
import { testFacts } from "./facts.js";

testFacts(UTC_WEEKDAYS, {
  closed: [
    ["2024-06-01", "Saturday"],
    ["2024-06-02", "Sunday"],
  ],
  open: [
    ["2024-12-25", "Christmas is a day like others"],
    ["1970-01-01", "first day, a Thursday"],
    ["2099-12-31", "last day, a Thursday"],
  ],
  hours: [
    ["2024-06-03", "00:00", "00:00+1d", "Monday"],
    ["2024-06-07", "00:00", "00:00+1d", "Friday"],
  ],
  instants: [
    ["2024-03-11", "2024-03-11T00:00:00.000Z", "clocks of New York changed the day before"],
    ["2024-11-04", "2024-11-04T00:00:00.000Z", "and back"],
  ],
});
