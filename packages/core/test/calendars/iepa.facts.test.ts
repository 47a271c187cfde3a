/** From ICE Futures U.S. holiday calendars and notices, and the press named in docs/sources/iepa.md. */
import { IEPA } from "../../src/calendars/iepa.js";
import { testFacts } from "./facts.js";

testFacts(IEPA, {
  closed: [
    ["2025-01-01", "New Year's Day"],
    ["2025-04-18", "Good Friday"],
    ["2025-12-25", "Christmas Day"],
    ["2018-03-30", "Good Friday, no trading and no clearing"],
    ["2022-12-26", "Christmas Day on a Sunday"],
    ["2004-06-11", "mourning for President Reagan"],
    ["2018-12-05", "mourning for President Bush"],
  ],
  open: [
    ["2025-01-09", "mourning for President Carter: a moment of silence, early close of some contracts only"],
    ["2012-10-29", "Hurricane Sandy: the building closed, the screen open"],
    ["2012-10-30", "Hurricane Sandy"],
    ["2025-10-13", "Columbus Day"],
    ["2025-11-11", "Veterans Day"],
    ["2025-12-26", "Boxing Day"],
  ],
  hours: [
    ["2025-03-05", "20:00-1d", "18:00", "a regular day"],
    ["2025-01-20", "20:00-1d", "13:00", "Martin Luther King Jr. Day"],
    ["2013-07-04", "20:00-1d", "13:00", "Independence Day"],
    ["2016-05-30", "20:00-1d", "13:00", "Memorial Day"],
    ["2018-09-03", "20:00-1d", "13:00", "Labor Day"],
    ["2025-06-19", "20:00-1d", "13:00", "Juneteenth"],
    ["2025-07-04", "20:00-1d", "13:00", "Independence Day on a Friday"],
    ["2025-11-27", "20:00-1d", "13:00", "Thanksgiving Day"],
  ],
  instants: [
    ["2024-03-08", "2024-03-08T01:00:00.000Z", "last Friday of winter time, opened on Thursday evening"],
    ["2024-03-11", "2024-03-11T00:00:00.000Z", "Sunday on which summer time begins"],
    ["2024-11-04", "2024-11-04T01:00:00.000Z", "Sunday on which it ends"],
  ],
});
