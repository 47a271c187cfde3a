/** Christian feasts and civil days that many venues keep; fixed or counted from Easter, without any national substitute day. */
import type { Holiday } from "../types.js";

export const NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1 };

export const EPIPHANY: Holiday = { name: "Epiphany", kind: "fixed", month: 1, day: 6 };

export const MAUNDY_THURSDAY: Holiday = { name: "Maundy Thursday", kind: "easter", days: -3 };

export const GOOD_FRIDAY: Holiday = { name: "Good Friday", kind: "easter", days: -2 };

export const EASTER_MONDAY: Holiday = { name: "Easter Monday", kind: "easter", days: 1 };

export const LABOUR_DAY: Holiday = { name: "Labour Day", kind: "fixed", month: 5, day: 1 };

export const ASCENSION_DAY: Holiday = { name: "Ascension Day", kind: "easter", days: 39 };

export const WHIT_MONDAY: Holiday = { name: "Whit Monday", kind: "easter", days: 50 };

export const CORPUS_CHRISTI: Holiday = { name: "Corpus Christi", kind: "easter", days: 60 };

export const ASSUMPTION_DAY: Holiday = { name: "Assumption Day", kind: "fixed", month: 8, day: 15 };

export const ALL_SAINTS_DAY: Holiday = { name: "All Saints' Day", kind: "fixed", month: 11, day: 1 };

export const IMMACULATE_CONCEPTION: Holiday = { name: "Immaculate Conception", kind: "fixed", month: 12, day: 8 };

export const CHRISTMAS_EVE: Holiday = { name: "Christmas Eve", kind: "fixed", month: 12, day: 24 };

export const CHRISTMAS_DAY: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25 };

export const BOXING_DAY: Holiday = { name: "Boxing Day", kind: "fixed", month: 12, day: 26 };

export const NEW_YEARS_EVE: Holiday = { name: "New Year's Eve", kind: "fixed", month: 12, day: 31 };

export const ORTHODOX_GOOD_FRIDAY: Holiday = { name: "Orthodox Good Friday", kind: "easter", days: -2, orthodox: true };

export const ORTHODOX_EASTER_MONDAY: Holiday = { name: "Orthodox Easter Monday", kind: "easter", days: 1, orthodox: true };

export const CLEAN_MONDAY: Holiday = { name: "Clean Monday", kind: "easter", days: -48, orthodox: true };

export const ORTHODOX_WHIT_MONDAY: Holiday = { name: "Orthodox Whit Monday", kind: "easter", days: 50, orthodox: true };
