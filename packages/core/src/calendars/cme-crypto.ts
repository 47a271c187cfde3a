/**
 * CME cryptocurrency futures on Globex (BTC, MBT, ETH …; bitcoin since 2017-12-17). Sources: CME's announcement of 2026-02-19, press on the start of
 * round-the-clock trading on 2026-05-29, CME's holiday schedules as QuantConnect Lean's market-hours database records them, pandas_market_calendars
 * · history and evidence: docs/sources/cme.md · checked 2026-11-20
 *
 * Since 2026-05-29 16:00 CT trading pauses only for maintenance on Saturday; what is traded on a weekend or a holiday carries the next business day's
 * date, so that a session begins where the one before it ended and holidays have none of their own.
 */
import { CME_CRYPTO_GOOD_FRIDAY } from "../calendar/holidays/cme.js";
import { US_CHRISTMAS, US_NEW_YEARS_DAY } from "../calendar/holidays/us.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_CRYPTO: CalendarDefinition = {
  name: "CME_CRYPTO",
  title: "CME Globex cryptocurrency futures",
  aliases: [
    "CME Globex Crypto", "CME_Globex_Crypto", "CME Globex Cryptocurrencies", "CME_Globex_Cryptocurrencies", "CMEGlobex_Crypto",
    "CMEGlobex_Cryptocurrencies",
  ],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2017-12-18" },
  hours: [
    { segments: [["17:00-1d", "16:00"]] },
    {
      from: "2026-06-01",
      segments: [["previous-close", "16:00"]],
      breakName: "maintenance",
      maintenance: [{ weekday: 6, start: "02:00", end: "04:00" }],
      source: "CME announcement of 2026-02-19; maintenance window: elwood.io 2026-07-02",
    },
  ],
  holidays: [
    US_NEW_YEARS_DAY,
    CME_CRYPTO_GOOD_FRIDAY,
    US_CHRISTMAS,
    // With trading around the clock, a holiday is part of the next business day's session.
    { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", from: "2026-06-01" },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", from: "2026-06-01" },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, from: "2026-06-01" },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, from: "2026-06-01" },
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, from: "2026-06-01" },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, from: "2026-06-01" },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, from: "2026-06-01" },
  ],
  earlyCloses: [
    { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, close: "12:00", from: 1998, to: 2021 },
    { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, close: "12:00", to: 2021 },
    { name: "Good Friday, employment report", kind: "dates", dates: ["2021-04-02"], close: "08:15" },
    { name: "Good Friday, employment report", kind: "dates", dates: ["2023-04-07", "2026-04-03"], close: "10:15" },
    { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, close: "12:00", to: 2021 },
    { name: "Day before Independence Day", kind: "fixed", month: 7, day: 3, onWeekdays: [1, 2, 3, 4], close: "12:15", to: 2021 },
    { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday", close: "12:00", to: 2021 },
    { name: "Independence Day", kind: "dates", dates: ["2025-07-04"], close: "12:00" },
    { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1, close: "12:00", to: 2021 },
    { name: "Thanksgiving", kind: "nth-weekday", month: 11, weekday: 4, nth: 4, close: "12:00", to: 2021 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:15", to: 2020 },
    { name: "Day after Thanksgiving", kind: "weekday-near", month: 11, day: 23, weekday: 5, side: "on-or-after", close: "12:45", from: 2021, to: 2024 },
    { name: "Day after Thanksgiving", kind: "dates", dates: ["2025-11-28"], close: "13:45" },
    { name: "Christmas Eve", kind: "fixed", month: 12, day: 24, onWeekdays: [1, 2, 3, 4], close: "12:15", from: 1993, to: 2023 },
    { name: "Christmas Eve", kind: "dates", dates: ["2024-12-24", "2025-12-24"], close: "12:45" },
  ],
};
