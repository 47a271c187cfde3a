/**
 * Federal holidays of the United States on which dollar bonds rest and the stock exchanges may not. SIFMA's recommendations, followed by
 * its lists for London and Tokyo too. No day is kept for one that falls on a Saturday. Checked 2026-11-21.
 */
import type { Holiday } from "../types.js";

/** A federal holiday since 1986; the stock exchanges followed in 1998. */
export const BOND_MARTIN_LUTHER_KING_DAY: Holiday = { name: "Martin Luther King Jr. Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 3, from: 1986 };

export const BOND_COLUMBUS_DAY: Holiday = { name: "Columbus Day", kind: "nth-weekday", month: 10, weekday: 1, nth: 2 };

export const BOND_VETERANS_DAY: Holiday = { name: "Veterans Day", kind: "fixed", month: 11, day: 11, observance: "sunday-to-monday" };
