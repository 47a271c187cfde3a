/**
 * General holidays of Hong Kong on weekdays. Law: General Holidays Ordinance (Cap. 149), its schedule of 1983 and of 1999; the lunar
 * dates are gazetted each spring for the year to come, the last here are those of 2027. Checked 2026-11-20.
 */
import type { Holiday } from "../types.js";

export const HK_NEW_YEARS_DAY: Holiday = { name: "New Year's Day", kind: "fixed", month: 1, day: 1, observance: "sunday-to-monday" };

/** The first three days of the lunar year; for one on a Sunday the day before New Year (until 2011), the fourth day (since 2012). */
export const HK_LUNAR_NEW_YEAR: Holiday = {
  name: "Lunar New Year",
  kind: "dates",
  dates: [
    "1990-01-26", "1990-01-29", "1991-02-14", "1991-02-15", "1992-02-04", "1992-02-05", "1992-02-06", "1993-01-22", "1993-01-25",
    "1994-02-10", "1994-02-11", "1995-01-31", "1995-02-01", "1995-02-02", "1996-02-19", "1996-02-20", "1996-02-21", "1997-02-06",
    "1997-02-07", "1998-01-28", "1998-01-29", "1998-01-30", "1999-02-16", "1999-02-17", "1999-02-18", "2000-02-04", "2000-02-07",
    "2001-01-24", "2001-01-25", "2001-01-26", "2002-02-12", "2002-02-13", "2002-02-14", "2003-01-31", "2003-02-03", "2004-01-22",
    "2004-01-23", "2005-02-09", "2005-02-10", "2005-02-11", "2006-01-30", "2006-01-31", "2007-02-19", "2007-02-20", "2008-02-07",
    "2008-02-08", "2009-01-26", "2009-01-27", "2009-01-28", "2010-02-15", "2010-02-16", "2011-02-03", "2011-02-04", "2012-01-23",
    "2012-01-24", "2012-01-25", "2013-02-11", "2013-02-12", "2013-02-13", "2014-01-31", "2014-02-03", "2015-02-19", "2015-02-20",
    "2016-02-08", "2016-02-09", "2016-02-10", "2017-01-30", "2017-01-31", "2018-02-16", "2018-02-19", "2019-02-05", "2019-02-06",
    "2019-02-07", "2020-01-27", "2020-01-28", "2021-02-12", "2021-02-15", "2022-02-01", "2022-02-02", "2022-02-03", "2023-01-23",
    "2023-01-24", "2023-01-25", "2024-02-12", "2024-02-13", "2025-01-29", "2025-01-30", "2025-01-31", "2026-02-17", "2026-02-18",
    "2026-02-19", "2027-02-08", "2027-02-09",
  ],
};

/** 4 or 5 April; on a Sunday, or on a day of Easter, the next day that is no holiday. */
export const HK_CHING_MING: Holiday = {
  name: "Ching Ming Festival",
  kind: "dates",
  dates: [
    "1990-04-05", "1991-04-05", "1993-04-05", "1994-04-05", "1995-04-05", "1996-04-04", "1998-04-06", "1999-04-06", "2000-04-04",
    "2001-04-05", "2002-04-05", "2004-04-05", "2005-04-05", "2006-04-05", "2007-04-05", "2008-04-04", "2010-04-06", "2011-04-05",
    "2012-04-04", "2013-04-04", "2015-04-07", "2016-04-04", "2017-04-04", "2018-04-05", "2019-04-05", "2021-04-06", "2022-04-05",
    "2023-04-05", "2024-04-04", "2025-04-04", "2026-04-07", "2027-04-05",
  ],
};

export const HK_LABOUR_DAY: Holiday = { name: "Labour Day", kind: "fixed", month: 5, day: 1, observance: "sunday-to-monday", from: 1999 };

/** Eighth day of the fourth lunar month; a holiday since 1999. */
export const HK_BUDDHAS_BIRTHDAY: Holiday = {
  name: "Birthday of the Buddha",
  kind: "dates",
  dates: [
    "2000-05-11", "2001-04-30", "2002-05-20", "2003-05-08", "2004-05-26", "2005-05-16", "2006-05-05", "2007-05-24", "2008-05-12",
    "2010-05-21", "2011-05-10", "2013-05-17", "2014-05-06", "2015-05-25", "2017-05-03", "2018-05-22", "2019-05-13", "2020-04-30",
    "2021-05-19", "2022-05-09", "2023-05-26", "2024-05-15", "2025-05-05", "2026-05-25", "2027-05-13",
  ],
};

