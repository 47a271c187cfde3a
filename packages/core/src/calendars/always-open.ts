/** Every day, from midnight to midnight UTC: spot crypto exchanges, and data that knows no closing. By definition. Checked 2026-11-20. */
import type { CalendarDefinition } from "../calendar/types.js";

export const ALWAYS_OPEN: CalendarDefinition = {
  name: "24/7",
  title: "Always open, in days of UTC",
  aliases: ["ALWAYS_OPEN"],
  timeZone: "UTC",
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  coverage: { from: "1970-01-01", to: "2099-12-31" },
  hours: [{ segments: [["00:00", "24:00"]] }],
};
