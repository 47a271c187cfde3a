/** Spot foreign exchange: Sunday 17:00 to Friday 17:00 New York, five sessions each ending at 17:00. Custom of the market, no venue's rule: docs/sources/fx-week.md. Checked 2026-11-20. */
import type { CalendarDefinition } from "../calendar/types.js";

export const FX_WEEK: CalendarDefinition = {
  name: "FX_WEEK",
  title: "Spot foreign exchange, 17:00 to 17:00 New York",
  aliases: ["FOREX", "FX", "Forex"],
  timeZone: "America/New_York",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["17:00-1d", "17:00"]] }],
};
