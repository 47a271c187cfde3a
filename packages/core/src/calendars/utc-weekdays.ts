/** Monday to Friday, from midnight to midnight UTC: data that knows weekends and nothing else. By definition. Checked 2026-11-21. */
import type { CalendarDefinition } from "../calendar/types.js";

export const UTC_WEEKDAYS: CalendarDefinition = {
  name: "24/5",
  title: "Weekdays, in days of UTC",
  aliases: ["UTC_WEEKDAYS"],
  timeZone: "UTC",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1970-01-01", to: "2099-12-31" },
  hours: [{ segments: [["00:00", "24:00"]] }],
};
