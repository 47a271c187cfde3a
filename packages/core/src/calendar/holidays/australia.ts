/** Holidays of New South Wales as the Sydney market keeps them. Checked 2026-11-20. */
import type { Holiday } from "../types.js";

export const AU_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday" };

/** On the day itself, or the Monday after a weekend, since all states agreed on it in 1994. */
export const AU_AUSTRALIA_DAY: Holiday = { name: "Australia Day", kind: "fixed", month: 1, day: 26, observance: "next-monday", from: 1994 };

/** Monday on or after 26 January until 1992; in 1993 the states differed and the market stayed open. */
export const AU_AUSTRALIA_DAY_MONDAY: Holiday = { name: "Australia Day", kind: "weekday-near", month: 1, day: 26, weekday: 1, side: "on-or-after", to: 1992 };

/** Not replaced when on a weekend. */
export const AU_ANZAC_DAY: Holiday = { name: "Anzac Day", kind: "fixed", month: 4, day: 25 };

/** Second Monday of June. */
export const AU_SOVEREIGNS_BIRTHDAY: Holiday = { name: "King's Birthday (until 2022 Queen's Birthday)", kind: "nth-weekday", month: 6, weekday: 1, nth: 2 };

export const AU_CHRISTMAS_DAY: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" };

export const AU_BOXING_DAY: Holiday = { name: "Boxing Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" };
