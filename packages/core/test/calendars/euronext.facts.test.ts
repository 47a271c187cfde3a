/** From Euronext's releases, the daily values of the indices, and the press named in docs/sources/euronext.md. */
import { XAMS } from "../../src/calendars/xams.js";
import { XBRU } from "../../src/calendars/xbru.js";
import { XLIS } from "../../src/calendars/xlis.js";
import { XPAR } from "../../src/calendars/xpar.js";
import { testFacts } from "./facts.js";

testFacts(XPAR, {
  closed: [
    ["2019-01-01", "New Year's Day"],
    ["2019-04-19", "Good Friday"],
    ["2019-04-22", "Easter Monday"],
    ["2019-05-01", "Labour Day"],
    ["2019-12-25", "Christmas Day"],
    ["2019-12-26", "Boxing Day"],
    ["2027-03-26", "Good Friday of the last year known"],
    ["1998-05-08", "Victory Day"],
    ["1998-05-21", "Ascension Day"],
    ["2001-06-04", "Whit Monday, the last kept"],
    ["2000-07-14", "Bastille Day, the last kept"],
    ["1997-08-15", "Assumption Day"],
    ["1999-11-01", "All Saints' Day"],
    ["1998-11-11", "Armistice Day"],
    ["1997-11-10", "bridge day"],
    ["1995-01-02", "New Year's Day on a Sunday"],
    ["1999-12-31", "eve of the year 2000"],
  ],
  open: [
    ["2019-05-08", "Victory Day"],
    ["2019-05-30", "Ascension Day"],
    ["2019-06-10", "Whit Monday"],
    ["2021-07-14", "Bastille Day"],
    ["2019-08-15", "Assumption Day"],
    ["2019-11-01", "All Saints' Day"],
    ["2019-11-11", "Armistice Day"],
    ["1997-12-26", "day after Christmas, no holiday in France"],
    ["1996-12-31", "New Year's Eve before the euro"],
    ["2021-12-27", "no substitute for Christmas on a weekend"],
  ],
  hours: [
    ["2024-06-03", "09:00", "17:30", "a regular day"],
    ["2019-12-24", "09:00", "14:05", "Christmas Eve"],
    ["2019-12-31", "09:00", "14:05", "New Year's Eve"],
    ["2022-12-30", "09:00", "17:30", "New Year's Eve on a Saturday, no half day on Friday"],
    ["1999-09-17", "10:00", "17:00", "last day with the opening at ten"],
    ["1999-09-20", "09:00", "17:00", "European harmonisation"],
    ["2000-03-31", "09:00", "17:00", "last day with the close at five"],
    ["2000-04-03", "09:00", "17:30", "half an hour more"],
    ["2020-10-19", "09:00", "17:30", "the halt of the morning cuts no session"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time, after Easter"],
  ],
});

testFacts(XAMS, {
  closed: [
    ["2001-04-30", "Queen's Day, the last kept"],
    ["2000-06-01", "Ascension Day, the last kept"],
    ["1995-05-05", "Liberation Day, 50 years"],
    ["2002-05-01", "Labour Day, first in the common calendar"],
  ],
  open: [
    ["2001-05-01", "no holiday in the Netherlands"],
    ["2002-04-30", "Queen's Day in the common calendar"],
    ["2017-04-27", "King's Day"],
  ],
  hours: [
    ["2024-06-03", "09:00", "17:30", "a regular day"],
    ["2024-12-24", "09:00", "14:05", "Christmas Eve"],
  ],
  instants: [["2024-10-28", "2024-10-28T08:00:00.000Z", "Monday after the end of summer time"]],
});

testFacts(XBRU, {
  closed: [
    ["2000-07-21", "National Day, the last kept"],
    ["1999-11-11", "Armistice Day, the last kept"],
    ["1994-05-13", "Friday after Ascension Day"],
    ["1994-05-02", "Labour Day on a Sunday"],
  ],
  open: [
    ["2022-07-21", "National Day"],
    ["2000-11-01", "All Saints' Day"],
  ],
  hours: [
    ["2001-05-21", "09:00", "17:30", "Euronext market model"],
    ["2024-12-31", "09:00", "14:05", "New Year's Eve"],
  ],
});

testFacts(XLIS, {
  closed: [
    ["2002-02-12", "Carnival, the last kept"],
    ["2002-04-25", "Freedom Day, the last kept"],
    ["2001-06-13", "Saint Anthony's Day"],
    ["2002-12-24", "Christmas Eve, the last kept"],
    ["2024-12-26", "Boxing Day"],
  ],
  open: [
    ["2024-04-25", "Freedom Day"],
    ["2024-06-10", "Portugal Day"],
    ["2024-02-13", "Carnival"],
  ],
  hours: [
    ["2024-06-03", "08:00", "16:30", "a regular day, an hour behind Paris"],
    ["2024-12-24", "08:00", "13:05", "Christmas Eve"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "the same instant as Paris in winter"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "and in summer"],
  ],
});
