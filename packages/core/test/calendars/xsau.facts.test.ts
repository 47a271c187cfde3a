/** From announcements of the Saudi Exchange in the press named in docs/sources/xsau.md. */
import { XSAU } from "../../src/calendars/xsau.js";
import { testFacts } from "./facts.js";

testFacts(XSAU, {
  closed: [
    ["2022-02-22", "Founding Day, the first"],
    ["2022-09-22", "National Day on a Friday, kept on the Thursday"],
    ["2024-09-23", "National Day"],
    ["2023-06-25", "Sunday before Eid al-Adha"],
    ["2023-06-29", "Eid al-Adha"],
    ["2025-03-27", "Eid al-Fitr begins"],
    ["2025-04-02", "Eid al-Fitr ends"],
    ["2025-06-10", "Eid al-Adha ends"],
    ["2024-06-07", "a Friday"],
    ["2024-06-08", "a Saturday"],
  ],
  open: [
    ["2021-02-22", "a year before the first Founding Day"],
    ["2022-05-08", "highest close of the year"],
    ["2023-07-02", "first session after Eid al-Adha"],
    ["2023-09-24", "Sunday after a National Day on a Saturday"],
    ["2024-04-14", "first session after Eid al-Fitr"],
    ["2025-04-03", "first session after Eid al-Fitr"],
    ["2025-06-04", "last session before Eid al-Adha"],
    ["2025-06-11", "first session after Eid al-Adha"],
    ["2024-06-02", "a Sunday"],
  ],
  hours: [
    ["2024-06-03", "10:00", "15:00", "a regular day"],
    ["2025-03-10", "10:00", "15:00", "Ramadan changes nothing"],
  ],
  instants: [["2024-06-03", "2024-06-03T07:00:00.000Z", "three hours ahead of UTC, all year"]],
});
