/** From the exchange's announcements, daily values of XU100 and the press named in docs/sources/xist.md. */
import { XIST } from "../../src/calendars/xist.js";
import { testFacts } from "./facts.js";

testFacts(XIST, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-04-23", "National Sovereignty and Children's Day"],
    ["2024-05-01", "Labour Day"],
    ["2023-05-19", "Youth and Sports Day"],
    ["2024-07-15", "Democracy and National Unity Day"],
    ["2024-08-30", "Victory Day"],
    ["2024-10-29", "Republic Day"],
    ["2024-04-10", "Ramadan Feast"],
    ["2024-06-17", "Feast of Sacrifice, its second day"],
    ["2026-05-27", "Feast of Sacrifice"],
    ["2023-02-08", "earthquakes, trades cancelled"],
    ["2023-02-14", "earthquakes, the last day"],
    ["1999-08-17", "earthquake of İzmit"],
    ["1999-08-25", "the last day of it"],
    ["2001-09-12", "after the attacks of September 11"],
    ["2003-11-21", "bomb attacks in Istanbul"],
    ["2004-12-31", "change to the new lira"],
    ["1997-04-21", "Feast of Sacrifice, fourth day"],
  ],
  open: [
    ["1997-04-17", "eve of the Feast of Sacrifice"],
    ["1999-08-26", "reopened after the earthquake"],
    ["2023-02-15", "reopened after the earthquakes"],
    ["2008-05-01", "Labour Day, no holiday before 2009"],
    ["2016-07-15", "no holiday yet"],
  ],
  hours: [
    ["2024-06-03", "10:00", "18:00", "a regular day"],
    ["2009-10-16", "09:30", "17:00", "last day to five o'clock"],
    ["2009-10-19", "09:30", "17:30", "first day to half past"],
    ["2015-11-30", "09:35", "17:30", "one session"],
    ["2016-11-11", "09:35", "17:30", "before the hours moved"],
    ["2016-11-14", "10:00", "18:00", "hours moved, as clocks stay on summer time"],
    ["2024-10-28", "10:00", "12:30", "eve of Republic Day"],
    ["2018-08-20", "10:00", "12:30", "eve of the Feast of Sacrifice"],
    ["2021-05-12", "10:00", "12:30", "eve of the Ramadan Feast"],
    ["2014-10-28", "09:30", "12:30", "eve of Republic Day, first session only"],
  ],
  breaks: [
    ["2009-10-19", "12:30", "14:00", "between two sessions"],
    ["2015-11-30", "12:30", "13:30", "midday single price"],
    ["2016-03-28", "13:00", "14:00", "midday single price, later"],
    ["2019-10-03", "13:00", "14:00", "the last one"],
    ["2019-10-04", "", "", "continuous since then"],
  ],
  instants: [
    ["2016-03-25", "2016-03-25T07:35:00.000Z", "winter time"],
    ["2016-03-28", "2016-03-28T06:35:00.000Z", "summer time, kept since"],
    ["2024-01-03", "2024-01-03T07:00:00.000Z", "UTC+3 in winter"],
  ],
});
