/** New Zealand Exchange (NZX), Main Board, continuous trading without the closing auction of 17:00. Hours and days: https://www.nzx.com/investing/nzx-trading-hours; holidays: Holidays Act 2003, Te Kāhui o Matariki Public Holiday Act 2022. History: docs/sources/xnze.md. Checked 2026-11-21. */
import { EASTER_MONDAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XNZE: CalendarDefinition = {
  name: "XNZE",
  title: "New Zealand Exchange",
  mic: "XNZE",
  aliases: ["NZX"],
  timeZone: "Pacific/Auckland",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2013-07-11" },
  hours: [
    { segments: [["10:00", "16:45"]] },
    { from: "2001-11-28", segments: [["09:00", "16:00"]], source: "NZSE by Mondo Visione 2001-11-28, which speaks of an earlier extension without a date" },
    { from: "2003-06-30", segments: [["10:00", "16:45"]], source: "NZX by Mondo Visione 2003-06-30: 10:00 to 17:00, the closing auction included" },
  ],
  holidays: [
    { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday-or-tuesday" },
    { name: "Day after New Year's Day", kind: "fixed", month: 1, day: 2, observance: "next-monday-or-tuesday" },
    { name: "Waitangi Day", kind: "fixed", month: 2, day: 6, to: 2013 },
    { name: "Waitangi Day", kind: "fixed", month: 2, day: 6, observance: "next-monday", from: 2014 },
    GOOD_FRIDAY,
    EASTER_MONDAY,
    { name: "Anzac Day", kind: "fixed", month: 4, day: 25, to: 2013 },
    { name: "Anzac Day", kind: "fixed", month: 4, day: 25, observance: "next-monday", from: 2014 },
    { name: "King's Birthday (until 2022 Queen's Birthday)", kind: "nth-weekday", month: 6, weekday: 1, nth: 1 },
    { name: "Matariki", kind: "dates", dates: ["2022-06-24", "2023-07-14", "2024-06-28", "2025-06-20", "2026-07-10", "2027-06-25"] },
    { name: "Labour Day", kind: "nth-weekday", month: 10, weekday: 1, nth: 4 },
    { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" },
    { name: "Boxing Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" },
  ],
  closures: {
    "1990-12-24": "Monday before Christmas",
    "1990-12-31": "Monday before New Year's Day",
    "1991-12-27": "Friday after Boxing Day",
    "1992-01-03": "Friday after the New Year holidays",
    "1999-12-31": "Eve of the year 2000",
    "2022-09-26": "Queen Elizabeth II Memorial Day",
  },
  earlyCloses: [
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 24, observance: [0, 0, 0, 0, 0, -1, -2], close: "12:45", from: 2011 },
    { name: "Last day of the year", kind: "fixed", month: 12, day: 31, observance: [0, 0, 0, 0, 0, -1, -2], close: "12:45", from: 2011 },
    { name: "Monday before a holiday", kind: "dates", dates: ["2001-12-24", "2001-12-31"], close: "12:30", source: "NZSE by Mondo Visione 2001-11-28" },
  ],
  specialHours: {
    "2020-08-25": { name: "Cyber attack ended the day", segments: [["10:00", "15:57"]], source: "NZX and Spark in TVNZ 2020-08-25; AFP by UrduPoint 2020-08-27" },
    "2020-08-27": { name: "Cyber attack ended the day", segments: [["10:00", "11:10"]], source: "BusinessDesk and AFP 2020-08-27" },
  },
  interruptions: {
    "2020-08-26": [{ name: "Cyber attack", start: "11:24", end: "15:00", source: "NZX memo 358738 of 2020-08-26" }],
  },
};
