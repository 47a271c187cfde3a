/**
 * National holidays of Japan, and the days round New Year on which its exchanges rest. Law: Act on National Holidays (1948), as amended:
 * a holiday on a Sunday is kept on the Monday (since 1973), since 2007 on the next day that is none; a day between two holidays is one
 * (since 1985); "Happy Mondays" since 2000 and 2003. The Olympic years 2020 and 2021 had laws of their own. Checked 2026-11-20.
 */
import type { Holiday } from "../types.js";

export const JP_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1 };

/** No national holiday; the exchanges' business rules close 31 December to 3 January. */
export const JP_JANUARY_2: Holiday = { name: "New Year holiday of the exchanges (2 January)", kind: "fixed", month: 1, day: 2 };
export const JP_JANUARY_3: Holiday = { name: "New Year holiday of the exchanges (3 January)", kind: "fixed", month: 1, day: 3 };
export const JP_DECEMBER_31: Holiday = { name: "New Year holiday of the exchanges (31 December)", kind: "fixed", month: 12, day: 31 };

export const JP_COMING_OF_AGE_JANUARY_15: Holiday = { name: "Coming of Age Day", kind: "fixed", month: 1, day: 15, observance: "sunday-to-monday", to: 1999 };
export const JP_COMING_OF_AGE_DAY: Holiday = { name: "Coming of Age Day", kind: "nth-weekday", month: 1, weekday: 1, nth: 2, from: 2000 };

export const JP_NATIONAL_FOUNDATION_DAY: Holiday = { name: "National Foundation Day", kind: "fixed", month: 2, day: 11, observance: "sunday-to-monday" };

/** The birthday of the reigning emperor: Akihito until 2018, Naruhito since 2020; 2019 had none. */
export const JP_EMPERORS_BIRTHDAY: Holiday = { name: "Emperor's Birthday", kind: "fixed", month: 2, day: 23, observance: "sunday-to-monday", from: 2020 };
export const JP_EMPERORS_BIRTHDAY_AKIHITO: Holiday = { name: "Emperor's Birthday", kind: "fixed", month: 12, day: 23, observance: "sunday-to-monday", from: 1989, to: 2018 };

/** As gazetted each February for the year to come, on weekdays; 2027 as the National Astronomical Observatory computes it. */
export const JP_VERNAL_EQUINOX: Holiday = {
  name: "Vernal Equinox Day",
  kind: "dates",
  dates: [
    "1990-03-21", "1991-03-21", "1992-03-20", "1994-03-21", "1995-03-21", "1996-03-20", "1997-03-20", "1999-03-22", "2000-03-20",
    "2001-03-20", "2002-03-21", "2003-03-21", "2005-03-21", "2006-03-21", "2007-03-21", "2008-03-20", "2009-03-20", "2010-03-22",
    "2011-03-21", "2012-03-20", "2013-03-20", "2014-03-21", "2016-03-21", "2017-03-20", "2018-03-21", "2019-03-21", "2020-03-20",
    "2022-03-21", "2023-03-21", "2024-03-20", "2025-03-20", "2026-03-20", "2027-03-22",
  ],
};

/** Greenery Day from 1989 to 2006, Showa Day since. */
export const JP_SHOWA_DAY: Holiday = { name: "Showa Day (until 2006 Greenery Day)", kind: "fixed", month: 4, day: 29, observance: "sunday-to-monday" };

/** Golden Week. What is lost to a Sunday comes back on 6 May; the 4th was a day between holidays until 2006, Greenery Day since. */
export const JP_CONSTITUTION_DAY: Holiday = { name: "Constitution Memorial Day", kind: "fixed", month: 5, day: 3 };
export const JP_GREENERY_DAY: Holiday = { name: "Greenery Day (until 2006 a day between holidays)", kind: "fixed", month: 5, day: 4 };
export const JP_CHILDRENS_DAY: Holiday = { name: "Children's Day", kind: "fixed", month: 5, day: 5 };
export const JP_MAY_6_MONDAY: Holiday = { name: "Children's Day (observed)", kind: "fixed", month: 5, day: 6, onWeekdays: [1], to: 2006 };
export const JP_MAY_6: Holiday = { name: "Golden Week (holiday of a Sunday, observed)", kind: "fixed", month: 5, day: 6, onWeekdays: [1, 2, 3], from: 2007 };

