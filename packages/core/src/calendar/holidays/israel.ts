/**
 * Holidays of the Hebrew calendar as the Tel Aviv market keeps them. All feasts of a year lie a fixed number of days from Passover: the
 * calendars reckon them from the list of its first days (15 Nisan by the calculated Hebrew calendar). Checked 2026-11-21.
 */
import type { DateRule, Holiday } from "../types.js";

/** First day of Passover, 1990 to 2027. */
export const IL_PASSOVER_DAYS: DateRule = {
  kind: "dates",
  dates: [
    "1990-04-10", "1991-03-30", "1992-04-18", "1993-04-06", "1994-03-27", "1995-04-15", "1996-04-04", "1997-04-22", "1998-04-11",
    "1999-04-01", "2000-04-20", "2001-04-08", "2002-03-28", "2003-04-17", "2004-04-06", "2005-04-24", "2006-04-13", "2007-04-03",
    "2008-04-20", "2009-04-09", "2010-03-30", "2011-04-19", "2012-04-07", "2013-03-26", "2014-04-15", "2015-04-04", "2016-04-23",
    "2017-04-11", "2018-03-31", "2019-04-20", "2020-04-09", "2021-03-28", "2022-04-16", "2023-04-06", "2024-04-23", "2025-04-13",
    "2026-04-02", "2027-04-22",
  ],
};

/** A month before Passover, on 14 Adar: Purim of the unwalled towns, Tel Aviv among them. */
export const IL_PURIM: Holiday = { name: "Purim", kind: "relative", of: IL_PASSOVER_DAYS, days: -30 };

export const IL_PASSOVER_EVE: Holiday = { name: "Passover Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: -1 };
export const IL_PASSOVER: Holiday = { name: "Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 0 };
export const IL_SEVENTH_DAY_EVE: Holiday = { name: "Eve of the seventh day of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 5 };
export const IL_SEVENTH_DAY: Holiday = { name: "Seventh day of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 6 };

const MEMORIAL_DAYS: DateRule = {
  kind: "dates",
  dates: [
    "1990-04-29", "1991-04-17", "1992-05-06", "1993-04-25", "1994-04-13", "1995-05-03", "1996-04-23", "1997-05-11", "1998-04-29",
    "1999-04-20", "2000-05-09", "2001-04-25", "2002-04-16", "2003-05-06", "2004-04-26", "2005-05-11", "2006-05-02", "2007-04-23",
    "2008-05-07", "2009-04-28", "2010-04-19", "2011-05-09", "2012-04-25", "2013-04-15", "2014-05-05", "2015-04-22", "2016-05-11",
    "2017-05-01", "2018-04-18", "2019-05-08", "2020-04-28", "2021-04-14", "2022-05-04", "2023-04-25", "2024-05-13", "2025-04-30",
    "2026-04-21", "2027-05-11",
  ],
};

/** 4 and 5 Iyar, moved so that neither touches the Sabbath; since 2004 also a day later where Memorial Day would be a Sunday. */
export const IL_MEMORIAL_DAY: Holiday = { name: "Memorial Day", kind: "relative", of: MEMORIAL_DAYS, days: 0 };
export const IL_INDEPENDENCE_DAY: Holiday = { name: "Independence Day", kind: "relative", of: MEMORIAL_DAYS, days: 1 };

export const IL_SHAVUOT_EVE: Holiday = { name: "Shavuot Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: 49 };
export const IL_SHAVUOT: Holiday = { name: "Shavuot", kind: "relative", of: IL_PASSOVER_DAYS, days: 50 };

/** 9 Av; from a Sabbath to the Sunday. */
export const IL_TISHA_BAV: Holiday = { name: "Tisha B'Av", kind: "relative", of: IL_PASSOVER_DAYS, days: 112, onWeekdays: [1, 2, 3, 4, 5, 7] };
export const IL_TISHA_BAV_SUNDAY: Holiday = { name: "Tisha B'Av", kind: "relative", of: IL_PASSOVER_DAYS, days: 113, onWeekdays: [7] };

export const IL_NEW_YEARS_EVE: Holiday = { name: "Rosh Hashanah Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: 162 };
export const IL_NEW_YEAR: Holiday = { name: "Rosh Hashanah", kind: "relative", of: IL_PASSOVER_DAYS, days: 163 };
export const IL_NEW_YEAR_SECOND_DAY: Holiday = { name: "Rosh Hashanah (second day)", kind: "relative", of: IL_PASSOVER_DAYS, days: 164 };
export const IL_YOM_KIPPUR_EVE: Holiday = { name: "Yom Kippur Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: 171 };
export const IL_YOM_KIPPUR: Holiday = { name: "Yom Kippur", kind: "relative", of: IL_PASSOVER_DAYS, days: 172 };
export const IL_SUKKOT_EVE: Holiday = { name: "Sukkot Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: 176 };
export const IL_SUKKOT: Holiday = { name: "Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 177 };
export const IL_SIMCHAT_TORAH_EVE: Holiday = { name: "Simchat Torah Eve", kind: "relative", of: IL_PASSOVER_DAYS, days: 183 };
export const IL_SIMCHAT_TORAH: Holiday = { name: "Simchat Torah", kind: "relative", of: IL_PASSOVER_DAYS, days: 184 };
