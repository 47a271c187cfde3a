/** From the calendar of TMX and the press named in docs/sources/xtse.md. */
import { XTSE } from "../../src/calendars/xtse.js";
import { testFacts } from "./facts.js";

testFacts(XTSE, {
  closed: [
    ["2024-01-01", "New Year's Day"],
    ["2024-02-19", "Family Day"],
    ["2024-03-29", "Good Friday"],
    ["2024-05-20", "Victoria Day"],
    ["2024-07-01", "Canada Day"],
    ["2024-08-05", "Civic Holiday"],
    ["2024-09-02", "Labour Day"],
    ["2024-10-14", "Thanksgiving"],
    ["2024-12-25", "Christmas Day"],
    ["2024-12-26", "Boxing Day"],
    ["2023-07-03", "Canada Day on a Saturday"],
    ["2021-12-28", "Boxing Day on a Sunday"],
    ["2022-12-27", "Christmas Day on a Sunday"],
    ["2001-09-12", "day after the attacks"],
  ],
  open: [
    ["2007-02-19", "Family Day exists since 2008"],
    ["2024-04-01", "Easter Monday"],
    ["2024-11-28", "Thanksgiving of the United States"],
    ["2021-09-30", "Truth and Reconciliation: banks close, the exchange does not"],
    ["2024-11-11", "Remembrance Day"],
    ["2025-01-09", "mourning for President Carter, in the United States only"],
    ["2012-10-29", "Hurricane Sandy closed New York only"],
    ["2001-09-13", "reopened, before New York"],
  ],
  hours: [
    ["2024-06-03", "09:30", "16:00", "a regular day"],
    ["2024-12-24", "09:30", "13:00", "Christmas Eve"],
    ["2021-12-24", "09:30", "13:00", "Christmas Eve, a holiday in New York"],
    ["2024-12-31", "09:30", "16:00", "New Year's Eve is a full day"],
    ["2024-11-29", "09:30", "16:00", "day after Thanksgiving in the United States is a full day"],
    ["2001-09-11", "09:30", "10:40", "opened after the first attack, closed after an hour"],
    ["2008-12-17", "09:30", "09:48", "eighteen minutes, data feeds failed"],
    ["2018-04-27", "09:30", "13:39", "hardware failure"],
  ],
  instants: [
    ["2024-03-08", "2024-03-08T14:30:00.000Z", "Friday before summer time"],
    ["2024-03-11", "2024-03-11T13:30:00.000Z", "Monday after"],
    ["2024-11-04", "2024-11-04T14:30:00.000Z", "winter time"],
  ],
});
