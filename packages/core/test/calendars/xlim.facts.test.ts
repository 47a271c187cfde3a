/** From the Peruvian press, see docs/sources/xlim.md. */
import { XLIM } from "../../src/calendars/xlim.js";
import { testFacts } from "./facts.js";

testFacts(XLIM, {
  closed: [
    ["2025-04-17", "Maundy Thursday"],
    ["2025-04-18", "Good Friday"],
    ["2025-05-01", "Labour Day"],
    ["2024-06-07", "Flag Day, new in 2024"],
    ["2026-06-29", "Saints Peter and Paul"],
    ["2025-07-23", "Air Force Day"],
    ["2025-07-28", "Independence Day"],
    ["2025-07-29", "Independence Day, second day"],
    ["2025-08-06", "Battle of Junín"],
    ["2024-08-30", "Saint Rose"],
    ["2025-10-08", "Angamos"],
    ["2024-11-01", "All Saints"],
    ["2025-12-08", "Immaculate Conception"],
    ["2025-12-09", "Ayacucho"],
    ["2025-12-25", "Christmas Day"],
    ["2007-12-31", "New Year's Eve, the last"],
    ["2016-11-17", "APEC summit"],
    ["2018-04-13", "Summit of the Americas"],
  ],
  open: [
    ["2008-12-31", "New Year's Eve, no longer closed"],
    ["2021-08-06", "6 August before it was a holiday"],
    ["2021-12-09", "9 December before it was a holiday"],
  ],
  hours: [
    ["2025-03-07", "09:00", "16:00", "Friday before New York's daylight time"],
    ["2025-03-10", "08:00", "15:00", "New York's daylight time"],
    ["2025-10-31", "08:00", "15:00", "the last day of it"],
    ["2025-11-03", "09:00", "16:00", "New York's standard time"],
    ["2025-12-24", "09:00", "12:10", "Christmas Eve 2025"],
    ["2025-12-31", "09:00", "12:10", "New Year's Eve 2025"],
  ],
  instants: [
    ["2025-03-07", "2025-03-07T14:00:00.000Z", "New York on standard time"],
    ["2025-03-10", "2025-03-10T13:00:00.000Z", "New York on daylight time"],
  ],
});
