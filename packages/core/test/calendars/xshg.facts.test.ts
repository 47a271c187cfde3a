/** From the exchange's and the State Council's notices and the press named in docs/sources/xshg.md. */
import { XSHG } from "../../src/calendars/xshg.js";
import { testFacts } from "./facts.js";

testFacts(XSHG, {
  closed: [
    ["2020-01-24", "Spring Festival"],
    ["2020-01-31", "Spring Festival made longer by the epidemic"],
    ["2018-12-31", "New Year, announced on 2018-12-20"],
    ["2015-09-03", "victory day"],
    ["2015-09-04", "victory day"],
    ["1997-07-01", "return of Hong Kong"],
    ["1999-12-20", "return of Macau"],
    ["2024-10-07", "National Day week"],
    ["2023-09-29", "Mid-Autumn Festival"],
    ["2024-02-09", "Lunar New Year's Eve"],
    ["2024-02-18", "a working Sunday: offices work, exchanges do not"],
    ["2024-09-29", "a working Sunday: offices work, exchanges do not"],
    ["2026-02-23", "Spring Festival"],
  ],
  open: [
    ["1990-12-19", "the exchange opens"],
    ["2020-02-03", "reopened after the long Spring Festival"],
    ["2026-02-24", "reopened after Spring Festival"],
    ["2018-12-28", "last session of 2018"],
    ["2007-04-05", "Tomb-sweeping Day, a holiday only since 2008"],
  ],
  hours: [
    ["2024-06-03", "09:30", "15:00", "a regular day"],
    ["2016-01-04", "09:30", "13:33", "circuit breaker"],
    ["2016-01-07", "09:30", "09:59", "circuit breaker"],
    ["2016-01-08", "09:30", "15:00", "circuit breakers suspended"],
  ],
  breaks: [
    ["2024-06-03", "11:30", "13:00", "lunch"],
    ["2016-01-04", "11:30", "13:00", "lunch"],
    ["2016-01-07", "", "", "ended in the morning"],
  ],
  instants: [
    ["2024-06-03", "2024-06-03T01:30:00.000Z", "China has no summer time"],
    ["1991-07-01", "1991-07-01T00:30:00.000Z", "but had in 1991"],
  ],
});
