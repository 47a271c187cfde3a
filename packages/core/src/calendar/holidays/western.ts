/** Christian feasts that many venues keep; fixed or counted from Easter, without any national substitute day. */
import type { Holiday } from "../types.js";

export const GOOD_FRIDAY: Holiday = { name: "Good Friday", kind: "easter", days: -2 };

export const EASTER_MONDAY: Holiday = { name: "Easter Monday", kind: "easter", days: 1 };

export const CHRISTMAS_DAY: Holiday = { name: "Christmas Day", kind: "fixed", month: 12, day: 25 };

export const BOXING_DAY: Holiday = { name: "Boxing Day", kind: "fixed", month: 12, day: 26 };

export const NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1 };
