/** Toronto Stock Exchange. Hours and days: https://www.tsx.com/trading/calendars-and-trading-hours. History: docs/sources/xtse.md. Checked 2026-11-20. */
import {
  CA_BOXING_DAY, CA_CANADA_DAY, CA_CHRISTMAS_DAY, CA_CIVIC_HOLIDAY, CA_FAMILY_DAY, CA_LABOUR_DAY, CA_NEW_YEARS_DAY, CA_THANKSGIVING,
  CA_VICTORIA_DAY,
} from "../calendar/holidays/canada.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** Named "TSX" by most; "TSE" is Tokyo (XTKS). */
export const XTSE: CalendarDefinition = {
  name: "XTSE",
  title: "Toronto Stock Exchange and TSX Venture Exchange",
  mic: "XTSE",
  aliases: ["TSX", "TSXV", "XTSX"],
  timeZone: "America/Toronto",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["09:30", "16:00"]] }],
  holidays: [
    CA_NEW_YEARS_DAY, CA_FAMILY_DAY, GOOD_FRIDAY, CA_VICTORIA_DAY, CA_CANADA_DAY, CA_CIVIC_HOLIDAY, CA_LABOUR_DAY, CA_THANKSGIVING,
    CA_CHRISTMAS_DAY, CA_BOXING_DAY,
  ],
  closures: { "2001-09-12": "Terrorist attacks of September 11" },
  earlyCloses: [{ name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "13:00", from: 2010 }],
  specialHours: {
    "2001-09-11": { name: "Terrorist attacks of September 11", segments: [["09:30", "10:40"]], source: "Globe and Mail 2001-09-12 and 2001-09-13" },
    "2008-12-17": { name: "Failure of the data feeds ended the day", segments: [["09:30", "09:48"]], source: "CBC News 2008-12-19" },
    "2018-04-27": { name: "Hardware failure ended the day", segments: [["09:30", "13:39"]], source: "TMX Markets update of 2018-04-27 by Mondo Visione" },
  },
};
