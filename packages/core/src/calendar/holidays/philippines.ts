/**
 * Holidays of the Philippines that follow the moon or a proclamation, as the exchange keeps them, on weekdays. Law: Administrative Code, Republic
 * Act 9492 (2007, holidays moved to Mondays until 2010), Republic Act 9849 (Eid al-Adha), Republic Act 10966 (8 December); the President proclaims
 * the list of the next year in autumn (for 2026: Proclamation 1006 of 2025-09-03), and the two Muslim feasts some days before them. The last
 * here are those of 2026; those before 2002 are the weekdays without a value of the index. Checked 2026-11-21.
 */
import type { Holiday } from "../types.js";

export const PH_NEW_YEAR_BY_PROCLAMATION: Holiday = {
  name: "Day after New Year, by proclamation",
  kind: "dates",
  dates: [
    "2004-01-02", "2009-01-02", "2015-01-02", "2017-01-02", "2018-01-02", "2023-01-02",
  ],
};

export const PH_CHINESE_NEW_YEAR: Holiday = {
  name: "Chinese New Year",
  kind: "dates",
  dates: [
    "2012-01-23", "2014-01-31", "2015-02-19", "2016-02-08", "2018-02-16", "2019-02-05", "2021-02-12", "2022-02-01", "2024-02-09",
    "2025-01-29", "2026-02-17",
  ],
};

export const PH_EDSA: Holiday = {
  name: "People Power Revolution anniversary (EDSA)",
  kind: "dates",
  dates: [
    "1993-02-25", "1994-02-25", "2000-02-25", "2002-02-25", "2003-02-25", "2004-02-25", "2005-02-25", "2008-02-25", "2016-02-25",
    "2019-02-25", "2020-02-25", "2021-02-25", "2022-02-25", "2023-02-24",
  ],
};

export const PH_VALOUR_MOVED: Holiday = {
  name: "Araw ng Kagitingan (Day of Valour), moved",
  kind: "dates",
  dates: [
    "2002-04-08", "2003-04-07", "2004-04-07", "2007-04-09", "2008-04-07", "2009-04-06", "2023-04-10",
  ],
};

export const PH_LABOUR_DAY_MOVED: Holiday = {
  name: "Labour Day, moved",
  kind: "dates",
  dates: [
    "2005-05-02", "2010-05-03",
  ],
};

export const PH_INDEPENDENCE_DAY_MOVED: Holiday = {
  name: "Independence Day, moved",
  kind: "dates",
  dates: [
    "2003-06-13", "2005-06-13", "2007-06-11", "2008-06-09", "2010-06-14",
  ],
};

export const PH_NINOY_AQUINO_DAY_MOVED: Holiday = {
  name: "Ninoy Aquino Day, moved",
  kind: "dates",
  dates: [
    "2003-08-22", "2006-08-21", "2007-08-20", "2008-08-18", "2024-08-23",
  ],
};

export const PH_EID_AL_FITR: Holiday = {
  name: "Eid al-Fitr",
  kind: "dates",
  dates: [
    "2001-12-17", "2002-12-06", "2003-11-26", "2004-11-15", "2005-11-04", "2006-10-24", "2007-10-12", "2008-10-01", "2009-09-21",
    "2010-09-10", "2011-08-30", "2012-08-20", "2013-08-09", "2014-07-29", "2015-07-17", "2016-07-06", "2017-06-26", "2018-06-15",
    "2019-06-05", "2020-05-25", "2021-05-13", "2022-05-03", "2023-04-21", "2024-04-10", "2025-04-01", "2026-03-20",
  ],
};

export const PH_EID_AL_ADHA: Holiday = {
  name: "Eid al-Adha",
  kind: "dates",
  dates: [
    "2010-11-16", "2011-11-07", "2012-10-26", "2013-10-15", "2014-10-06", "2015-09-25", "2016-09-12", "2017-09-01", "2019-08-12",
    "2020-07-31", "2021-07-20", "2023-06-28", "2024-06-17", "2025-06-06", "2026-05-27",
  ],
};

export const PH_ALL_SOULS: Holiday = {
  name: "All Souls' Day, and days beside All Saints' Day",
  kind: "dates",
  dates: [
    "1992-11-02", "1993-11-02", "1994-10-31", "1998-11-02", "1999-11-02", "2000-11-02", "2001-11-02", "2002-10-31", "2005-10-31",
    "2007-11-02", "2009-11-02", "2011-10-31", "2012-11-02", "2016-10-31", "2017-10-31", "2018-11-02", "2020-11-02", "2022-10-31",
    "2023-11-02", "2025-10-31", "2026-11-02",
  ],
};

export const PH_BONIFACIO_DAY_MOVED: Holiday = {
  name: "Bonifacio Day, moved",
  kind: "dates",
  dates: [
    "2004-11-29", "2005-11-28", "2006-12-01", "2008-12-01", "2010-11-29", "2023-11-27",
  ],
};

export const PH_CHRISTMAS_BY_PROCLAMATION: Holiday = {
  name: "Day beside Christmas Day, by proclamation",
  kind: "dates",
  dates: [
    "1990-12-24", "1993-12-24", "1997-12-26", "2001-12-24", "2002-12-24", "2003-12-24", "2003-12-26", "2004-12-24", "2004-12-27",
    "2005-12-26", "2006-12-26", "2007-12-24", "2008-12-26", "2010-12-27", "2014-12-26", "2016-12-26", "2017-12-26", "2022-12-26",
    "2023-12-26",
  ],
};

export const PH_RIZAL_DAY_MOVED: Holiday = {
  name: "Rizal Day, moved",
  kind: "dates",
  dates: [
    "2002-12-30", "2004-12-30", "2005-12-30", "2008-12-29",
  ],
};
