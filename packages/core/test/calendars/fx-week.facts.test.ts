/** The custom of the spot market, and first and last bars of OANDA. */
import { FX_WEEK } from "../../src/calendars/fx-week.js";
import { testFacts } from "./facts.js";

testFacts(FX_WEEK, {
  closed: [
    ["2024-06-01", "Saturday"],
    ["2024-06-02", "Sunday: its evening belongs to Monday"],
  ],
  open: [
    ["2024-12-25", "dealers keep Christmas, the week does not"],
    ["2024-07-04", "a holiday of one country"],
  ],
  hours: [
    ["2024-06-03", "17:00-1d", "17:00", "Monday begins on Sunday evening"],
    ["2024-06-07", "17:00-1d", "17:00", "Friday ends the week"],
  ],
  instants: [
    ["2014-05-12", "2014-05-11T21:00:00.000Z", "Sunday evening, summer time"],
    ["2024-01-08", "2024-01-07T22:00:00.000Z", "Sunday evening, winter time"],
    ["2024-03-11", "2024-03-10T21:00:00.000Z", "Sunday on which summer time begins"],
    ["2024-11-04", "2024-11-03T22:00:00.000Z", "Sunday on which it ends"],
  ],
});
