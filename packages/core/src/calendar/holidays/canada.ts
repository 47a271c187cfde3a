/** Holidays of Ontario and of Canada as the Toronto market keeps them. Checked 2026-11-20. */
import type { Holiday } from "../types.js";

export const CA_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday" };

/** Third Monday of February, in Ontario since 2008. */
export const CA_FAMILY_DAY: Holiday = { name: "Family Day", kind: "nth-weekday", month: 2, weekday: 1, nth: 3, from: 2008 };

/** The last Monday before 25 May. */
export const CA_VICTORIA_DAY: Holiday = { name: "Victoria Day", kind: "weekday-near", month: 5, day: 24, weekday: 1, side: "on-or-before" };

export const CA_CANADA_DAY: Holiday = { name: "Canada Day", kind: "fixed", month: 7, day: 1, observance: "next-monday" };

export const CA_CIVIC_HOLIDAY: Holiday = { name: "Civic Holiday", kind: "nth-weekday", month: 8, weekday: 1, nth: 1 };

export const CA_LABOUR_DAY: Holiday = { name: "Labour Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 1 };

export const CA_THANKSGIVING: Holiday = { name: "Thanksgiving", kind: "nth-weekday", month: 10, weekday: 1, nth: 2 };

/** On a Saturday the Monday after, on a Sunday the Tuesday (the Monday is Boxing Day). */
export const CA_CHRISTMAS_DAY: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" };

export const CA_BOXING_DAY: Holiday = { name: "Boxing Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" };
