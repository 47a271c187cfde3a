/** From the exchange's calendars and the history of BELEX15, as named in docs/sources/xbel.md. */
import { XBEL } from "../../src/calendars/xbel.js";
import { testFacts } from "./facts.js";

testFacts(XBEL, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-01-02", "New Year, second day"],
    ["2025-01-07", "Orthodox Christmas"],
    ["2025-02-17", "for Statehood Day on a Sunday"],
    ["2024-02-15", "Statehood Day"],
    ["2024-02-16", "Statehood Day, second day"],
    ["2025-04-18", "Orthodox Good Friday"],
    ["2025-04-21", "Orthodox Easter Monday"],
    ["2025-05-01", "Labour Day"],
    ["2025-05-02", "Labour Day, second day"],
    ["2010-05-03", "for the second Labour Day on a Sunday"],
    ["2022-05-03", "for the first Labour Day on a Sunday, 2 May being one itself"],
    ["2025-11-11", "Armistice Day"],
    ["2012-11-12", "for Armistice Day on a Sunday"],
    ["2023-01-03", "for New Year's Day on a Sunday"],
    ["2009-02-16", "for Statehood Day on a Sunday, when it was one day"],
    ["2021-05-04", "Labour Day on a Sunday and Easter Monday after it"],
    ["2025-01-03", "upgrade of the platform"],
    ["2024-12-31", "maintenance of the platform"],
    ["2010-01-08", "sessions of 2010 began on the 11th"],
  ],
  open: [
    ["2011-02-16", "Statehood Day had one day until 2011"],
    ["2011-11-11", "Armistice Day, no holiday before 2012"],
    ["2010-01-11", "first session of 2010"],
    ["2024-03-29", "Good Friday of the western churches"],
    ["2022-05-04", "the day after the one for Labour Day on a Sunday"],
  ],
  hours: [["2024-06-03", "09:30", "14:00", "a regular day"]],
  instants: [
    ["2024-03-29", "2024-03-29T08:30:00.000Z", "winter time"],
    ["2024-04-01", "2024-04-01T07:30:00.000Z", "summer time"],
  ],
});
