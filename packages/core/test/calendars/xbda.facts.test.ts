/** From the Public Holidays Act 1947 with its amendments and proclamations, and notices of BSX. */
import { XBDA } from "../../src/calendars/xbda.js";
import { testFacts } from "./facts.js";

testFacts(XBDA, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-04-18", "Good Friday"],
    ["2016-05-24", "Bermuda Day on 24 May"],
    ["2018-05-25", "Bermuda Day, last Friday of May"],
    ["2019-05-24", "Bermuda Day by proclamation"],
    ["2020-05-29", "Bermuda Day, last Friday of May"],
    ["2026-05-22", "Bermuda Day, Friday before the last Monday"],
    ["2008-06-16", "Queen's Birthday, the last"],
    ["2008-10-13", "National Heroes Day, the first"],
    ["2013-06-17", "National Heroes Day"],
    ["2023-06-19", "National Heroes Day"],
    ["2023-08-03", "Emancipation Day"],
    ["2023-08-04", "Mary Prince Day"],
    ["1995-08-04", "Somers Day"],
    ["2025-09-01", "Labour Day"],
    ["2023-11-13", "Remembrance Day on a Saturday"],
    ["2025-12-25", "Christmas Day"],
    ["2025-12-26", "Boxing Day"],
    ["2007-06-05", "by proclamation"],
    ["2014-10-17", "Hurricane Gonzalo"],
    ["2019-11-04", "170 years of the Portuguese"],
    ["2021-10-18", "Flora Duffy Day"],
    ["2022-09-19", "funeral of Queen Elizabeth II"],
    ["2023-05-08", "coronation of King Charles III"],
  ],
  open: [
    ["2007-01-05", "the proclamation was for 5 June"],
    ["2018-05-24", "Bermuda Day had moved to the Friday"],
    ["2025-12-31", "New Year's Eve, a full day"],
  ],
  hours: [
    ["2025-06-03", "09:00", "16:30", "a regular day"],
    ["2025-12-24", "09:00", "14:00", "Christmas Eve"],
    ["2023-12-22", "09:00", "14:00", "last day before Christmas, Christmas Eve being a Sunday"],
    ["2014-10-16", "09:00", "13:00", "before Hurricane Gonzalo"],
  ],
  instants: [
    ["2025-03-07", "2025-03-07T13:00:00.000Z", "last Friday of winter time"],
    ["2025-03-10", "2025-03-10T12:00:00.000Z", "Monday after"],
    ["2025-10-31", "2025-10-31T12:00:00.000Z", "last Friday of summer time"],
    ["2025-11-03", "2025-11-03T13:00:00.000Z", "Monday after"],
  ],
});
