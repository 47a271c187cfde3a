/** From the exchange's calendar of 2008 (pse.cz), J&T Banka 2020, and the other sources named in docs/sources/xpra.md. */
import { XPRA } from "../../src/calendars/xpra.js";
import { testFacts } from "./facts.js";

testFacts(XPRA, {
  closed: [
    ["2008-03-24", "Easter Monday"],
    ["2008-05-01", "Labour Day"],
    ["2008-05-08", "Victory Day"],
    ["2008-10-28", "Independent Czechoslovak State Day"],
    ["2008-11-17", "Struggle for Freedom and Democracy Day"],
    ["2008-12-24", "Christmas Eve"],
    ["2008-12-31", "New Year's Eve, closed by the exchange"],
    ["2013-03-29", "Good Friday, the first one"],
    ["2023-07-05", "Saints Cyril and Methodius Day"],
    ["2023-07-06", "Jan Hus Day"],
    ["2023-09-28", "Czech Statehood Day"],
    ["2002-08-14", "floods"],
    ["2004-01-02", "closed by the exchange"],
    ["2005-01-03", "closed by the exchange"],
  ],
  open: [
    ["2008-03-21", "Good Friday, not yet a holiday"],
    ["2012-04-06", "Good Friday, the last with a session"],
    ["1999-09-28", "28 September, not yet a holiday"],
    ["2002-08-13", "day before the closure"],
  ],
  hours: [
    ["2013-06-03", "09:00", "16:20", "a regular day after Xetra came"],
    ["2020-11-27", "09:00", "16:20", "last day before trading at the closing price"],
    ["2020-11-30", "09:00", "16:10", "closing auction ten minutes earlier"],
  ],
  instants: [
    ["2025-03-28", "2025-03-28T08:00:00.000Z", "last Friday of winter time"],
    ["2025-03-31", "2025-03-31T07:00:00.000Z", "first Monday of summer time"],
  ],
});
