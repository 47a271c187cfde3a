/** From the trading calendar of EEX Group and the sources named in docs/sources/xeee.md. */
import { XEEE } from "../../src/calendars/xeee.js";
import { testFacts } from "./facts.js";

testFacts(XEEE, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "Boxing Day"],
    ["2024-12-31", "New Year's Eve"],
  ],
  open: [
    ["2024-05-20", "Whit Monday"],
    ["2024-10-03", "Day of German Unity"],
    ["2024-10-31", "Reformation Day, a holiday in Leipzig"],
  ],
  hours: [
    ["2024-06-03", "08:00", "18:00", "a regular day"],
    ["2024-12-30", "08:00", "18:00", "last trading day of the year"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T07:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T06:00:00.000Z", "first day of summer time, after Easter"],
    ["2024-10-28", "2024-10-28T07:00:00.000Z", "winter time again"],
  ],
});
