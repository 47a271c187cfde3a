/** Bursa Malaysia, securities market (Kuala Lumpur). Hours and days: https://www.bursamalaysia.com (Trading Sessions; Market Holidays). History: docs/sources/xkls.md. Checked 2026-11-21. */
import {
  MY_AWAL_MUHARRAM, MY_CHINESE_NEW_YEAR, MY_DEEPAVALI, MY_HARI_RAYA_HAJI, MY_HARI_RAYA_PUASA, MY_NUZUL_AL_QURAN, MY_PROPHETS_BIRTHDAY,
  MY_THAIPUSAM, MY_WESAK_DAY,
} from "../calendar/holidays/malaysia.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XKLS: CalendarDefinition = {
  name: "XKLS",
  title: "Bursa Malaysia",
  mic: "XKLS",
  aliases: ["MYX", "KLSE", "BURSA_MALAYSIA"],
  timeZone: "Asia/Kuala_Lumpur",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1995-01-01", to: "2026-12-31", hoursFrom: "2009-07-27" },
  hours: [
    { segments: [["09:00", "12:30"], ["14:30", "17:00"]], breakName: "lunch break", source: "Bursa Malaysia, Trading Sessions; release of 2009-07-27; The Star 2020-04-01" },
  ],
  holidays: [
    { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "sunday-to-monday" },
    MY_THAIPUSAM,
    { name: "Federal Territory Day", kind: "fixed", month: 2, day: 1, observance: "sunday-to-monday" },
    MY_CHINESE_NEW_YEAR,
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, observance: "sunday-to-monday" },
    MY_WESAK_DAY,
    {
      name: "Birthday of the Yang di-Pertuan Agong",
      kind: "dates",
      dates: [
        "2018-09-10", "2019-09-09", "2020-06-08", "2021-06-07", "2022-06-06", "2023-06-05", "2024-06-03", "2025-06-02",
        "2026-06-01",
      ],
    },
    MY_NUZUL_AL_QURAN, MY_HARI_RAYA_PUASA, MY_HARI_RAYA_HAJI, MY_AWAL_MUHARRAM, MY_PROPHETS_BIRTHDAY,
    { name: "National Day", kind: "fixed", month: 8, day: 31, observance: "sunday-to-monday" },
    { name: "Malaysia Day", kind: "fixed", month: 9, day: 16, observance: "sunday-to-monday", from: 2010 },
    MY_DEEPAVALI,
    { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "sunday-to-monday" },
  ],
  closures: {
    "1995-04-25": "General election",
    "1998-09-28": "Closed, reason not found",
    "1999-11-29": "General election",
    "1999-12-31": "Change to the year 2000",
    "2001-09-12": "Attacks of 11 September",
    "2001-11-22": "Funeral of the Yang di-Pertuan Agong, Sultan Salahuddin",
    "2002-04-25": "Installation of the Yang di-Pertuan Agong",
    "2006-02-02": "Federal Territory Day, in place of the day it met",
    "2007-04-26": "Installation of the Yang di-Pertuan Agong",
    "2008-07-03": "Trading suspended",
    "2010-12-31": "Holiday for the football cup of South-East Asia",
    "2012-04-11": "Installation of the Yang di-Pertuan Agong",
    "2017-04-24": "Installation of the Yang di-Pertuan Agong",
    "2017-09-04": "Holiday for the South-East Asian Games",
    "2018-05-09": "General election",
    "2018-05-10": "Holiday after the general election",
    "2018-05-11": "Holiday after the general election",
    "2019-07-30": "Installation of the Yang di-Pertuan Agong",
    "2021-12-03": "Holiday of the Federal Territories for the Malaysia Cup",
    "2022-11-18": "Holiday before the general election",
    "2022-11-28": "Holiday for the new government",
  },
  earlyCloses: [
    {
      name: "Eve of Chinese New Year, morning only",
      kind: "dates",
      dates: [
        "2005-02-08", "2008-02-06", "2011-02-02", "2014-01-30", "2015-02-18", "2017-01-27", "2018-02-15", "2019-02-04",
        "2020-01-24", "2021-02-11", "2022-01-31", "2024-02-09", "2025-01-28", "2026-02-16",
      ],
      close: "12:30",
    },
    {
      name: "Eve of Hari Raya Puasa, morning only",
      kind: "dates",
      dates: [
        "2000-12-26", "2002-12-04", "2005-11-02", "2007-10-12", "2008-09-30", "2010-09-09", "2011-08-29", "2013-08-07",
        "2015-07-16", "2016-07-05", "2018-06-14", "2019-06-04", "2021-05-12", "2024-04-09",
      ],
      close: "12:30",
    },
  ],
  phases: [
    { name: "opening-auction", from: "2024-01-01", start: "08:30", end: "open" },
    { name: "closing-auction", from: "2024-01-01", start: "16:45", end: "16:50" },
    { name: "trading-at-last", from: "2024-01-01", start: "16:50", end: "close" },
  ],
};
