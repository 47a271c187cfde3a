/** European Energy Exchange, derivatives. Hours: EEX Trading Conditions and https://old.pxe.cz (harmonogram); holidays: EEX Group trading calendar (https://www.eex.com). History: docs/sources/xeee.md. Checked 2026-11-21. */
import {
  BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, NEW_YEARS_DAY, NEW_YEARS_EVE,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XEEE: CalendarDefinition = {
  name: "XEEE",
  title: "European Energy Exchange",
  mic: "XEEE",
  aliases: ["EEX"],
  timeZone: "Europe/Berlin",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2017-12-08" },
  hours: [{ segments: [["08:00", "18:00"]] }],
  holidays: [NEW_YEARS_DAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE],
};
