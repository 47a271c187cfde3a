/** US dollar bonds in Tokyo, by the recommendations of SIFMA: https://www.sifma.org/resources/guides-playbooks/holiday-schedule. National holidays of Japan, most US and some UK holidays; no venue. History: docs/sources/sifma.md. Checked 2026-11-21. */
import {
  JP_AUTUMNAL_EQUINOX, JP_CHILDRENS_DAY, JP_COMING_OF_AGE_DAY, JP_COMING_OF_AGE_JANUARY_15, JP_CONSTITUTION_DAY, JP_CULTURE_DAY,
  JP_EMPERORS_BIRTHDAY, JP_EMPERORS_BIRTHDAY_AKIHITO, JP_GREENERY_DAY, JP_LABOR_THANKSGIVING_DAY, JP_MARINE_DAY, JP_MARINE_DAY_JULY_20,
  JP_MAY_6, JP_MAY_6_MONDAY, JP_MOUNTAIN_DAY, JP_NATIONAL_FOUNDATION_DAY, JP_OLYMPICS, JP_RESPECT_FOR_THE_AGED_DAY,
  JP_RESPECT_FOR_THE_AGED_SEPTEMBER_15, JP_SHOWA_DAY, JP_SILVER_WEEK, JP_SPORTS_DAY, JP_SPORTS_DAY_OCTOBER_10, JP_VERNAL_EQUINOX,
} from "../calendar/holidays/japan.js";
import { BOND_MARTIN_LUTHER_KING_DAY, BOND_VETERANS_DAY } from "../calendar/holidays/sifma.js";
import { UK_NEW_YEARS_DAY, UK_SUMMER } from "../calendar/holidays/uk.js";
import {
  US_INDEPENDENCE_DAY, US_JUNETEENTH, US_LABOR_DAY, US_MEMORIAL_DAY, US_PRESIDENTS_DAY, US_THANKSGIVING,
} from "../calendar/holidays/us.js";
import { CHRISTMAS_DAY, GOOD_FRIDAY } from "../calendar/holidays/western.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const SIFMA_JP: CalendarDefinition = {
  name: "SIFMA_JP",
  title: "US dollar bonds in Tokyo, SIFMA recommendations",
  aliases: ["SIFMAJP", "Capital_Markets_JP", "Financial_Markets_JP", "Bond_Markets_JP"],
  timeZone: "Asia/Tokyo",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [{ segments: [["08:30", "18:30"]] }],
  holidays: [
    UK_NEW_YEARS_DAY, JP_COMING_OF_AGE_JANUARY_15, JP_COMING_OF_AGE_DAY, BOND_MARTIN_LUTHER_KING_DAY, JP_NATIONAL_FOUNDATION_DAY,
    US_PRESIDENTS_DAY, JP_EMPERORS_BIRTHDAY, JP_VERNAL_EQUINOX, GOOD_FRIDAY,
    // Since 2026 only an early close.
    { name: "Easter Monday", kind: "easter", days: 1, to: 2025 },
    JP_SHOWA_DAY, JP_CONSTITUTION_DAY, JP_GREENERY_DAY, JP_CHILDRENS_DAY, JP_MAY_6_MONDAY, JP_MAY_6, US_MEMORIAL_DAY, US_JUNETEENTH,
    US_INDEPENDENCE_DAY, JP_MARINE_DAY_JULY_20, JP_MARINE_DAY, JP_MOUNTAIN_DAY, UK_SUMMER, US_LABOR_DAY,
    JP_RESPECT_FOR_THE_AGED_SEPTEMBER_15, JP_RESPECT_FOR_THE_AGED_DAY, JP_SILVER_WEEK, JP_AUTUMNAL_EQUINOX, JP_SPORTS_DAY_OCTOBER_10,
    JP_SPORTS_DAY, JP_OLYMPICS, JP_CULTURE_DAY,
    BOND_VETERANS_DAY, JP_LABOR_THANKSGIVING_DAY, US_THANKSGIVING, JP_EMPERORS_BIRTHDAY_AKIHITO,
    { name: "Christmas Day (kept on Friday)", kind: "fixed", month: 12, day: 24, onWeekdays: [5] },
    CHRISTMAS_DAY,
    // Only early closes in 2018 and 2019.
    { name: "Boxing Day", kind: "fixed", month: 12, day: 26, except: [2018, 2019] },
    { name: "Boxing Day (observed)", kind: "fixed", month: 12, day: 28, onWeekdays: [1, 2] },
    { name: "Bank holiday (31 December)", kind: "fixed", month: 12, day: 31, from: 2025, source: "SIFMA release of 2025-12-12 (mondovisione.com)" },
  ],
  closures: {
    "1990-11-12": "Enthronement of Emperor Akihito",
    "1993-06-09": "Wedding of Crown Prince Naruhito",
    "2012-10-30": { name: "Hurricane Sandy in New York", source: "SIFMA release of 2012-10-29 (mondovisione.com)" },
    "2019-04-30": { name: "Abdication of Emperor Akihito", source: "SIFMA release of 2019-01-22 (mondovisione.com)" },
    "2019-05-01": { name: "Accession of Emperor Naruhito", source: "SIFMA release of 2019-01-22 (mondovisione.com)" },
    "2019-05-02": { name: "Day between two holidays", source: "SIFMA release of 2019-01-22 (mondovisione.com)" },
    "2019-10-22": { name: "Enthronement of Emperor Naruhito", source: "SIFMA release of 2019-01-22 (mondovisione.com)" },
    "2022-06-02": "Spring bank holiday of the UK, moved to the Platinum Jubilee",
    "2022-06-03": "Platinum Jubilee in the UK",
  },
  earlyCloses: [
    { name: "Easter Monday", kind: "easter", days: 1, close: "15:00", from: 2026, source: "SIFMA release of 2026-03-20" },
    { name: "Early May bank holiday of the UK", kind: "nth-weekday", month: 5, weekday: 1, nth: 1, close: "15:00", except: [1995, 2020] },
    { name: "Boxing Day", kind: "dates", dates: ["2018-12-26", "2019-12-26"], close: "15:00", source: "SIFMA release of 2017-11-29" },
    { name: "Christmas Day (observed in the UK)", kind: "fixed", month: 12, day: 27, onWeekdays: [1, 2], close: "15:00" },
  ],
};
