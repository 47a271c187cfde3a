/**
 * CME trade dates: the business days of CME Clearing, by which expiries are counted, with the hours of the electronic day that ends on each. Source:
 * pandas_market_calendars' CME_TradeDate · docs/sources/cme.md · checked 2026-11-20
 */
import {
  US_CHRISTMAS, US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MARTIN_LUTHER_KING_DAY, US_MEMORIAL_DAY, US_NEW_YEARS_DAY,
  US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import { GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const CME_TRADE_DATE: CalendarDefinition = {
  name: "CME_TRADE_DATE",
  title: "CME trade dates (business days for expiries)",
  aliases: ["CME_TradeDate"],
  timeZone: "America/Chicago",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["17:00-1d", "16:00"]] }],
  holidays: [
    US_NEW_YEARS_DAY, US_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY, GOOD_FRIDAY, US_MEMORIAL_DAY, US_JUNETEENTH, US_INDEPENDENCE_DAY, US_LABOR_DAY,
    US_THANKSGIVING, US_CHRISTMAS,
  ],
  closures: {
    "1994-04-27": "Day of mourning for President Nixon",
    "2004-06-11": "Day of mourning for President Reagan",
    "2007-01-02": "Day of mourning for President Ford",
    "2018-12-05": "Day of mourning for President G. H. W. Bush",
    "2025-01-09": "Day of mourning for President Carter",
  },
};
