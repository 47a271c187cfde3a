/** From the Stock Exchange of Thailand, the Bank of Thailand, Thai press and bars of the index; see docs/sources/xbkk.md. */
import { XBKK } from "../../src/calendars/xbkk.js";
import { testFacts } from "./facts.js";

testFacts(XBKK, {
  closed: [
    ["2026-01-01", "New Year's Day"],
    ["2026-01-02", "bridge day"],
    ["2026-03-03", "Makha Bucha Day"],
    ["2026-04-06", "Chakri Memorial Day"],
    ["2026-04-13", "Songkran"],
    ["2026-04-15", "Songkran, third day"],
    ["2026-05-01", "Labour Day"],
    ["2026-05-04", "Coronation Day"],
    ["2026-06-01", "Visakha Bucha Day on a Sunday"],
    ["2026-06-03", "Queen Suthida's Birthday"],
    ["2026-07-28", "King Vajiralongkorn's Birthday"],
    ["2026-07-29", "Asarnha Bucha Day"],
    ["2026-10-13", "memorial day of King Bhumibol"],
    ["2026-12-07", "King Bhumibol's Birthday on a Saturday"],
    ["2026-12-31", "New Year's Eve"],
    ["2024-01-01", "New Year's Day"],
    ["2023-12-29", "New Year's Eve, moved before the weekend"],
    ["2017-01-03", "New Year, second day in place"],
    ["2024-04-16", "Songkran, in place of its days on a weekend"],
    ["2020-07-27", "Songkran of 2020, put off"],
    ["2020-09-04", "Songkran of 2020, put off"],
    ["2020-09-07", "Songkran of 2020, put off"],
    ["2021-10-22", "Chulalongkorn Day, moved before the weekend"],
    ["2017-10-26", "cremation of King Bhumibol"],
    ["2010-05-20", "unrest in Bangkok"],
    ["2006-09-20", "after the coup"],
    ["2016-05-05", "Coronation Day of King Bhumibol, the last"],
  ],
  open: [
    ["2020-04-13", "Songkran was put off"],
    ["2020-04-15", "Songkran was put off"],
    ["2021-10-25", "the day in place of Chulalongkorn Day was moved to the 22nd"],
    ["2023-01-03", "one day in place of two"],
    ["2024-01-02", "given up for 29 December"],
    ["2017-05-05", "Coronation Day was abolished in April 2017"],
    ["2022-11-16", "government holiday for APEC, but markets were open"],
    ["2003-12-31", "New Year's Eve of 2003"],
  ],
  hours: [
    ["2026-06-02", "10:00", "16:30", "a regular day"],
    ["2024-03-22", "10:00", "16:30", "last day with the afternoon from half past two"],
    ["2025-03-28", "10:00", "12:30", "earthquake, no afternoon"],
  ],
  breaks: [
    ["2024-03-22", "12:30", "14:30", "last day with the long break"],
    ["2024-03-25", "12:30", "14:00", "first day with the afternoon from two"],
  ],
  instants: [
    ["2026-03-27", "2026-03-27T03:00:00.000Z", "no summer time in Bangkok"],
    ["2026-07-01", "2026-07-01T03:00:00.000Z", "no summer time in Bangkok"],
  ],
});
