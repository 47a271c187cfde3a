/**
 * Holidays of the United States as its exchanges keep them, valid for every session from 1990 on (Good Friday is in `western.ts`).
 * NYSE Rule 7.2: a holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday after; New Year's Day on a Saturday is
 * not kept at all, since the Friday would end the accounting year. Checked 2026-11-20.
 */
import type { CalendarDefinition, Holiday } from "../types.js";
import { GOOD_FRIDAY } from "./western.js";

export const US_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "sunday-to-monday" };

/** Third Monday of January; the exchanges close on it since 1998 (a federal holiday since 1986). */
export const US_MARTIN_LUTHER_KING_DAY: Holiday = { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, from: 1998 };

/** Washington's Birthday by law. */
export const US_PRESIDENTS_DAY: Holiday = { name: "Presidents' Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3 };

export const US_MEMORIAL_DAY: Holiday = { name: "Memorial Day", kind: "nth-weekday", month: 5, weekday: 1, nth: -1 };

/** A federal holiday since June 2021, kept by the exchanges since 2022. */
export const US_JUNETEENTH: Holiday = { name: "Juneteenth", kind: "fixed", month: 6, day: 19, observance: "nearest-weekday", from: 2022 };

export const US_INDEPENDENCE_DAY: Holiday = { name: "Independence Day", kind: "fixed", month: 7, day: 4, observance: "nearest-weekday" };

export const US_LABOR_DAY: Holiday = { name: "Labor Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1 };

export const US_THANKSGIVING: Holiday = { name: "Thanksgiving Day", kind: "nth-weekday", month: 11, weekday: 4, nth: 4 };

export const US_CHRISTMAS: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "nearest-weekday" };

/** Full holidays of the equity exchanges (NYSE Rule 7.2), which the options and VIX futures keep too. */
export const US_EQUITY_HOLIDAYS: readonly Holiday[] = [
  US_NEW_YEARS_DAY, US_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY, GOOD_FRIDAY, US_MEMORIAL_DAY, US_JUNETEENTH, US_INDEPENDENCE_DAY,
  US_LABOR_DAY, US_THANKSGIVING, US_CHRISTMAS,
];

/** Days on which all of them stayed closed. Source: NYSE list of special closings 1885-2011, and the exchange's notices since. */
export const US_EQUITY_CLOSURES: NonNullable<CalendarDefinition["closures"]> = {
  "1994-04-27": "Funeral of President Nixon",
  "2001-09-11": "Terrorist attacks of September 11",
  "2001-09-12": "Terrorist attacks of September 11",
  "2001-09-13": "Terrorist attacks of September 11",
  "2001-09-14": "Terrorist attacks of September 11",
  "2004-06-11": "National day of mourning for President Reagan",
  "2007-01-02": "National day of mourning for President Ford",
  "2012-10-29": "Hurricane Sandy",
  "2012-10-30": "Hurricane Sandy",
  "2018-12-05": "National day of mourning for President George H. W. Bush",
  "2025-01-09": "National day of mourning for President Carter",
};
