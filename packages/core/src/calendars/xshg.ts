/** Shanghai Stock Exchange. Hours: https://english.sse.com.cn/start/trading/schedule/; closures: its notice of each December. History: docs/sources/xshg.md. Checked 2026-11-20. */
import {
  CN_DRAGON_BOAT_FESTIVAL, CN_LABOUR_DAY, CN_MID_AUTUMN_FESTIVAL, CN_NATIONAL_DAY, CN_NEW_YEAR, CN_SPRING_FESTIVAL, CN_TOMB_SWEEPING_DAY,
} from "../calendar/holidays/china.js";
import type { CalendarDefinition } from "../calendar/types.js";

export const XSHG: CalendarDefinition = {
  name: "XSHG",
  title: "Shanghai Stock Exchange",
  mic: "XSHG",
  aliases: ["SSE"],
  timeZone: "Asia/Shanghai",
  weekdays: [1, 2, 3, 4, 5],
  coverage: { from: "1990-12-19", to: "2026-12-31", hoursFrom: "2010-10-17" },
  hours: [{ segments: [["09:30", "11:30"], ["13:00", "15:00"]], breakName: "lunch break" }],
  holidays: [
    CN_NEW_YEAR, CN_SPRING_FESTIVAL, CN_TOMB_SWEEPING_DAY, CN_LABOUR_DAY, CN_DRAGON_BOAT_FESTIVAL, CN_MID_AUTUMN_FESTIVAL, CN_NATIONAL_DAY,
  ],
  closures: {
    "1997-06-30": "Return of Hong Kong",
    "1997-07-01": "Return of Hong Kong",
    "1999-12-20": "Return of Macau",
    "2015-09-03": "70th anniversary of the victory over Japan",
    "2015-09-04": "70th anniversary of the victory over Japan",
  },
  specialHours: {
    "2016-01-04": { name: "Circuit breaker: 7 % fall ended the day", segments: [["09:30", "11:30"], ["13:00", "13:33"]], source: "Sina Finance 2016-01-07" },
    "2016-01-07": { name: "Circuit breaker: 7 % fall ended the day", segments: [["09:30", "09:59"]], source: "Sina Finance 2016-01-07" },
  },
};
