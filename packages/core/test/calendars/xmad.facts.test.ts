/** From EFE on the calendars of Sociedad de Bolsas and the values of the IBEX 35; see docs/sources/xmad.md. */
import { XMAD } from "../../src/calendars/xmad.js";
import { testFacts } from "./facts.js";

testFacts(XMAD, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-04-18", "Good Friday"],
    ["2025-04-21", "Easter Monday"],
    ["2025-05-01", "Labour Day"],
    ["2025-12-25", "Christmas Day"],
    ["2025-12-26", "Boxing Day"],
    ["2009-12-24", "Christmas Eve until 2010"],
    ["2009-12-31", "New Year's Eve until 2010"],
    ["2021-12-24", "Christmas Eve of 2021, a full holiday"],
    ["2004-12-06", "Constitution Day, the last kept"],
    ["2006-01-06", "Epiphany, the last kept"],
    ["1997-03-27", "Maundy Thursday"],
    ["1997-05-15", "Saint Isidore, patron of Madrid"],
    ["1992-03-19", "only Barcelona traded"],
  ],
  open: [
    ["2009-10-12", "National Day"],
    ["2009-01-06", "Epiphany, traded for the first time"],
    ["2010-04-01", "Maundy Thursday"],
    ["1997-03-31", "Easter Monday before the common calendar of 1998"],
    ["1999-08-16", "15 August on a Sunday is not made good"],
    ["1997-12-26", "day after Christmas"],
  ],
  hours: [
    ["2009-10-12", "09:00", "17:30", "a regular day"],
    ["2012-12-24", "09:00", "14:00", "Christmas Eve, a half day since 2012"],
    ["2013-12-31", "09:00", "14:00", "New Year's Eve"],
    ["2025-12-24", "09:00", "14:00", "Christmas Eve"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "last day of winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "first day of summer time"],
  ],
});
