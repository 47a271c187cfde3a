/** Bolsa Mexicana de Valores (BMV), equities. Days: https://www.bmv.com.mx/es/grupo-bmv/calendario-de-dias-festivos, after the yearly list of the CNBV. History: docs/sources/xmex.md. Checked 2026-11-21. */
import { CHRISTMAS_DAY, GOOD_FRIDAY, LABOUR_DAY, MAUNDY_THURSDAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/**
 * The exchange keeps New York's hours: 7:30 to 14:00 whenever the US is on daylight time and Mexico is not, which was some weeks of spring
 * and autumn from 2007, and is all of the US summer since Mexico gave up its summer time in October 2022.
 */
export const XMEX: CalendarDefinition = {
  name: "XMEX",
  title: "Mexican Stock Exchange",
  mic: "XMEX",
  aliases: ["BMV"],
  timeZone: "America/Mexico_City",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2007-03-12" },
  hours: [
    { segments: [["08:30", "15:00"]] },
    {
      from: "2007-03-12",
      segments: [["09:30@America/New_York", "16:00@America/New_York"]],
      source: "Bloomberg Línea 2022-09-29; El CEO March 2023; Expansión 2025-10-31",
    },
  ],
  holidays: [
    NEW_YEARS_DAY,
    { name: "Constitution Day", kind: "fixed", month: 2, day: 5, to: 2005 },
    { name: "Constitution Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 1, from: 2006 },
    { name: "Birthday of Benito Juárez", kind: "fixed", month: 3, day: 21, to: 2006 },
    { name: "Birthday of Benito Juárez", kind: "nth-weekday", month: 3, weekday: 1, nth: 3, from: 2007 },
    MAUNDY_THURSDAY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    { name: "Battle of Puebla", kind: "fixed", month: 5, day: 5, from: 1992, to: 2000 },
    { name: "State of the Union address", kind: "fixed", month: 9, day: 1, from: 1995, to: 1999 },
    { name: "Independence Day", kind: "fixed", month: 9, day: 16 },
    { name: "Columbus Day", kind: "fixed", month: 10, day: 12, from: 1992, to: 1993 },
    { name: "All Souls' Day", kind: "fixed", month: 11, day: 2, from: 1992, to: 2000 },
    { name: "All Souls' Day", kind: "fixed", month: 11, day: 2, from: 2006 },
    { name: "Revolution Day", kind: "fixed", month: 11, day: 20, to: 2005 },
    { name: "Revolution Day", kind: "nth-weekday", month: 11, weekday: 1, nth: 3, from: 2006 },
    { name: "Bank Employees' Day", kind: "fixed", month: 12, day: 12 },
    CHRISTMAS_DAY,
    { name: "New Year's Eve", kind: "fixed", month: 12, day: 31, from: 1991, to: 1993 },
  ],
  closures: {
    "1994-03-24": "Day after the murder of Luis Donaldo Colosio",
    "1994-11-01": "State of the Union address",
    "1994-12-01": "Inauguration of the president",
    "1994-12-26": "Christmas Day, on a Sunday that year",
    "1995-01-02": "New Year's Day, on a Sunday that year",
    "1999-12-31": "Eve of the year 2000",
    "2000-12-01": "Inauguration of the president",
    "2006-12-01": "Inauguration of the president",
    "2010-09-17": "Bicentenary of independence",
    "2024-10-01": { name: "Inauguration of the president", source: "CNBV, list of closed days for 2024 (Diario Oficial)" },
  },
  interruptions: {
    "2020-03-12": [{ name: "Market-wide halt at a fall of 7%", start: "08:05", end: "08:21", source: "Política al Día 2020-03-12" }],
  },
};
