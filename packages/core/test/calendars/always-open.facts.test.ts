import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { testFacts } from "./facts.js";

testFacts(ALWAYS_OPEN, {
  closed: [],
  open: [
    ["2024-12-25", "Christmas"],
    ["2024-06-01", "Saturday"],
    ["2024-02-29", "leap day"],
  ],
  hours: [["2024-06-03", "00:00", "00:00+1d", "a day of UTC"]],
  instants: [["2024-03-10", "2024-03-10T00:00:00.000Z", "no summer time"]],
});
