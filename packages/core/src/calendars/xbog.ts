/** Bolsa de Valores de Colombia (bvc), equities. Hours: Circular Única de la bvc, article 3.2.1; days: https://www.bvc.com.co/dias-no-habiles-bursatiles. History: docs/sources/xbog.md. Checked 2026-11-21. */
import {
  CHRISTMAS_DAY, GOOD_FRIDAY, IMMACULATE_CONCEPTION, LABOUR_DAY, MAUNDY_THURSDAY, NEW_YEARS_DAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** Hours follow New York: 8:30 to 15:00 while the US is on daylight time. Law 51 of 1983 moves most feasts to the next Monday. */
export const XBOG: CalendarDefinition = {
  name: "XBOG",
  title: "Colombia Stock Exchange",
  mic: "XBOG",
  aliases: ["BVC"],
  timeZone: "America/Bogota",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2019-12-10" },
  hours: [{ segments: [["09:30@America/New_York", "16:00@America/New_York"]], source: "La República 2019-12-10; El Tiempo March 2022; Valora Analitik March 2026" }],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Epiphany", kind: "fixed", month: 1, day: 6, observance: [0, 6, 5, 4, 3, 2, 1] },
    { name: "Saint Joseph's Day", kind: "fixed", month: 3, day: 19, observance: [0, 6, 5, 4, 3, 2, 1] },
    MAUNDY_THURSDAY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    { name: "Ascension Day", kind: "easter", days: 43 },
    { name: "Corpus Christi", kind: "easter", days: 64 },
    { name: "Sacred Heart", kind: "easter", days: 71 },
    { name: "Saints Peter and Paul", kind: "fixed", month: 6, day: 29, observance: [0, 6, 5, 4, 3, 2, 1] },
    {
      name: "Our Lady of Chiquinquirá",
      kind: "fixed",
      month: 7,
      day: 9,
      observance: [0, 6, 5, 4, 3, 2, 1],
      from: 2026,
      source: "Law 2578 of 2026-06-01",
    },
    { name: "Independence Day", kind: "fixed", month: 7, day: 20 },
    { name: "Battle of Boyacá", kind: "fixed", month: 8, day: 7 },
    { name: "Assumption Day", kind: "fixed", month: 8, day: 15, observance: [0, 6, 5, 4, 3, 2, 1] },
    { name: "Columbus Day", kind: "fixed", month: 10, day: 12, observance: [0, 6, 5, 4, 3, 2, 1] },
    { name: "All Saints' Day", kind: "fixed", month: 11, day: 1, observance: [0, 6, 5, 4, 3, 2, 1] },
    { name: "Independence of Cartagena", kind: "fixed", month: 11, day: 11, observance: [0, 6, 5, 4, 3, 2, 1] },
    IMMACULATE_CONCEPTION,
    CHRISTMAS_DAY,
    { name: "Last business day of the year", kind: "fixed", month: 12, day: 31, observance: [0, 0, 0, 0, 0, -1, -2] },
  ],
  earlyCloses: [
    {
      name: "Christmas Eve",
      kind: "dates",
      dates: ["2019-12-24", "2020-12-24", "2021-12-24", "2025-12-24"],
      close: "13:00",
      source: "La República 2019-12-10; lists of the bvc for 2020 and 2021; nuam, by El Comercio, December 2025",
    },
  ],
};
