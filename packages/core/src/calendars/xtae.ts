/** Tel Aviv Stock Exchange, shares of group A, continuous trading without the closing auction ten minutes later. Days: https://www.tase.co.il/en/content/knowledge_center/trading_vacation_schedule; change of the week: https://www.tase.co.il/en/content/about/tradingdays_change. History: docs/sources/xtae.md. Checked 2026-11-21. */
import {
  IL_INDEPENDENCE_DAY, IL_MEMORIAL_DAY, IL_NEW_YEAR, IL_NEW_YEAR_SECOND_DAY, IL_NEW_YEARS_EVE, IL_PASSOVER, IL_PASSOVER_DAYS,
  IL_PASSOVER_EVE, IL_PURIM, IL_SEVENTH_DAY, IL_SEVENTH_DAY_EVE, IL_SHAVUOT, IL_SHAVUOT_EVE, IL_SIMCHAT_TORAH, IL_SIMCHAT_TORAH_EVE,
  IL_SUKKOT, IL_SUKKOT_EVE, IL_TISHA_BAV, IL_TISHA_BAV_SUNDAY, IL_YOM_KIPPUR, IL_YOM_KIPPUR_EVE,
} from "../calendar/holidays/israel.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XTAE: CalendarDefinition = {
  name: "XTAE",
  title: "Tel Aviv Stock Exchange",
  mic: "XTAE",
  aliases: ["TASE"],
  timeZone: "Asia/Jerusalem",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-01-01", to: "2027-12-31", hoursFrom: "2017-02-02" },
  hours: [
    { segments: [["09:45", "17:15"]], byWeekday: { 7: [["09:45", "16:15"]] }, weekdays: [7, 1, 2, 3, 4], source: "TASE press release of 2017-02-02; Mondo Visione 2018-11-14; World Federation of Exchanges, February 2020" },
    { from: "2020-02-02", segments: [["09:59", "17:15"]], byWeekday: { 7: [["09:59", "16:15"]] }, weekdays: [7, 1, 2, 3, 4], source: "World Federation of Exchanges, February 2020" },
    { from: "2020-03-08", segments: [["09:59", "17:15"]], byWeekday: { 7: [["09:59", "15:40"]] }, weekdays: [7, 1, 2, 3, 4], source: "World Federation of Exchanges, February 2020" },
    { from: "2026-01-04", segments: [["09:59", "17:15"]], byWeekday: { 5: [["09:59", "13:50"]] }, source: "TASE in NEWSru.co.il 2025-12-25: no trading on Sunday 4 January; Globes 2026-01-05, Ynet of December 2025" },
  ],
  holidays: [
    IL_PURIM, IL_PASSOVER_EVE, IL_PASSOVER, IL_SEVENTH_DAY_EVE, IL_SEVENTH_DAY, IL_MEMORIAL_DAY, IL_INDEPENDENCE_DAY, IL_SHAVUOT_EVE, IL_SHAVUOT,
    IL_TISHA_BAV, IL_TISHA_BAV_SUNDAY, IL_NEW_YEARS_EVE, IL_NEW_YEAR, IL_NEW_YEAR_SECOND_DAY, IL_YOM_KIPPUR_EVE, IL_YOM_KIPPUR, IL_SUKKOT_EVE,
    IL_SUKKOT, IL_SIMCHAT_TORAH_EVE, IL_SIMCHAT_TORAH,
    { name: "Friday before a holiday on the Sunday (Yom Kippur Eve)", kind: "relative", of: IL_PASSOVER_DAYS, days: 169, onWeekdays: [5], from: "2026-01-05", source: "TASE in NEWSru.co.il 2025-12-25" },
  ],
  closures: {
    "2013-01-22": { name: "Knesset election", source: "Bank of Israel, holidays of 2013" },
    "2015-03-17": { name: "Knesset election", source: "TASE vacation schedule of 2015 at stock-market-holidays.org" },
    "2018-10-30": { name: "Municipal elections", source: "TASE vacation schedule of 2018" },
    "2019-04-09": "Knesset election",
    "2019-09-17": "Knesset election",
    "2020-03-02": "Knesset election",
    "2021-03-23": "Knesset election",
    "2022-11-01": "Knesset election",
  },
  earlyCloses: [
    { name: "Middle days of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 1, close: "14:15" },
    { name: "Middle days of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 2, close: "14:15" },
    { name: "Middle days of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 3, close: "14:15" },
    { name: "Middle days of Passover", kind: "relative", of: IL_PASSOVER_DAYS, days: 4, close: "14:15" },
    { name: "Middle days of Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 178, close: "14:15" },
    { name: "Middle days of Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 179, close: "14:15" },
    { name: "Middle days of Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 180, close: "14:15" },
    { name: "Middle days of Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 181, close: "14:15" },
    { name: "Middle days of Sukkot", kind: "relative", of: IL_PASSOVER_DAYS, days: 182, close: "14:15" },
  ],
};
