/** Singapore Exchange, securities market. Hours: https://www.sgx.com/securities/trading and Practice Note 8.2.1 (https://rulebook.sgx.com/rulebook/82-trading-hours); holidays: https://www.mom.gov.sg/employment-practices/public-holidays. History: docs/sources/xses.md. Checked 2026-11-21. */
import {
  SG_CHINESE_NEW_YEAR, SG_DEEPAVALI, SG_HARI_RAYA_HAJI, SG_HARI_RAYA_PUASA, SG_VESAK_DAY,
} from "../calendar/holidays/singapore.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XSES: CalendarDefinition = {
  name: "XSES",
  title: "Singapore Exchange",
  mic: "XSES",
  aliases: ["SGX"],
  timeZone: "Asia/Singapore",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2010-10-19" },
  hours: [
    { segments: [["09:00", "12:30"], ["14:00", "17:00"]], breakName: "lunch break", source: "Bloomberg in ft.lk 2011-01-24; Straits Times 2017-07-18" },
    { from: "2011-08-01", segments: [["09:00", "17:00"]], source: "The TRADE 2011-08-01, on the first day without a break" },
    { from: "2017-11-13", segments: [["09:00", "12:00"], ["13:00", "17:00"]], breakName: "mid-day break", source: "Straits Times 2017-07-18 and 2017-11-13" },
  ],
  holidays: [
    { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "sunday-to-monday" },
    SG_CHINESE_NEW_YEAR,
    GOOD_FRIDAY,
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, observance: "sunday-to-monday" },
    SG_VESAK_DAY,
    { name: "National Day", kind: "fixed", month: 8, day: 9, observance: "sunday-to-monday" },
    SG_HARI_RAYA_PUASA,
    SG_HARI_RAYA_HAJI,
    SG_DEEPAVALI,
    { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "sunday-to-monday" },
  ],
  closures: {
    "1991-12-24": "Day before Christmas, reason not found",
    "1991-12-31": "Last day of the year, reason not found",
    "1997-01-02": "General election",
    "1999-12-31": "Eve of the year 2000",
    "2015-08-07": "Jubilee of fifty years",
    "2015-09-11": "General election",
    "2020-07-10": "General election",
    "2023-09-01": "Presidential election",
  },
  earlyCloses: [
    { name: "Christmas Eve, half day", kind: "fixed", month: 12, day: 24, close: "12:30", from: 2009, to: 2016 },
    { name: "Christmas Eve, half day", kind: "fixed", month: 12, day: 24, close: "12:00", from: 2017 },
    { name: "New Year's Eve, half day", kind: "fixed", month: 12, day: 31, close: "12:30", from: 2009, to: 2016 },
    { name: "New Year's Eve, half day", kind: "fixed", month: 12, day: 31, close: "12:00", from: 2017 },
    { name: "Eve of Chinese New Year, half day", kind: "dates", dates: ["2011-02-02", "2014-01-30", "2015-02-18", "2017-01-27"], close: "12:30" },
    {
      name: "Eve of Chinese New Year, half day",
      kind: "dates",
      dates: [
        "2018-02-15", "2019-02-04", "2020-01-24", "2021-02-11", "2022-01-31", "2024-02-09", "2025-01-28", "2026-02-16", "2027-02-05",
      ],
      close: "12:00",
    },
  ],
  phases: [
    { name: "opening-auction", from: "2017-11-13", start: "08:30", end: "open" },
    { name: "closing-auction", from: "2017-11-13", start: "close", end: "17:06", earlyCloseEnd: "12:06" },
    { name: "trading-at-last", from: "2019-06-03", start: "17:06", end: "17:16", earlyCloseStart: "12:06", earlyCloseEnd: "12:16" },
  ],
};
