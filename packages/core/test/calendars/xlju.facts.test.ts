/** From the exchange's trading calendars and the press named in docs/sources/xlju.md. */
import { XLJU } from "../../src/calendars/xlju.js";
import { testFacts } from "./facts.js";

testFacts(XLJU, {
  closed: [
    ["2024-01-02", "New Year, second day"],
    ["2024-02-08", "Prešeren Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-04-01", "Easter Monday"],
    ["2021-04-27", "Day of Uprising Against Occupation"],
    ["2024-05-01", "Labour Day"],
    ["2024-05-02", "Labour Day, second day"],
    ["2024-06-25", "Statehood Day"],
    ["2024-08-15", "Assumption Day"],
    ["2024-10-31", "Reformation Day"],
    ["2024-11-01", "All Saints' Day"],
    ["2024-12-24", "Christmas Eve"],
    ["2024-12-26", "Independence and Unity Day"],
    ["2024-12-31", "New Year's Eve"],
    ["2023-08-14", "day of solidarity after the floods"],
    ["2007-04-06", "Good Friday, the first that the exchange kept"],
  ],
  open: [
    ["2006-04-14", "Good Friday, before the euro"],
    ["2015-01-02", "2 January, no holiday from 2013 to 2016"],
    ["2024-06-26", "day after Statehood Day"],
  ],
  hours: [["2024-06-03", "09:15", "15:15", "a regular day"]],
  instants: [
    ["2024-03-28", "2024-03-28T08:15:00.000Z", "winter time"],
    ["2024-04-02", "2024-04-02T07:15:00.000Z", "summer time"],
  ],
});