export const JP_MARINE_DAY_JULY_20: Holiday = { name: "Marine Day", kind: "fixed", month: 7, day: 20, observance: "sunday-to-monday", from: 1996, to: 2002 };
export const JP_MARINE_DAY: Holiday = { name: "Marine Day", kind: "nth-weekday", month: 7, weekday: 1, nth: 3, from: 2003, except: [2020, 2021] };

export const JP_MOUNTAIN_DAY: Holiday = { name: "Mountain Day", kind: "fixed", month: 8, day: 11, observance: "sunday-to-monday", from: 2016, except: [2020, 2021] };

export const JP_RESPECT_FOR_THE_AGED_SEPTEMBER_15: Holiday = { name: "Respect for the Aged Day", kind: "fixed", month: 9, day: 15, observance: "sunday-to-monday", to: 2002 };
export const JP_RESPECT_FOR_THE_AGED_DAY: Holiday = { name: "Respect for the Aged Day", kind: "nth-weekday", month: 9, weekday: 1, nth: 3, from: 2003 };

/** The day between Respect for the Aged Day and the equinox, where there is just one. */
export const JP_SILVER_WEEK: Holiday = { name: "Day between two holidays", kind: "dates", dates: ["2009-09-22", "2015-09-22", "2026-09-22"] };

/** As gazetted each February for the year to come, on weekdays; 2027 as the National Astronomical Observatory computes it. */
export const JP_AUTUMNAL_EQUINOX: Holiday = {
  name: "Autumnal Equinox Day",
  kind: "dates",
  dates: [
    "1990-09-24", "1991-09-23", "1992-09-23", "1993-09-23", "1994-09-23", "1996-09-23", "1997-09-23", "1998-09-23", "1999-09-23",
    "2001-09-24", "2002-09-23", "2003-09-23", "2004-09-23", "2005-09-23", "2007-09-24", "2008-09-23", "2009-09-23", "2010-09-23",
    "2011-09-23", "2013-09-23", "2014-09-23", "2015-09-23", "2016-09-22", "2018-09-24", "2019-09-23", "2020-09-22", "2021-09-23",
    "2022-09-23", "2024-09-23", "2025-09-23", "2026-09-23", "2027-09-23",
  ],
};

/** Health and Sports Day until 2019. */
export const JP_SPORTS_DAY_OCTOBER_10: Holiday = { name: "Health and Sports Day", kind: "fixed", month: 10, day: 10, observance: "sunday-to-monday", to: 1999 };
export const JP_SPORTS_DAY: Holiday = { name: "Sports Day (until 2019 Health and Sports Day)", kind: "nth-weekday", month: 10, weekday: 1, nth: 2, from: 2000, except: [2020, 2021] };

/** Marine, Sports and Mountain Day round the opening and close of the Tokyo games, planned for 2020 and held in 2021. */
export const JP_OLYMPICS: Holiday = {
  name: "Holidays moved for the Tokyo Olympics",
  kind: "dates",
  dates: ["2020-07-23", "2020-07-24", "2020-08-10", "2021-07-22", "2021-07-23", "2021-08-09"],
};

export const JP_CULTURE_DAY: Holiday = { name: "Culture Day", kind: "fixed", month: 11, day: 3, observance: "sunday-to-monday" };

export const JP_LABOR_THANKSGIVING_DAY: Holiday = { name: "Labor Thanksgiving Day", kind: "fixed", month: 11, day: 23, observance: "sunday-to-monday" };
