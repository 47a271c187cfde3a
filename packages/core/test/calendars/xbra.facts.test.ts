/** From the exchange's list for 2023 (bsse.sk) and the other sources named in docs/sources/xbra.md. */
import { XBRA } from "../../src/calendars/xbra.js";
import { testFacts } from "./facts.js";

testFacts(XBRA, {
  closed: [
    ["2023-01-06", "Epiphany"],
    ["2023-04-07", "Good Friday"],
    ["2023-04-10", "Easter Monday"],
    ["2023-05-01", "Labour Day"],
    ["2023-05-08", "Day of Victory over Fascism"],
    ["2023-07-05", "Saints Cyril and Methodius Day"],
    ["2023-08-29", "Slovak National Uprising"],
    ["2023-09-01", "Constitution Day"],
    ["2023-09-15", "Our Lady of the Seven Sorrows"],
    ["2023-11-01", "All Saints' Day"],
    ["2023-11-17", "Struggle for Freedom and Democracy Day"],
    ["2023-12-25", "Christmas Day"],
    ["2023-12-26", "Boxing Day"],
    ["2018-01-02", "25 years of the republic"],
    ["2018-10-30", "Declaration of the Slovak Nation"],
    ["2019-12-31", "New Year's Eve"],
  ],
  open: [
    ["2025-09-01", "Constitution Day, no longer a day off"],
    ["1996-05-08", "8 May, not yet a holiday"],
    ["2000-11-17", "17 November, not yet a holiday"],
    ["2015-12-31", "New Year's Eve until 2015"],
  ],
  hours: [["2023-06-01", "11:00", "15:30", "a regular day"]],
  instants: [
    ["2025-10-24", "2025-10-24T09:00:00.000Z", "last Friday of summer time"],
    ["2025-10-27", "2025-10-27T10:00:00.000Z", "first Monday of winter time"],
  ],
});
