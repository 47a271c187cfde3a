/** Bank holidays of England and Wales as the London market keeps them. Law: Banking and Financial Dealings Act 1971. Checked 2026-11-20. */
import type { Holiday } from "../types.js";

/** On a weekend the next Monday stands for it. */
export const UK_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "next-monday" };

/** First Monday of May; moved to Friday or Monday 8 May for VE Day in 1995 and 2020. */
export const UK_EARLY_MAY: Holiday = { name: "Early May bank holiday", kind: "nth-weekday", month: 5, weekday: 1, nth: 1, except: [1995, 2020] };

/** Last Monday of May; moved into June for the jubilees of 2002, 2012 and 2022. */
export const UK_SPRING: Holiday = { name: "Spring bank holiday", kind: "nth-weekday", month: 5, weekday: 1, nth: -1, except: [2002, 2012, 2022] };

export const UK_SUMMER: Holiday = { name: "Summer bank holiday", kind: "nth-weekday", month: 8, weekday: 1, nth: -1 };

/** Christmas Day on a Saturday: Monday 27 December; on a Sunday: Tuesday 27 (the Monday is Boxing Day). */
export const UK_CHRISTMAS_DAY: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25, observance: "next-monday-or-tuesday" };

/** On a Saturday: Monday 28 December; on a Sunday: Tuesday 28. */
export const UK_BOXING_DAY: Holiday = { name: "Boxing Day", kind: "fixed", month: 12, day: 26, observance: "next-monday-or-tuesday" };
