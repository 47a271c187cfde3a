/** Saudi Exchange (Tadawul), main market, continuous trading without the closing auction of 15:10. Hours and days: https://www.saudiexchange.sa (exchange holiday calendar). History: docs/sources/xsau.md. Checked 2026-11-21. */
import type { CalendarDefinition } from "../calendar/types.js";

export const XSAU: CalendarDefinition = {
  name: "XSAU",
  title: "Saudi Exchange",
  mic: "XSAU",
  aliases: ["TADAWUL"],
  timeZone: "Asia/Riyadh",
  weekdays: [7, 1, 2, 3, 4],
  coverage: { from: "2021-01-01", to: "2027-12-31" },
  hours: [{ segments: [["10:00", "15:00"]], source: "Tadawul notice of 2020-05-28; Argaam 2025-02-27" }],
  holidays: [
    { name: "Founding Day", kind: "fixed", month: 2, day: 22, from: 2022 },
    {
      name: "Eid al-Fitr",
      kind: "dates",
      dates: [
        "2021-05-13", "2021-05-16",
        "2022-04-28", "2022-05-01", "2022-05-02", "2022-05-03", "2022-05-04", "2022-05-05",
        "2023-04-18", "2023-04-19", "2023-04-20", "2023-04-23", "2023-04-24", "2023-04-25",
        "2024-04-07", "2024-04-08", "2024-04-09", "2024-04-10", "2024-04-11",
        "2025-03-27", "2025-03-30", "2025-03-31", "2025-04-01", "2025-04-02",
        "2026-03-17", "2026-03-18", "2026-03-19", "2026-03-22", "2026-03-23",
        "2027-03-07", "2027-03-08", "2027-03-09", "2027-03-10", "2027-03-11",
      ],
    },
    {
      name: "Eid al-Adha",
      kind: "dates",
      dates: [
        "2021-07-18", "2021-07-19", "2021-07-20", "2021-07-21", "2021-07-22",
        "2022-07-07", "2022-07-10", "2022-07-11", "2022-07-12",
        "2023-06-25", "2023-06-26", "2023-06-27", "2023-06-28", "2023-06-29",
        "2024-06-13", "2024-06-16", "2024-06-17", "2024-06-18", "2024-06-19", "2024-06-20", "2024-06-23",
        "2025-06-05", "2025-06-08", "2025-06-09", "2025-06-10",
        "2026-05-24", "2026-05-25", "2026-05-26", "2026-05-27", "2026-05-28",
        "2027-05-16", "2027-05-17", "2027-05-18", "2027-05-19", "2027-05-20",
      ],
    },
    { name: "National Day", kind: "fixed", month: 9, day: 23, observance: [0, 0, 0, 0, -1, 0, 0] },
  ],
  phases: [
    { name: "opening-auction", start: "09:30", end: "open" },
    { name: "closing-auction", start: "close", end: "15:10" },
    { name: "trading-at-last", start: "15:10", end: "15:20" },
  ],
};
