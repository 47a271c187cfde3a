/** From the Holidays Act, the Matariki Act, notices of NZX and NZSE, and the press named in docs/sources/xnze.md. */
import { XNZE } from "../../src/calendars/xnze.js";
import { testFacts } from "./facts.js";

testFacts(XNZE, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-01-02", "day after New Year's Day"],
    ["2022-01-04", "day after New Year's Day on a Sunday"],
    ["2024-02-06", "Waitangi Day"],
    ["2021-02-08", "Waitangi Day on a Saturday"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-04-25", "Anzac Day"],
    ["2015-04-27", "Anzac Day on a Saturday, the first made good"],
    ["2024-06-03", "King's Birthday"],
    ["2022-06-24", "Matariki, the first"],
    ["2024-06-28", "Matariki"],
    ["2024-10-28", "Labour Day"],
    ["2021-12-27", "Christmas Day on a Saturday"],
    ["2021-12-28", "Boxing Day on a Sunday"],
    ["2022-09-26", "Queen Elizabeth II Memorial Day"],
    ["1999-12-31", "eve of the year 2000"],
  ],
  open: [
    ["2010-02-08", "Waitangi Day on a Saturday, not yet made good"],
    ["2010-04-26", "Anzac Day on a Sunday, not yet made good"],
    ["2001-12-24", "the board resolved to open between the weekend and Christmas"],
  ],
  hours: [
    ["2024-06-04", "10:00", "16:45", "a regular day"],
    ["2003-06-27", "09:00", "16:00", "last day of the old hours"],
    ["2003-06-30", "10:00", "16:45", "first day of the new hours"],
    ["2001-12-24", "09:00", "12:30", "day before Christmas"],
    ["2024-12-24", "10:00", "12:45", "last day before Christmas"],
    ["2023-12-29", "10:00", "12:45", "last day of the year, New Year's Eve being a Sunday"],
    ["2020-08-25", "10:00", "15:57", "cyber attack"],
    ["2020-08-26", "10:00", "16:45", "cyber attack, trading again from 15:00"],
    ["2020-08-27", "10:00", "11:10", "cyber attack"],
  ],
  instants: [
    ["2024-04-05", "2024-04-04T21:00:00.000Z", "last Friday of summer time"],
    ["2024-04-08", "2024-04-07T22:00:00.000Z", "Monday after"],
    ["2024-09-27", "2024-09-26T22:00:00.000Z", "last Friday of winter time"],
    ["2024-09-30", "2024-09-29T21:00:00.000Z", "Monday after"],
  ],
});
