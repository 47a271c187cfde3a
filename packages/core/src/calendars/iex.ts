/** Investors Exchange (IEX). Hours: IEX Trading Alerts 2013-001 and 2015-015 (iextrading.com/trading/alerts); days: those of all US equity exchanges. History: docs/sources/iex.md. Checked 2026-11-21. */
import { US_EQUITY_CLOSURES, US_EQUITY_HOLIDAYS } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const IEX: CalendarDefinition = {
  name: "IEX",
  title: "Investors Exchange",
  mic: "IEXG",
  aliases: ["IEXG", "Investors_Exchange"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "2013-10-25", to: "2027-12-31" },
  hours: [{ segments: [["09:30", "16:00"]], source: "IEX Trading Alert 2013-001" }],
  phases: [
    { name: "pre", from: "2015-08-21", start: "08:00", end: "open" },
    { name: "post", from: "2015-08-21", start: "close", end: "17:00" },
  ],
  holidays: US_EQUITY_HOLIDAYS,
  closures: US_EQUITY_CLOSURES,
  earlyCloses: [
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 3, 4], close: "13:00" },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "13:00" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, close: "13:00" },
  ],
  interruptions: {
    "2020-03-09": [{ name: "Market-wide circuit breaker, level 1", start: "09:35", end: "09:49", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-12": [{ name: "Market-wide circuit breaker, level 1", start: "09:36", end: "09:50", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-16": [{ name: "Market-wide circuit breaker, level 1", start: "09:31", end: "09:45", source: "MWCB Working Group 2021-03-31" }],
    "2020-03-18": [{ name: "Market-wide circuit breaker, level 1", start: "12:57", end: "13:11", source: "MWCB Working Group 2021-03-31" }],
  },
};
