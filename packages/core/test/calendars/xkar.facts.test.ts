/** From notices of PSX in the press named in docs/sources/xkar.md. */
import { XKAR } from "../../src/calendars/xkar.js";
import { testFacts } from "./facts.js";

testFacts(XKAR, {
  closed: [
    ["2024-02-05", "Kashmir Day"],
    ["2024-02-08", "general election"],
    ["2022-03-23", "Pakistan Day"],
    ["2024-04-05", "Juma-tul-Wida"],
    ["2024-04-10", "Eid-ul-Fitr"],
    ["2024-05-01", "Labour Day"],
    ["2024-05-28", "Youm-e-Takbeer, the first"],
    ["2024-06-17", "Eid-ul-Azha"],
    ["2024-07-16", "Ashura"],
    ["2024-08-14", "Independence Day"],
    ["2024-09-17", "Eid Milad-un-Nabi"],
    ["2022-11-09", "Iqbal Day, again a holiday"],
    ["2025-12-25", "birthday of Quaid-e-Azam"],
    ["2007-12-28", "assassination of Benazir Bhutto"],
    ["2025-06-06", "Friday before Eid-ul-Azha"],
    ["2026-06-25", "Ashura"],
    ["2026-06-26", "Ashura"],
  ],
  open: [
    ["2025-09-05", "the moon put Eid Milad-un-Nabi on the Saturday"],
    ["2018-11-09", "Iqbal Day, not a holiday in these years"],
    ["2026-06-24", "day before Ashura"],
  ],
  hours: [
    ["2024-06-03", "09:32", "15:30", "a regular Monday"],
    ["2024-06-07", "09:17", "16:30", "a regular Friday"],
    ["2021-04-15", "10:17", "14:00", "Ramadan"],
    ["2021-04-16", "10:17", "13:00", "Friday in Ramadan"],
    ["2021-05-05", "09:17", "12:30", "Ramadan, shortened in the pandemic"],
    ["2021-05-17", "09:32", "15:30", "standard hours again"],
    ["2024-03-11", "09:32", "15:30", "day before Ramadan"],
    ["2024-03-12", "09:17", "13:30", "Ramadan"],
    ["2024-03-15", "09:17", "12:30", "Friday in Ramadan"],
    ["2024-04-15", "09:32", "15:30", "first session after Ramadan"],
    ["2026-02-19", "09:17", "13:30", "Ramadan"],
  ],
  breaks: [
    ["2025-09-05", "12:00", "14:32", "Friday prayer"],
    ["2025-09-04", "", "", "a Thursday"],
    ["2024-03-15", "", "", "a Friday in Ramadan"],
  ],
  instants: [["2024-06-03", "2024-06-03T04:32:00.000Z", "five hours ahead of UTC, all year"]],
});
