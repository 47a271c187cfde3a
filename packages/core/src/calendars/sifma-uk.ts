/** US dollar bonds in London, by the recommendations of SIFMA: https://www.sifma.org/resources/guides-playbooks/holiday-schedule. Bank holidays of England and the US holidays; no venue. History: docs/sources/sifma.md. Checked 2026-11-21. */
import { BOND_COLUMBUS_DAY, BOND_MARTIN_LUTHER_KING_DAY, BOND_VETERANS_DAY } from "../calendar/holidays/sifma.js";
import { UK_BOXING_DAY, UK_CHRISTMAS_DAY, UK_EARLY_MAY, UK_NEW_YEARS_DAY, UK_SUMMER } from "../calendar/holidays/uk.js";
import {
  US_CHRISTMAS, US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MEMORIAL_DAY, US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import { EASTER_MONDAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const SIFMA_UK: CalendarDefinition = {
  name: "SIFMA_UK",
  title: "US dollar bonds in London, SIFMA recommendations",
  aliases: ["SIFMAUK", "Capital_Markets_UK", "Financial_Markets_UK", "Bond_Markets_UK"],
  timeZone: "Europe/London",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["08:00", "17:00"]] }],
  // The spring bank holiday is Memorial Day, but for the years in which it was moved (below).
  holidays: [
    UK_NEW_YEARS_DAY, BOND_MARTIN_LUTHER_KING_DAY, US_PRESIDENTS_DAY, GOOD_FRIDAY, EASTER_MONDAY, UK_EARLY_MAY, US_MEMORIAL_DAY,
    US_JUNETEENTH, US_INDEPENDENCE_DAY, UK_SUMMER, US_LABOR_DAY, BOND_COLUMBUS_DAY, BOND_VETERANS_DAY, US_THANKSGIVING, UK_CHRISTMAS_DAY,
    UK_BOXING_DAY, US_CHRISTMAS,
  ],
  closures: {
    "1995-05-08": "VE Day, 50th anniversary (early May bank holiday moved)",
    "1999-12-31": "Millennium bank holiday",
    "2002-06-03": "Golden Jubilee",
    "2002-06-04": "Spring bank holiday moved to the Golden Jubilee",
    "2011-04-29": "Wedding of Prince William and Catherine Middleton",
    "2012-06-04": "Spring bank holiday moved to the Diamond Jubilee",
    "2012-06-05": "Diamond Jubilee",
    "2012-10-30": { name: "Hurricane Sandy in New York", source: "SIFMA release of 2012-10-29 (mondovisione.com)" },
    "2020-05-08": { name: "VE Day, 75th anniversary (early May bank holiday moved)", source: "SIFMA release of 2019-06-18" },
    "2022-06-02": "Spring bank holiday moved to the Platinum Jubilee",
    "2022-06-03": "Platinum Jubilee",
    "2022-09-19": { name: "State funeral of Queen Elizabeth II", source: "SIFMA release of 2022-09-14" },
    "2023-05-08": "Coronation of King Charles III",
  },
};
