/** From the exchange's lists of non-trading days (2014, 2021, 2022) and the press named in docs/sources/xbud.md. */
import { XBUD } from "../../src/calendars/xbud.js";
import { testFacts } from "./facts.js";

testFacts(XBUD, {
  closed: [
    ["2014-01-01", "New Year's Day"],
    ["2014-04-18", "Good Friday"],
    ["2014-04-21", "Easter Monday"],
    ["2014-05-01", "Labour Day"],
    ["2014-05-02", "bridge day"],
    ["2014-06-09", "Whit Monday"],
    ["2014-08-20", "St Stephen's Day"],
    ["2014-10-23", "1956 Revolution Day"],
    ["2014-10-24", "bridge day"],
    ["2014-12-24", "Christmas Eve"],
    ["2014-12-25", "Christmas Day"],
    ["2014-12-26", "second day of Christmas"],
    ["2014-12-31", "New Year's Eve"],
    ["2021-11-01", "All Saints' Day"],
    ["2022-03-14", "bridge day"],
    ["2022-03-15", "1848 Revolution Day"],
    ["2022-10-31", "bridge day"],
    ["2019-12-27", "bridge day"],
    ["2012-04-06", "Good Friday, the first one"],
  ],
  open: [
    ["2011-04-22", "Good Friday, the last with a session"],
    ["2022-03-16", "day after 1848 Revolution Day, a Wednesday"],
    ["1996-11-01", "All Saints' Day, not yet a holiday"],
  ],
  hours: [
    ["2010-11-30", "09:00", "16:30", "last day of the short hours"],
    ["2010-12-01", "09:00", "17:00", "half an hour longer"],
    ["2025-06-02", "09:00", "17:00", "a regular day"],
    ["2020-03-02", "10:30", "17:00", "failure of the trading system"],
  ],
  instants: [
    ["2025-03-28", "2025-03-28T08:00:00.000Z", "last Friday of winter time"],
    ["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"],
  ],
});
