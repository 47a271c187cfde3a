/** Tokyo Stock Exchange. Hours and days: https://www.jpx.co.jp/english/equities/trading/domestic/01.html and https://www.jpx.co.jp/english/corporate/about-jpx/calendar/. History: docs/sources/xtks.md. Checked 2026-11-20. */
import {
  JP_AUTUMNAL_EQUINOX, JP_CHILDRENS_DAY, JP_COMING_OF_AGE_DAY, JP_COMING_OF_AGE_JANUARY_15, JP_CONSTITUTION_DAY, JP_CULTURE_DAY,
  JP_DECEMBER_31, JP_EMPERORS_BIRTHDAY, JP_EMPERORS_BIRTHDAY_AKIHITO, JP_GREENERY_DAY, JP_JANUARY_2, JP_JANUARY_3,
  JP_LABOR_THANKSGIVING_DAY, JP_MARINE_DAY, JP_MARINE_DAY_JULY_20, JP_MAY_6, JP_MAY_6_MONDAY, JP_MOUNTAIN_DAY, JP_NATIONAL_FOUNDATION_DAY,
  JP_NEW_YEARS_DAY, JP_OLYMPICS, JP_RESPECT_FOR_THE_AGED_DAY, JP_RESPECT_FOR_THE_AGED_SEPTEMBER_15, JP_SHOWA_DAY, JP_SILVER_WEEK,
  JP_SPORTS_DAY, JP_SPORTS_DAY_OCTOBER_10, JP_VERNAL_EQUINOX,
} from "../calendar/holidays/japan.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XTKS: CalendarDefinition = {
  name: "XTKS",
  title: "Tokyo Stock Exchange",
  mic: "XTKS",
  aliases: ["TSE", "JPX", "XJPX"],
  timeZone: "Asia/Tokyo",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31" },
  hours: [
    { segments: [["09:00", "11:00"], ["13:00", "15:00"]], breakName: "lunch break", source: "Mainichi 2011-11-21, on the change of 1991" },
    { from: "1991-04-30", segments: [["09:00", "11:00"], ["12:30", "15:00"]], breakName: "lunch break", source: "Mainichi 2011-11-21" },
    { from: "2006-01-19", segments: [["09:00", "11:00"], ["13:00", "15:00"]], breakName: "lunch break", source: "Nikkei Indexes, Livedoor shock: until 21 April 2006 for want of system capacity" },
    { from: "2006-04-24", segments: [["09:00", "11:00"], ["12:30", "15:00"]], breakName: "lunch break", source: "Nikkei Indexes, Livedoor shock" },
    { from: "2011-11-21", segments: [["09:00", "11:30"], ["12:30", "15:00"]], breakName: "lunch break", source: "Reuters 2011-06-21, Mainichi 2011-11-21" },
    { from: "2024-11-05", segments: [["09:00", "11:30"], ["12:30", "15:30"]], breakName: "lunch break", source: "JPX 2023-09-20, Jiji Press 2024-11-05" },
  ],
  holidays: [
    JP_NEW_YEARS_DAY, JP_JANUARY_2, JP_JANUARY_3, JP_COMING_OF_AGE_JANUARY_15, JP_COMING_OF_AGE_DAY, JP_NATIONAL_FOUNDATION_DAY,
    JP_EMPERORS_BIRTHDAY, JP_VERNAL_EQUINOX, JP_SHOWA_DAY, JP_CONSTITUTION_DAY, JP_GREENERY_DAY, JP_CHILDRENS_DAY, JP_MAY_6_MONDAY, JP_MAY_6,
    JP_MARINE_DAY_JULY_20, JP_MARINE_DAY, JP_MOUNTAIN_DAY, JP_RESPECT_FOR_THE_AGED_SEPTEMBER_15, JP_RESPECT_FOR_THE_AGED_DAY, JP_SILVER_WEEK,
    JP_AUTUMNAL_EQUINOX, JP_SPORTS_DAY_OCTOBER_10, JP_SPORTS_DAY, JP_OLYMPICS, JP_CULTURE_DAY, JP_LABOR_THANKSGIVING_DAY,
    JP_EMPERORS_BIRTHDAY_AKIHITO, JP_DECEMBER_31,
  ],
  closures: {
    "1990-11-12": "Enthronement of Emperor Akihito",
    "1993-06-09": "Wedding of Crown Prince Naruhito",
    "2019-04-30": "Abdication of Emperor Akihito (day between two holidays)",
    "2019-05-01": "Accession of Emperor Naruhito",
    "2019-05-02": "Accession of Emperor Naruhito (day between two holidays)",
    "2019-10-22": "Enthronement of Emperor Naruhito",
    "2020-10-01": "Failure of the arrowhead trading system",
  },
  earlyCloses: [
    { name: "First session of the year (Daihakkai), morning only", kind: "fixed", month: 1, day: 4, observance: "next-monday", close: "11:00", to: 2009 },
    { name: "Last session of the year (Dainokai), morning only", kind: "fixed", month: 12, day: 30, close: "11:00", to: 2008 },
    { name: "Last session of the year (Dainokai), morning only", kind: "fixed", month: 12, day: 29, onWeekdays: [5], close: "11:00", to: 2008 },
    { name: "Last session of the year (Dainokai), morning only", kind: "fixed", month: 12, day: 28, onWeekdays: [5], close: "11:00", to: 2008 },
  ],
  specialHours: {
    "2005-11-01": { name: "System failure, all shares halted until 13:30", segments: [["13:30", "15:00"]], source: "Yomiuri 2005-11-01" },
    "2006-01-18": { name: "Livedoor shock, all shares halted at 14:40 for want of system capacity", segments: [["09:00", "11:00"], ["12:30", "14:40"]], source: "Nikkei Indexes, Livedoor shock" },
  },
};
