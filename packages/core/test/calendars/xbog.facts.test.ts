/** From notices of the bvc in the Colombian press and Law 51 of 1983, see docs/sources/xbog.md. */
import { XBOG } from "../../src/calendars/xbog.js";
import { testFacts } from "./facts.js";

testFacts(XBOG, {
  closed: [
    ["2026-01-12", "Epiphany, moved to Monday"],
    ["2026-03-23", "Saint Joseph, moved to Monday"],
    ["2026-04-02", "Maundy Thursday"],
    ["2026-04-03", "Good Friday"],
    ["2026-05-18", "Ascension"],
    ["2026-06-08", "Corpus Christi"],
    ["2026-06-15", "Sacred Heart"],
    ["2026-06-29", "Saints Peter and Paul, on a Monday"],
    ["2026-07-13", "Our Lady of Chiquinquirá, new in 2026"],
    ["2026-07-20", "Independence Day"],
    ["2026-08-07", "Boyacá"],
    ["2026-08-17", "Assumption, moved to Monday"],
    ["2026-10-12", "12 October"],
    ["2026-11-02", "All Saints, moved to Monday"],
    ["2026-11-16", "Cartagena, moved to Monday"],
    ["2026-12-08", "Immaculate Conception"],
    ["2025-06-30", "Sacred Heart and Saints Peter and Paul on one Monday"],
    ["2016-12-30", "last business day of 2016"],
    ["2023-12-29", "last business day of 2023"],
    ["2024-12-31", "last business day of 2024"],
  ],
  open: [
    ["2025-07-14", "Monday after 9 July, before the law of 2026"],
    ["2026-01-06", "Epiphany itself"],
    ["2025-11-28", "day after Thanksgiving in the US"],
    ["2025-11-27", "Thanksgiving in the US"],
  ],
  hours: [
    ["2022-03-11", "09:30", "16:00", "Friday before New York's daylight time"],
    ["2022-03-14", "08:30", "15:00", "New York's daylight time"],
    ["2022-11-04", "08:30", "15:00", "the last day of it"],
    ["2022-11-08", "09:30", "16:00", "New York's standard time"],
    ["2026-03-09", "08:30", "15:00", "New York's daylight time"],
    ["2019-12-24", "09:30", "13:00", "Christmas Eve, with New York"],
    ["2025-12-24", "09:30", "13:00", "Christmas Eve"],
    ["2024-12-24", "09:30", "16:00", "Christmas Eve without an early close"],
  ],
  instants: [
    ["2022-03-11", "2022-03-11T14:30:00.000Z", "New York on standard time"],
    ["2022-03-14", "2022-03-14T13:30:00.000Z", "New York on daylight time"],
    ["1992-07-01", "1992-07-01T13:30:00.000Z", "Colombia on daylight time as well"],
    ["1992-12-01", "1992-12-01T14:30:00.000Z", "Colombia alone on daylight time"],
  ],
});
