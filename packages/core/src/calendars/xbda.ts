/** Bermuda Stock Exchange. Days: https://www.bsx.com; holidays: Public Holidays Act 1947 as amended, https://www.bermudalaws.bm. History: docs/sources/xbda.md. Checked 2026-11-21. */
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XBDA: CalendarDefinition = {
  name: "XBDA",
  title: "Bermuda Stock Exchange",
  mic: "XBDA",
  aliases: ["BSX"],
  timeZone: "Atlantic/Bermuda",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2025-08-13" },
  hours: [{ segments: [["09:00", "16:30"]] }],
  holidays: [
    { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday" },
    GOOD_FRIDAY,
    { name: "Bermuda Day", kind: "fixed", month: 5, day: 24, observance: "next-monday", to: 2017 },
    { name: "Bermuda Day", kind: "nth-weekday", month: 5, weekday: 5, nth: -1, from: 2018, to: 2018 },
    { name: "Bermuda Day", kind: "fixed", month: 5, day: 24, from: 2019, to: 2019, source: "Proclamation BR 149/2018" },
    { name: "Bermuda Day", kind: "nth-weekday", month: 5, weekday: 5, nth: -1, from: 2020, to: 2020 },
    { name: "Bermuda Day", kind: "relative", of: { kind: "nth-weekday", month: 5, weekday: 1, nth: -1 }, days: -3, from: 2021 },
    { name: "Queen's Birthday", kind: "nth-weekday", month: 6, weekday: 1, nth: 3, to: 1999 },
    { name: "Queen's Birthday", kind: "relative", of: { kind: "nth-weekday", month: 6, weekday: 6, nth: 2 }, days: 2, from: 2000, to: 2008 },
    { name: "National Heroes Day", kind: "nth-weekday", month: 10, weekday: 1, nth: 2, from: 2008, to: 2008 },
    { name: "National Heroes Day", kind: "nth-weekday", month: 6, weekday: 1, nth: 3, from: 2009 },
    { name: "Cup Match Day", kind: "relative", of: { kind: "nth-weekday", month: 8, weekday: 1, nth: 1 }, days: -4, to: 1999 },
    { name: "Emancipation Day", kind: "relative", of: { kind: "nth-weekday", month: 8, weekday: 1, nth: 1 }, days: -4, from: 2000 },
    { name: "Somers Day", kind: "relative", of: { kind: "nth-weekday", month: 8, weekday: 1, nth: 1 }, days: -3, to: 2019 },
    { name: "Mary Prince Day", kind: "relative", of: { kind: "nth-weekday", month: 8, weekday: 1, nth: 1 }, days: -3, from: 2020 },
    { name: "Labour Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1 },
    { name: "Remembrance Day", kind: "fixed", month: 11, day: 11, observance: "next-monday" },
    { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" },
    { name: "Boxing Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" },
  ],
  closures: {
    "2007-06-05": { name: "Public holiday by proclamation", source: "Proclamation of 2007, bermudalaws.bm" },
    "2014-10-17": { name: "Hurricane Gonzalo", source: "BSX by Mondo Visione 2014-10-16" },
    "2019-11-04": "170th anniversary of the arrival of the Portuguese",
    "2021-10-18": "Flora Duffy Day",
    "2022-09-19": "State funeral of Queen Elizabeth II",
    "2023-05-08": "Coronation of King Charles III",
  },
  earlyCloses: [
    { name: "Last day before Christmas", kind: "fixed", month: 12, day: 24, observance: [0, 0, 0, 0, 0, -1, -2], close: "14:00" },
    { name: "Hurricane Gonzalo", kind: "dates", dates: ["2014-10-16"], close: "13:00", source: "BSX by Mondo Visione 2014-10-16" },
  ],
};
