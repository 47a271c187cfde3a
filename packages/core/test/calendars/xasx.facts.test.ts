/** From ASX trading calendars and notices and the press named in docs/sources/xasx.md. */
import { XASX } from "../../src/calendars/xasx.js";
import { testFacts } from "./facts.js";

testFacts(XASX, {
  closed: [
    ["2011-01-03", "New Year's Day on a Saturday"],
    ["2011-01-26", "Australia Day"],
    ["2011-04-22", "Good Friday"],
    ["2011-04-25", "Easter Monday and Anzac Day"],
    ["2011-04-26", "Easter Tuesday"],
    ["2011-06-13", "Queen's Birthday"],
    ["2011-12-26", "Boxing Day"],
    ["2011-12-27", "Christmas Day on a Sunday"],
    ["2024-06-10", "King's Birthday"],
    ["2010-04-26", "Anzac Day on a Sunday, kept on Monday that once"],
    ["2022-09-22", "mourning for Queen Elizabeth II"],
    ["2020-01-27", "Australia Day on a Sunday"],
    ["1990-01-29", "Australia Day, on a Monday until 1992"],
  ],
  open: [
    ["2021-04-26", "Anzac Day on a Sunday is not made good"],
    ["2026-04-27", "Anzac Day on a Saturday is not made good"],
    ["1990-01-26", "Australia Day was kept on the Monday after"],
    ["1993-01-26", "the states kept Australia Day on different days"],
    ["2011-08-01", "Bank Holiday in New South Wales"],
    ["2024-10-07", "Labour Day in New South Wales"],
    ["2024-11-05", "Melbourne Cup"],
  ],
  hours: [
    ["2024-06-03", "10:00", "16:00", "a regular day, without the closing auction of 16:10"],
    ["2025-12-24", "10:00", "14:10", "ASX notice on Christmas 2025"],
    ["2025-12-31", "10:00", "14:10", "ASX notice on Christmas 2025"],
    ["2022-12-23", "10:00", "16:00", "a full day, ASX notice of November 2022"],
    ["2022-12-30", "10:00", "16:00", "a full day, ASX notice of November 2022"],
    ["2012-12-24", "10:00", "14:10", "last day before Christmas"],
    ["2003-12-24", "10:00", "14:05", "trading calendar 2003"],
    ["2006-12-22", "10:00", "14:15", "trading calendar 2006"],
    ["2008-03-20", "10:00", "14:10", "Thursday before Easter, the last half day of its kind"],
    ["2009-04-09", "10:00", "16:00", "Thursday before Easter, a full day"],
    ["2016-09-19", "11:30", "13:42", "hardware failure"],
    ["2020-11-16", "10:00", "10:24", "software failure"],
  ],
  instants: [
    ["2024-04-05", "2024-04-04T23:00:00.000Z", "Friday before winter time"],
    ["2024-04-08", "2024-04-08T00:00:00.000Z", "Monday after"],
    ["2024-10-04", "2024-10-04T00:00:00.000Z", "Friday before summer time"],
    ["2024-10-07", "2024-10-06T23:00:00.000Z", "Monday after"],
    ["2006-03-27", "2006-03-26T23:00:00.000Z", "summer time a week longer for the Commonwealth Games"],
  ],
});
