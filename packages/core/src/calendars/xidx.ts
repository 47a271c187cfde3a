/** Indonesia Stock Exchange (Jakarta Stock Exchange until 2007). Hours and days: https://www.idx.co.id (Trading Hours; Kalender Libur Bursa), Rule II-A. History: docs/sources/xidx.md. Checked 2026-11-21. */
import {
  ID_CHINESE_NEW_YEAR, ID_EID_AL_ADHA, ID_EID_AL_FITR, ID_ELECTION_DAYS, ID_ISLAMIC_NEW_YEAR, ID_ISRA_MIRAJ, ID_JOINT_LEAVE, ID_NYEPI,
  ID_PROPHETS_BIRTHDAY, ID_WAISAK,
} from "../calendar/holidays/indonesia.js";
import { CHRISTMAS_DAY, GOOD_FRIDAY, NEW_YEARS_DAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XIDX: CalendarDefinition = {
  name: "XIDX",
  title: "Indonesia Stock Exchange",
  mic: "XIDX",
  aliases: ["JKT", "IDX", "JSX"],
  timeZone: "Asia/Jakarta",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-06-04", to: "2026-12-31", hoursFrom: "2012-11-02" },
  hours: [
    {
      segments: [["09:30", "12:00"], ["13:30", "16:00"]],
      byWeekday: { 5: [["09:30", "11:30"], ["14:00", "16:00"]] },
      breakName: "midday break",
      source: "IDX, presentation of the changes of 2013; Okezone 2012-11-02",
    },
    {
      from: "2013-01-02",
      segments: [["09:00", "12:00"], ["13:30", "15:50"]],
      byWeekday: { 5: [["09:00", "11:30"], ["14:00", "15:50"]] },
      breakName: "midday break",
      source: "IDX, presentation of the changes of 2013; Okezone 2012-11-02",
    },
    { from: "2020-03-30", segments: [["09:00", "11:30"], ["13:30", "14:50"]], breakName: "midday break", source: "Reuters 2020-03-25; Kontan 2023-03-30" },
    {
      from: "2023-04-03",
      segments: [["09:00", "12:00"], ["13:30", "15:50"]],
      byWeekday: { 5: [["09:00", "11:30"], ["14:00", "15:50"]] },
      breakName: "midday break",
      source: "Kontan 2023-03-30",
    },
  ],
  holidays: [
    NEW_YEARS_DAY, ID_CHINESE_NEW_YEAR, ID_NYEPI, GOOD_FRIDAY,
    { name: "Labour Day", kind: "fixed", month: 5, day: 1, from: 2014 },
    { name: "Ascension Day", kind: "easter", days: 39, except: [2003], source: "2003: kept on 30 May (exchange_calendars XIDX)" },
    ID_WAISAK,
    { name: "Pancasila Day", kind: "fixed", month: 6, day: 1, from: 2017 },
    { name: "Independence Day", kind: "fixed", month: 8, day: 17 },
    ID_EID_AL_FITR, ID_EID_AL_ADHA, ID_ISLAMIC_NEW_YEAR, ID_PROPHETS_BIRTHDAY, ID_ISRA_MIRAJ, ID_ELECTION_DAYS,
    CHRISTMAS_DAY,
    { name: "Year-end closing day", kind: "fixed", month: 12, day: 31 },
    ID_JOINT_LEAVE,
    {
      name: "End of the fiscal year of the state",
      kind: "dates",
      dates: [
        "1994-03-31", "1995-03-31", "1996-03-29", "1997-03-31", "1998-03-31", "1999-03-31", "2000-03-31",
      ],
    },
    {
      name: "Exchange holiday at Christmas or the turn of the year",
      kind: "dates",
      dates: [
        "1990-12-24", "1991-01-02", "1991-12-26", "1991-12-27", "1991-12-30", "1994-12-29", "1995-12-29", "1996-12-30",
        "1997-12-26", "1999-12-24", "2000-01-03", "2001-12-24",
      ],
    },
  ],
  closures: {
    "1994-11-14": "APEC summit in Jakarta and Bogor",
    "1994-11-15": "APEC summit in Jakarta and Bogor",
    "2000-09-14": "Bomb in the exchange on 13 September",
    "2000-09-15": "Bomb in the exchange on 13 September",
    "2008-10-09": "Trading suspended after the fall of 8 October",
    "2008-10-10": "Trading suspended after the fall of 8 October",
  },
  phases: [
    { name: "opening-auction", from: "2013-01-02", start: "08:45", end: "open" },
    { name: "closing-auction", from: "2013-01-02", start: "close", end: "16:00" },
    { name: "closing-auction", from: "2020-03-30", start: "close", end: "15:00" },
    { name: "closing-auction", from: "2023-04-03", start: "close", end: "16:00" },
    { name: "trading-at-last", from: "2013-01-02", start: "16:05", end: "16:15" },
    { name: "trading-at-last", from: "2020-03-30", start: "15:01", end: "15:15" },
    { name: "trading-at-last", from: "2023-04-03", start: "16:01", end: "16:15" },
  ],
};
