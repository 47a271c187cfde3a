/** Oslo Børs (Euronext Oslo), shares, continuous trading. Hours and days: https://www.oslobors.no/Oslo-Boers/Om-Oslo-Boers/AApningstider and https://www.euronext.com/en/trade/trading-hours-holidays. History: docs/sources/xosl.md. Checked 2026-11-21. */
import {
  ASCENSION_DAY, BOXING_DAY, CHRISTMAS_DAY, CHRISTMAS_EVE, EASTER_MONDAY, GOOD_FRIDAY, LABOUR_DAY, MAUNDY_THURSDAY, NEW_YEARS_DAY,
  NEW_YEARS_EVE, WHIT_MONDAY,
} from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

/** "OSE" is Oslo, as in both peers; Osaka has the same letters elsewhere. */
export const XOSL: CalendarDefinition = {
  name: "XOSL",
  title: "Oslo Børs (Euronext Oslo)",
  mic: "XOSL",
  aliases: ["OSE", "EURONEXT_OSLO", "OSLO_BORS"],
  timeZone: "Europe/Oslo",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2008-09-01" },
  hours: [
    { segments: [["09:00", "16:20"]] },
    { from: "2008-09-01", segments: [["09:00", "17:20"]], source: "Markets Media 2012-07-02, Reuters 2012-06-29" },
    { from: "2012-08-06", segments: [["09:00", "16:20"]], source: "Reuters 2012-06-29, The TRADE" },
  ],
  holidays: [
    NEW_YEARS_DAY, MAUNDY_THURSDAY, GOOD_FRIDAY, EASTER_MONDAY, LABOUR_DAY,
    { name: "Constitution Day", kind: "fixed", month: 5, day: 17 },
    ASCENSION_DAY, WHIT_MONDAY, CHRISTMAS_EVE, CHRISTMAS_DAY, BOXING_DAY, NEW_YEARS_EVE,
  ],
  earlyCloses: [{ name: "Wednesday before Easter", kind: "easter", days: -4, close: "13:00", from: 2011 }],
  phases: [
    { name: "opening-auction", from: "2013-07-22", start: "08:15", end: "09:00" },
    { name: "closing-auction", from: "2012-08-06", start: "16:20", end: "16:30", earlyCloseStart: "13:00", earlyCloseEnd: "13:05" },
    { name: "closing-auction", from: "2017-04-12", start: "16:20", end: "16:25", earlyCloseStart: "13:00", earlyCloseEnd: "13:05" },
    { name: "trading-at-last", from: "2024-01-02", start: "16:25", end: "16:30", earlyCloseStart: "13:05", earlyCloseEnd: "13:05" },
  ],
};
