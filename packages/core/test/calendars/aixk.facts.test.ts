/** From Kazakhstan's Law on Holidays, decrees on moved days off, and the press named in docs/sources/aixk.md. */
import { AIXK } from "../../src/calendars/aixk.js";
import { testFacts } from "./facts.js";

testFacts(AIXK, {
  closed: [
    ["2018-12-03", "Day of the First President on a Saturday"],
    ["2018-12-18", "Independence Day on a Sunday and a Monday"],
    ["2018-12-31", "moved from Saturday 29 December"],
    ["2020-05-08", "Victory Day on a Saturday, its day off moved to the Friday"],
    ["2021-07-05", "moved from Saturday 3 July"],
    ["2022-01-04", "second day of New Year on a Sunday"],
    ["2022-05-10", "Defender's Day on a Saturday, Monday being Victory Day"],
    ["2022-10-25", "Republic Day, again a holiday"],
    ["2024-01-02", "second day of New Year"],
    ["2024-03-25", "third day of Nauryz on a Saturday"],
    ["2025-03-25", "third day of Nauryz on a Sunday"],
    ["2025-06-06", "Kurban Ait"],
    ["2026-05-11", "Victory Day on a Saturday"],
  ],
  open: [
    ["2018-11-14", "first day of trading"],
    ["2020-05-11", "its day off was moved to 8 May"],
    ["2022-12-01", "no longer the Day of the First President"],
    ["2022-12-19", "Independence Day has had one day only since 2022"],
    ["2026-05-08", "Friday before Victory Day"],
    ["2026-08-31", "Constitution Day has gone to March"],
  ],
  hours: [["2025-06-02", "11:00", "17:00", "a regular day"]],
  instants: [
    ["2024-02-29", "2024-02-29T05:00:00.000Z", "last day six hours ahead of UTC"],
    ["2024-03-01", "2024-03-01T06:00:00.000Z", "one time zone for the country, five hours ahead"],
  ],
});