/** Fifth day of the fifth lunar month, the dragon boat festival; the day after where it met the Queen's Birthday (1991, 1994). */
export const HK_TUEN_NG: Holiday = {
  name: "Tuen Ng Festival",
  kind: "dates",
  dates: [
    "1990-05-28", "1991-06-18", "1992-06-05", "1993-06-24", "1994-06-14", "1995-06-02", "1996-06-20", "1997-06-09", "1999-06-18",
    "2000-06-06", "2001-06-25", "2003-06-04", "2004-06-22", "2006-05-31", "2007-06-19", "2008-06-09", "2009-05-28", "2010-06-16",
    "2011-06-06", "2013-06-12", "2014-06-02", "2016-06-09", "2017-05-30", "2018-06-18", "2019-06-07", "2020-06-25", "2021-06-14",
    "2022-06-03", "2023-06-22", "2024-06-10", "2026-06-19", "2027-06-09",
  ],
};

/** A Saturday of June and the Monday after it, until the handover. */
export const HK_QUEENS_BIRTHDAY: Holiday = {
  name: "Queen's Birthday",
  kind: "dates",
  dates: ["1990-06-18", "1991-06-17", "1992-06-15", "1993-06-14", "1994-06-13", "1995-06-19", "1996-06-17"],
};

export const HK_ESTABLISHMENT_DAY: Holiday = { name: "Hong Kong SAR Establishment Day", kind: "fixed", month: 7, day: 1, observance: "sunday-to-monday", from: 1997 };

/** The Saturday before it was one too. */
export const HK_LIBERATION_DAY: Holiday = { name: "Liberation Day", kind: "nth-weekday", month: 8, weekday: 1, nth: -1, to: 1996 };

/** The day after the festival; 2012 and 2022 the Tuesday and Monday that stood for it. */
export const HK_MID_AUTUMN: Holiday = {
  name: "Day after the Mid-Autumn Festival",
  kind: "dates",
  dates: [
    "1990-10-04", "1991-09-23", "1993-10-01", "1994-09-21", "1997-09-17", "1998-10-06", "2000-09-13", "2001-10-02", "2003-09-12",
    "2004-09-29", "2005-09-19", "2007-09-26", "2008-09-15", "2010-09-23", "2011-09-13", "2012-10-02", "2013-09-20", "2014-09-09",
    "2015-09-28", "2016-09-16", "2017-10-05", "2018-09-25", "2020-10-02", "2021-09-22", "2022-09-12", "2024-09-18", "2025-10-07",
    "2027-09-16",
  ],
};

export const HK_NATIONAL_DAY: Holiday = { name: "National Day", kind: "fixed", month: 10, day: 1, observance: "sunday-to-monday", from: 1997 };

/** Ninth day of the ninth lunar month. */
export const HK_CHUNG_YEUNG: Holiday = {
  name: "Chung Yeung Festival",
  kind: "dates",
  dates: [
    "1990-10-26", "1991-10-16", "1992-10-05", "1994-10-13", "1995-11-01", "1996-10-21", "1997-10-10", "1998-10-28", "1999-10-18",
    "2000-10-06", "2001-10-25", "2002-10-14", "2004-10-22", "2005-10-11", "2006-10-30", "2007-10-19", "2008-10-07", "2009-10-26",
    "2011-10-05", "2012-10-23", "2013-10-14", "2014-10-02", "2015-10-21", "2016-10-10", "2018-10-17", "2019-10-07", "2020-10-26",
    "2021-10-14", "2022-10-04", "2023-10-23", "2024-10-11", "2025-10-29", "2026-10-19", "2027-10-08",
  ],
};

export const HK_FIRST_WEEKDAY_AFTER_CHRISTMAS: Holiday = { name: "First weekday after Christmas Day", kind: "fixed", month: 12, day: 26, observance: "sunday-to-monday" };

/** Only where Christmas Day is a Sunday: the Tuesday. */
export const HK_SECOND_WEEKDAY_AFTER_CHRISTMAS: Holiday = { name: "Second weekday after Christmas Day", kind: "fixed", month: 12, day: 27, onWeekdays: [2] };
