/** Bolsa de Valores de Lima (BVL), equities. Hours and days: https://www.bvl.com.pe/mercado/resumen-mercado/feriados-y-horarios-de-negociacion. History: docs/sources/xlim.md. Checked 2026-11-21. */
import {
  ALL_SAINTS_DAY, CHRISTMAS_DAY, GOOD_FRIDAY, IMMACULATE_CONCEPTION, LABOUR_DAY, MAUNDY_THURSDAY, NEW_YEARS_DAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** Hours follow New York: an hour earlier in Lima while the US is on daylight time. */
export const XLIM: CalendarDefinition = {
  name: "XLIM",
  title: "Lima Stock Exchange",
  mic: "XLIM",
  aliases: ["BVL"],
  timeZone: "America/Lima",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2024-03-11" },
  hours: [
    { segments: [["09:00", "16:00"]] },
    {
      from: "2024-03-11",
      segments: [["09:00@America/New_York", "16:00@America/New_York"]],
      source: "Gestión March 2025",
    },
  ],
  holidays: [
    NEW_YEARS_DAY,
    MAUNDY_THURSDAY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    { name: "Battle of Arica and Flag Day", kind: "fixed", month: 6, day: 7, from: 2024 },
    { name: "Saints Peter and Paul", kind: "fixed", month: 6, day: 29 },
    { name: "Air Force Day", kind: "fixed", month: 7, day: 23, from: 2023 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 28 },
    { name: "Independence Day, second day", kind: "fixed", month: 7, day: 29 },
    { name: "Battle of Junín", kind: "fixed", month: 8, day: 6, from: 2022 },
    { name: "Saint Rose of Lima", kind: "fixed", month: 8, day: 30 },
    { name: "Battle of Angamos", kind: "fixed", month: 10, day: 8 },
    ALL_SAINTS_DAY,
    IMMACULATE_CONCEPTION,
    { name: "Battle of Ayacucho", kind: "fixed", month: 12, day: 9, from: 2022 },
    CHRISTMAS_DAY,
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, to: 2007 },
  ],
  closures: {
    "2009-01-02": "Bridge day after New Year's Day",
    "2009-07-27": "Bridge day before Independence Day",
    "2012-10-01": "Summit of South American and Arab countries in Lima",
    "2012-10-02": "Summit of South American and Arab countries in Lima",
    "2015-01-02": "Bridge day after New Year's Day",
    "2015-07-27": "Bridge day before Independence Day",
    "2015-10-09": "Annual meetings of the World Bank and the IMF in Lima",
    "2016-11-17": "APEC summit in Lima",
    "2016-11-18": "APEC summit in Lima",
    "2018-04-13": "Summit of the Americas in Lima",
  },
  earlyCloses: [
    {
      name: "Christmas Eve and New Year's Eve",
      kind: "dates",
      dates: ["2025-12-24", "2025-12-31"],
      close: "12:10",
      source: "nuam, by El Comercio, December 2025",
    },
  ],
};
