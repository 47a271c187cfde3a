/** From Bursa Malaysia's notices, Malaysian press and the index since 1995; see docs/sources/xkls.md. */
import { XKLS } from "../../src/calendars/xkls.js";
import { testFacts } from "./facts.js";

testFacts(XKLS, {
  closed: [
    ["2026-01-01", "New Year's Day"],
    ["2026-02-02", "Federal Territory Day on a Sunday"],
    ["2026-02-17", "Chinese New Year"],
    ["2026-03-23", "Hari Raya Puasa, second day on a Sunday"],
    ["2026-05-27", "Hari Raya Haji"],
    ["2026-06-01", "birthday of the King, and Wesak Day on a Sunday"],
    ["2026-06-17", "Awal Muharram"],
    ["2026-08-25", "Prophet's Birthday"],
    ["2026-08-31", "National Day"],
    ["2026-09-16", "Malaysia Day"],
    ["2026-11-09", "Deepavali on a Sunday"],
    ["2025-03-18", "Nuzul Al-Quran"],
    ["2022-01-18", "Thaipusam"],
    ["2022-12-26", "Christmas Day on a Sunday"],
    ["2022-05-16", "Wesak Day on a Sunday"],
    ["2022-11-18", "before the general election"],
    ["2022-11-28", "new government"],
    ["2021-12-03", "Malaysia Cup, for the Federal Territories"],
    ["2019-07-30", "installation of the King"],
    ["2017-09-04", "South-East Asian Games"],
    ["2008-07-03", "trading suspended"],
    ["2001-11-22", "funeral of the King"],
    ["2001-09-12", "attacks of 11 September"],
    ["1999-11-29", "general election"],
    ["1997-10-30", "Deepavali"],
  ],
  open: [
    ["2025-03-17", "day before Nuzul Al-Quran"],
    ["2009-09-16", "Malaysia Day is a holiday since 2010"],
    ["1997-04-17", "Hari Raya Haji was kept on the 18th"],
    ["2026-03-20", "Hari Raya fell on Saturday the 21st"],
  ],
  hours: [
    ["2026-06-02", "09:00", "17:00", "a regular day"],
    ["2026-02-16", "09:00", "12:30", "eve of Chinese New Year"],
    ["2024-04-09", "09:00", "12:30", "eve of Hari Raya Puasa"],
    ["2026-03-20", "09:00", "17:00", "normal hours, by the notice of 13 March"],
  ],
  breaks: [
    ["2026-06-02", "12:30", "14:30", "a regular day"],
    ["2011-07-15", "12:30", "14:30", "kept when Singapore gave its break up"],
    ["2026-02-16", "", "", "half day"],
  ],
  instants: [
    ["2026-03-27", "2026-03-27T01:00:00.000Z", "no summer time in Kuala Lumpur"],
    ["2026-07-01", "2026-07-01T01:00:00.000Z", "no summer time in Kuala Lumpur"],
  ],
});
