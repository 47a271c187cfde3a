/** A calendar of exchange_calendars for US futures of no particular exchange; see docs/sources/us-futures.md. */
import { US_FUTURES } from "../../src/calendars/us-futures.js";
import { testFacts } from "./facts.js";

testFacts(US_FUTURES, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2023-01-02", "New Year's Day on a Sunday"],
    ["2024-03-29", "Good Friday"],
    ["2024-12-25", "Christmas Day"],
    ["2021-12-24", "Christmas Day on a Saturday"],
    ["2022-12-26", "Christmas Day on a Sunday"],
    ["2024-06-02", "Sunday: its evening belongs to Monday"],
  ],
  open: [
    ["2024-07-04", "Independence Day"],
    ["2024-11-28", "Thanksgiving Day"],
    ["2021-12-31", "New Year's Day on a Saturday is not kept"],
  ],
  hours: [
    ["2024-06-03", "18:00-1d", "18:00", "Monday begins on Sunday evening"],
    ["2024-07-04", "18:00-1d", "18:00", "no short days"],
  ],
  instants: [
    ["2024-03-08", "2024-03-07T23:00:00.000Z", "last Friday of winter time"],
    ["2024-03-11", "2024-03-10T22:00:00.000Z", "Sunday on which summer time begins"],
    ["2024-11-04", "2024-11-03T23:00:00.000Z", "Sunday on which it ends"],
  ],
});
