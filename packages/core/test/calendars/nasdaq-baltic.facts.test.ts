/** From nasdaqbaltic.com, The Baltic Times, the Latvian laws on holidays and the sources named in docs/sources/nasdaq-baltic.md. */
import { XLIT } from "../../src/calendars/xlit.js";
import { XRIS } from "../../src/calendars/xris.js";
import { XTAL } from "../../src/calendars/xtal.js";
import { testFacts } from "./facts.js";

testFacts(XTAL, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-02-24", "Independence Day"],
    ["2025-04-18", "Good Friday"],
    ["2025-04-21", "Easter Monday"],
    ["2025-05-01", "Spring Day"],
    ["2025-06-23", "Victory Day"],
    ["2025-06-24", "St John's Day"],
    ["2025-08-20", "Restoration of Independence"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "Boxing Day"],
    ["2024-12-31", "New Year's Eve"],
  ],
  open: [
    ["1997-08-20", "20 August, not yet a holiday"],
    ["2025-11-18", "a holiday in Latvia only"],
  ],
  hours: [
    ["2025-06-02", "10:00", "16:00", "a regular day"],
    ["2009-01-30", "10:00", "14:00", "last day of the short hours"],
    ["2009-02-02", "10:00", "16:00", "first day of the long hours"],
    ["2018-04-18", "15:10", "16:00", "fire alarm in the data centre"],
    ["2019-11-01", "10:00", "12:00", "lost connections"],
  ],
  instants: [
    ["2025-03-28", "2025-03-28T08:00:00.000Z", "last Friday of winter time"],
    ["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"],
  ],
});

testFacts(XRIS, {
  closed: [
    ["2025-04-21", "Easter Monday"],
    ["2026-05-04", "Restoration of Independence"],
    ["2019-05-06", "Monday after Restoration of Independence on a Saturday: trading holiday in Nasdaq's calendar of that week"],
    ["2025-06-23", "Midsummer Eve"],
    ["2025-06-24", "Midsummer Day"],
    ["2025-11-18", "Proclamation Day"],
    ["2023-11-20", "Monday after Proclamation Day on a Saturday"],
    ["2024-12-25", "Christmas Day"],
    ["2018-07-09", "Monday after the Song and Dance Festival"],
    ["2018-09-24", "visit of Pope Francis"],
    ["2023-05-05", "bridge day"],
    ["2023-07-10", "Monday after the Song and Dance Festival"],
    ["2024-12-23", "bridge day"],
    ["2024-12-30", "bridge day"],
    ["2025-05-02", "bridge day"],
    ["2025-11-17", "bridge day"],
    ["2026-01-02", "bridge day"],
    ["2026-06-22", "bridge day"],
  ],
  open: [
    ["2018-05-09", "no holiday"],
    ["2001-05-04", "4 May, not yet a holiday"],
    ["2006-11-20", "Monday after Proclamation Day on a Saturday, before the law of 2007"],
    ["2025-02-24", "a holiday in Estonia only"],
  ],
  hours: [
    ["2025-06-02", "10:00", "16:00", "a regular day"],
    ["2009-01-30", "10:00", "14:00", "last day of the short hours"],
    ["2009-02-02", "10:00", "16:00", "first day of the long hours"],
    ["2019-11-01", "10:00", "12:00", "lost connections"],
  ],
  instants: [["2025-10-27", "2025-10-27T08:00:00.000Z", "first Monday of winter time"]],
});

testFacts(XLIT, {
  closed: [
    ["2024-02-16", "Restoration of the State"],
    ["2025-03-11", "Restoration of Independence"],
    ["2025-04-18", "Good Friday"],
    ["2025-06-24", "St John's Day"],
    ["2026-07-06", "Statehood Day"],
    ["2025-08-15", "Assumption Day"],
    ["2019-11-01", "All Saints' Day"],
    ["2020-11-02", "All Souls' Day, the first one"],
    ["2025-12-24", "Christmas Eve"],
    ["2025-12-25", "Christmas Day"],
    ["2025-12-31", "New Year's Eve"],
    ["2005-12-27", "day off for Christmas Day on a Sunday"],
    ["2006-01-02", "day off for New Year's Day on a Sunday"],
  ],
  open: [
    ["2018-11-02", "All Souls' Day, not yet a holiday"],
    ["2002-06-24", "St John's Day, not yet a holiday"],
    ["2025-06-23", "a holiday in Estonia and Latvia only"],
  ],
  hours: [
    ["2025-06-02", "10:00", "16:00", "a regular day"],
    ["2009-01-30", "10:00", "14:00", "last day of the short hours"],
    ["2009-02-02", "10:00", "16:00", "first day of the long hours"],
    ["2018-04-18", "15:10", "16:00", "fire alarm in the data centre"],
  ],
  instants: [["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"]],
});
