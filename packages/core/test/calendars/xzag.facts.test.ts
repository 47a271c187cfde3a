/** From the exchange's notices, the history of CROBEX10 and the law, as named in docs/sources/xzag.md. */
import { XZAG } from "../../src/calendars/xzag.js";
import { testFacts } from "./facts.js";

testFacts(XZAG, {
  closed: [
    ["2022-01-06", "Epiphany"],
    ["2022-04-15", "Good Friday"],
    ["2022-04-18", "Easter Monday"],
    ["2022-05-30", "National Day"],
    ["2022-06-16", "Corpus Christi"],
    ["2022-06-22", "Anti-Fascist Struggle Day"],
    ["2022-08-05", "Victory and Homeland Thanksgiving Day"],
    ["2022-08-15", "Assumption Day"],
    ["2022-11-01", "All Saints' Day"],
    ["2022-11-18", "Remembrance Day"],
    ["2022-12-26", "Saint Stephen's Day"],
    ["2021-12-24", "Christmas Eve"],
    ["2021-12-31", "New Year's Eve"],
    ["2019-06-25", "Statehood Day, until 2019"],
    ["2019-10-08", "Independence Day, until 2019"],
    ["2022-12-29", "change to the euro"],
    ["2022-12-30", "change to the euro"],
    ["2024-04-17", "parliamentary election"],
    ["2010-08-06", "Friday after Victory Day"],
    ["2010-04-02", "Good Friday 2010"],
  ],
  open: [
    ["2011-04-22", "Good Friday, with a session from 2011 to 2014"],
    ["2014-04-18", "Good Friday, the last of them"],
    ["2012-12-24", "Christmas Eve 2012"],
    ["2014-12-31", "New Year's Eve 2014"],
    ["2020-06-25", "the former Statehood Day"],
    ["2020-10-08", "the former Independence Day"],
    ["2019-05-30", "National Day of other years"],
    ["1994-08-05", "before the victory that the day remembers"],
  ],
  hours: [
    ["2022-12-28", "09:00", "16:00", "last day in kuna"],
    ["2023-01-02", "09:00", "16:00", "first day in euro"],
  ],
  instants: [
    ["2024-03-28", "2024-03-28T08:00:00.000Z", "winter time"],
    ["2024-04-02", "2024-04-02T07:00:00.000Z", "summer time"],
  ],
});
