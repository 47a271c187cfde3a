/** From the exchanges' notices (OMX 2004, ICEX 2007, OMX Nordic 2007 and 2009, Nasdaq 2018) and the press named in docs/sources/nasdaq-nordic.md. */
import { XCSE } from "../../src/calendars/xcse.js";
import { XHEL } from "../../src/calendars/xhel.js";
import { XICE } from "../../src/calendars/xice.js";
import { XSTO } from "../../src/calendars/xsto.js";
import { testFacts } from "./facts.js";

testFacts(XSTO, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-01-06", "Epiphany"],
    ["2025-04-18", "Good Friday"],
    ["2025-04-21", "Easter Monday"],
    ["2025-05-01", "Labour Day"],
    ["2025-05-29", "Ascension Day"],
    ["2025-06-06", "National Day"],
    ["2025-06-20", "Midsummer Eve"],
    ["2022-06-24", "Midsummer Eve, late"],
    ["2025-12-24", "Christmas Eve"],
    ["2025-12-25", "Christmas Day"],
    ["2025-12-26", "Boxing Day"],
    ["2025-12-31", "New Year's Eve"],
    ["2004-05-31", "Whit Monday, the last one"],
    ["2005-06-06", "National Day, the first one"],
  ],
  open: [
    ["2005-05-16", "Whit Monday, no longer a holiday"],
    ["2003-06-06", "6 June, not yet a holiday"],
    ["2025-05-30", "Friday after Ascension Day"],
    ["2025-12-30", "last session of the year"],
  ],
  hours: [
    ["2025-06-02", "09:00", "17:30", "a regular day"],
    ["2026-01-05", "09:00", "13:00", "Twelfth Night"],
    ["2007-04-05", "09:00", "13:00", "Maundy Thursday, in the notice of 2007-04-04"],
    ["2025-04-30", "09:00", "13:00", "Walpurgis Night"],
    ["2009-05-20", "09:00", "13:00", "day before Ascension Day, in the notice of 2009-05-20"],
    ["2025-10-31", "09:00", "13:00", "All Saints' Eve"],
    ["2009-06-05", "09:00", "17:30", "half a day for bonds only"],
    ["2001-10-15", "09:30", "17:30", "first day with the evening session until 22:00"],
    ["2004-09-24", "09:30", "17:30", "last day with the opening at half past nine"],
    ["2004-09-27", "09:00", "17:30", "same hours as Helsinki"],
    ["2018-04-18", "14:10", "17:30", "fire alarm in the data centre"],
  ],
  instants: [
    ["2025-03-28", "2025-03-28T08:00:00.000Z", "last Friday of winter time"],
    ["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"],
  ],
});

testFacts(XHEL, {
  closed: [
    ["2025-01-06", "Epiphany"],
    ["2025-04-18", "Good Friday"],
    ["2025-05-01", "May Day"],
    ["2009-05-21", "Ascension Day, in the notice of 2009-05-20"],
    ["1992-05-28", "Ascension Day, back on Thursday"],
    ["2025-06-20", "Midsummer Eve"],
    ["2024-12-06", "Independence Day"],
    ["2025-12-24", "Christmas Eve"],
    ["2025-12-31", "New Year's Eve"],
  ],
  open: [
    ["2025-06-09", "Whit Monday"],
    ["2025-06-06", "a holiday in Sweden only"],
    ["1991-05-09", "Ascension Day was kept on a Saturday"],
  ],
  hours: [
    ["2025-06-02", "10:00", "18:30", "a regular day"],
    ["2007-04-05", "10:00", "18:30", "Maundy Thursday: no half day in Helsinki"],
    ["2018-04-18", "15:10", "18:30", "fire alarm in the data centre"],
  ],
  instants: [
    ["2025-10-24", "2025-10-24T07:00:00.000Z", "last Friday of summer time"],
    ["2025-10-27", "2025-10-27T08:00:00.000Z", "first Monday of winter time"],
  ],
});

testFacts(XCSE, {
  closed: [
    ["2007-04-05", "Maundy Thursday, in the notice of 2007-04-04"],
    ["2025-04-18", "Good Friday"],
    ["2023-05-05", "General Prayer Day, the last one"],
    ["2009-05-21", "Ascension Day"],
    ["2009-05-22", "Friday after Ascension Day, in the notice of 2009-05-20"],
    ["2025-06-09", "Whit Monday"],
    ["2009-06-05", "Constitution Day, in the notice of 2009-06-04"],
    ["2025-12-24", "Christmas Eve"],
    ["2025-12-31", "New Year's Eve"],
  ],
  open: [
    ["2024-04-26", "General Prayer Day, abolished"],
    ["2008-05-02", "Friday after Ascension Day, not yet free"],
    ["2025-05-01", "1 May"],
  ],
  hours: [
    ["2025-06-02", "09:00", "17:00", "a regular day"],
    ["2018-04-18", "14:10", "17:00", "fire alarm in the data centre"],
  ],
  instants: [["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"]],
});

testFacts(XICE, {
  closed: [
    ["2025-04-17", "Maundy Thursday"],
    ["2025-04-24", "First Day of Summer"],
    ["2025-05-01", "Labour Day"],
    ["2025-05-29", "Ascension Day"],
    ["2025-06-09", "Whit Monday"],
    ["2025-06-17", "National Day"],
    ["2025-08-04", "Commerce Day"],
    ["2024-12-31", "New Year's Eve"],
    ["2008-10-09", "collapse of the banks"],
    ["2008-10-10", "collapse of the banks"],
    ["2008-10-13", "collapse of the banks"],
  ],
  open: [
    ["2008-10-08", "last session before the suspension"],
    ["2008-10-14", "trading resumed"],
    ["2009-06-05", "a holiday in Denmark only"],
  ],
  hours: [
    ["2025-01-15", "09:30", "15:30", "a regular day in winter"],
    ["2025-07-15", "09:30", "15:30", "a regular day in summer: no daylight saving in Iceland"],
    ["2007-03-23", "10:00", "16:00", "last day of the old hours"],
    ["2007-03-26", "10:00", "15:30", "first day of the summer hours"],
    ["2007-10-26", "10:00", "15:30", "last day of the summer hours"],
    ["2007-10-29", "10:00", "16:30", "first day of the winter hours"],
    ["2008-03-31", "10:00", "15:30", "summer hours again"],
    ["2010-02-05", "10:00", "16:30", "last day of the winter hours"],
    ["2010-02-08", "09:30", "15:30", "INET"],
    ["2018-04-18", "12:50", "15:30", "fire alarm in the data centre"],
  ],
});
