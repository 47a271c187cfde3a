/** From the trading calendars and circulars of the exchanges and the press named in docs/sources/germany.md. */
import { XDUS } from "../../src/calendars/xdus.js";
import { XETR } from "../../src/calendars/xetr.js";
import { XFRA } from "../../src/calendars/xfra.js";
import { XHAM } from "../../src/calendars/xham.js";
import { XSTU } from "../../src/calendars/xstu.js";
import { testFacts } from "./facts.js";

testFacts(XETR, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2024-05-01", "Labour Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "Boxing Day"],
    ["2024-12-31", "New Year's Eve"],
    ["1990-10-03", "the first Day of German Unity"],
    ["1990-11-21", "Day of Repentance and Prayer"],
    ["1994-11-16", "Day of Repentance and Prayer, the last one"],
    ["1995-05-25", "Ascension Day, before trading on holidays"],
    ["1996-05-27", "Whit Monday, before trading on holidays"],
    ["1998-06-11", "Corpus Christi, before trading on holidays"],
    ["2000-10-03", "Day of German Unity, tenth anniversary"],
    ["2007-05-28", "Whit Monday, with New York, London and Zurich closed"],
    ["2014-10-03", "Day of German Unity, given up as a trading day"],
    ["2015-05-25", "Whit Monday, given up as a trading day"],
    ["2017-10-31", "Reformation Day, 500 years"],
    ["2021-05-24", "Whit Monday, for the last time"],
  ],
  open: [
    ["2000-06-01", "Ascension Day, first year of trading on holidays"],
    ["2000-06-12", "Whit Monday"],
    ["2001-10-03", "Day of German Unity"],
    ["1997-05-29", "Corpus Christi, with a DAX"],
    ["1995-11-22", "Day of Repentance and Prayer, abolished outside Saxony"],
    ["2014-06-09", "Whit Monday, the last before 2015 with trading"],
    ["2022-06-06", "Whit Monday, open again"],
    ["2022-10-03", "Day of German Unity, open again"],
    ["2021-12-27", "no day in lieu of Christmas on a weekend"],
  ],
  hours: [
    ["1999-09-17", "08:30", "17:00", "last Friday with the old hours"],
    ["1999-09-20", "09:00", "17:30", "European harmonisation"],
    ["2000-06-01", "09:00", "17:30", "last day before the long hours"],
    ["2000-06-02", "09:00", "20:00", "long hours"],
    ["2003-10-31", "09:00", "20:00", "last day with the long hours"],
    ["2003-11-03", "09:00", "17:30", "back to half past five"],
    ["2000-12-29", "09:00", "14:00", "last trading day of the year"],
    ["2003-12-30", "09:00", "14:00", "last trading day of the year"],
    ["2012-12-28", "09:00", "14:00", "last trading day of the year, a Friday before a weekend"],
    ["2023-12-29", "09:00", "14:00", "last trading day of the year, 30 December being a Saturday"],
    ["2023-12-28", "09:00", "17:30", "the day before, a Thursday"],
    ["2024-12-23", "09:00", "17:30", "no half day before Christmas"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time, after Easter"],
    ["2024-10-25", "2024-10-25T07:00:00.000Z", "Friday before winter time"],
    ["2024-10-28", "2024-10-28T08:00:00.000Z", "Monday after"],
  ],
});

testFacts(XFRA, {
  closed: [
    ["2000-10-03", "Day of German Unity, tenth anniversary"],
    ["2020-06-01", "Whit Monday"],
    ["2026-12-24", "Christmas Eve"],
  ],
  open: [
    ["2022-05-26", "Ascension Day"],
    ["2025-10-03", "Day of German Unity"],
  ],
  hours: [
    ["1999-10-01", "08:30", "17:00", "floor, half an hour before Xetra"],
    ["2000-06-02", "09:00", "20:00", "long hours"],
    ["2003-11-03", "09:00", "20:00", "floor stays open when Xetra goes back to 17:30"],
    ["2011-05-31", "09:00", "20:00", "last day with the opening at nine"],
    ["2011-06-01", "08:00", "20:00", "specialists from eight"],
    ["2021-11-26", "08:00", "20:00", "last day until eight in the evening"],
    ["2021-11-29", "08:00", "22:00", "until ten in the evening"],
    ["2022-10-03", "08:00", "20:00", "Day of German Unity, shares until eight"],
    ["2022-06-16", "08:00", "20:00", "Corpus Christi, a holiday in Hesse, shares until eight"],
    ["2022-12-30", "08:00", "14:00", "last trading day of the year"],
  ],
});

testFacts(XDUS, {
  closed: [
    ["1997-10-03", "Day of German Unity"],
    ["2020-06-01", "Whit Monday, on which Düsseldorf and Quotrix were closed too"],
    ["2025-12-24", "Christmas Eve"],
  ],
  open: [
    ["2017-06-05", "Whit Monday, open in Düsseldorf alone"],
    ["2017-10-03", "Day of German Unity, open in Düsseldorf alone"],
    ["2017-10-31", "Reformation Day, open in Düsseldorf alone"],
    ["2025-03-03", "Rose Monday"],
  ],
  hours: [
    ["2003-11-03", "09:00", "20:00", "regional exchanges stay open when Xetra goes back to 17:30"],
    ["2017-11-22", "08:00", "20:00", "trading calendar 2017"],
    ["2017-12-29", "08:00", "14:00", "last trading day of 2017"],
    ["2025-01-06", "08:00", "22:00", "trading calendar 2025"],
    ["2025-05-29", "08:00", "20:00", "Ascension Day 2025"],
    ["2025-06-19", "08:00", "22:00", "Corpus Christi 2025, a holiday in Düsseldorf with full trading"],
    ["2025-12-30", "08:00", "14:00", "last trading day of 2025"],
  ],
});

testFacts(XHAM, {
  closed: [["2020-06-01", "Whit Monday"]],
  open: [["2022-06-06", "Whit Monday, open again"]],
  hours: [
    ["2000-06-01", "08:30", "17:00", "floor hours of all German exchanges"],
    ["2003-11-03", "09:00", "20:00", "Hamburg stays open when Xetra goes back to 17:30"],
    ["2020-12-30", "08:00", "14:00", "last trading day of the year"],
  ],
});

testFacts(XSTU, {
  closed: [
    ["2017-06-05", "Whit Monday 2017"],
    ["2017-10-03", "Day of German Unity 2017"],
    ["2017-10-31", "Reformation Day, 500 years"],
    ["2018-05-21", "Whit Monday 2018"],
    ["2020-06-01", "Whit Monday 2020"],
    ["2018-12-24", "Christmas Eve"],
  ],
  open: [
    ["2017-05-25", "Ascension Day"],
    ["2017-06-15", "Corpus Christi"],
    ["2017-11-01", "All Saints' Day"],
  ],
  hours: [
    ["2003-11-03", "09:00", "20:00", "Stuttgart stays open when Xetra goes back to 17:30"],
    ["2013-02-28", "09:00", "20:00", "last day from nine to eight"],
    ["2013-03-01", "08:00", "22:00", "from eight to ten in the evening"],
    ["2020-12-30", "08:00", "14:00", "last trading day of the year"],
    ["2026-11-20", "07:30", "22:00", "today's hours"],
  ],
});
