/** Feasts that the Nordic venues share beyond those of western.ts. Checked 2026-11-21. */
import type { Holiday } from "../types.js";

/** Friday of 19 to 25 June, before Midsummer Day, which Sweden and Finland have kept on a Saturday since the 1950s. */
export const MIDSUMMER_EVE: Holiday = { name: "Midsummer Eve", kind: "weekday-near", month: 6, day: 19, weekday: 5, side: "on-or-after" };
