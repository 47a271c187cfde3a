/**
 * Public holidays on which German stock exchanges were closed in some years and open in others. Trading on them began in 2000, was given up
 * again for two of them from 2014 and 2015, and is back since 2022. History: docs/sources/germany.md.
 */
import type { Holiday } from "../types.js";

export const DE_ASCENSION_DAY_TO_1999: Holiday = { name: "Ascension Day", kind: "easter", days: 39, to: 1999 };

export const DE_WHIT_MONDAY_TO_1999: Holiday = { name: "Whit Monday", kind: "easter", days: 50, to: 1999 };

/** Closed because New York, London and Zurich were closed too. */
export const DE_WHIT_MONDAY_2007: Holiday = {
  name: "Whit Monday",
  kind: "dates",
  dates: ["2007-05-28"],
  source: "Handelsblatt, on the decision of the Exchange Council for 2007",
};

export const DE_WHIT_MONDAY_2015_TO_2021: Holiday = { name: "Whit Monday", kind: "easter", days: 50, from: 2015, to: 2021 };

/** In 1997 the DAX has a price of its own on the day. */
export const DE_CORPUS_CHRISTI_TO_1999: Holiday = { name: "Corpus Christi", kind: "easter", days: 60, to: 1999, except: [1997] };

export const DE_UNITY_DAY_TO_1999: Holiday = { name: "Day of German Unity", kind: "fixed", month: 10, day: 3, from: 1990, to: 1999 };

/** A holiday once more in 2000, the tenth anniversary. */
export const DE_UNITY_DAY_2000: Holiday = {
  name: "Day of German Unity, 10th anniversary",
  kind: "dates",
  dates: ["2000-10-03"],
  source: "Handelsblatt 2000, vwd/dpa",
};

export const DE_UNITY_DAY_2014_TO_2021: Holiday = { name: "Day of German Unity", kind: "fixed", month: 10, day: 3, from: 2014, to: 2021 };

/** The Wednesday eleven days before the first Sunday in Advent; a holiday in Saxony only since 1995. */
export const DE_REPENTANCE_DAY_TO_1994: Holiday = {
  name: "Day of Repentance and Prayer",
  kind: "weekday-near",
  month: 11,
  day: 22,
  weekday: 3,
  side: "on-or-before",
  to: 1994,
};

/** A public holiday in all of Germany in that year only. */
export const DE_REFORMATION_DAY_2017: Holiday = { name: "Reformation Day, 500th anniversary", kind: "dates", dates: ["2017-10-31"] };
