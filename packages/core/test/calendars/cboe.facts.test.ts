/** From Cboe circulars and releases, SEC orders, and the sources named in docs/sources/cboe.md. Times of Chicago. */
import { expect, test } from "vitest";
import { CBOE_EQUITY_OPTIONS } from "../../src/calendars/cboe-equity-options.js";
import { CBOE_INDEX_OPTIONS } from "../../src/calendars/cboe-index-options.js";
import { XCBF } from "../../src/calendars/xcbf.js";
import { type CalendarDefinition, interruptionsInRange, sessionPhases } from "../../src/index.js";
import { type Dated, testFacts } from "./facts.js";

const closed: Dated = [
  ["2024-01-01", "New Year's Day"],
  ["2017-01-16", "Martin Luther King Jr. Day"],
  ["2015-02-16", "Presidents' Day"],
  ["2015-04-03", "Good Friday; VIX futures traded in the early morning for Monday"],
  ["2024-05-27", "Memorial Day"],
  ["2023-06-19", "Juneteenth"],
  ["2024-07-04", "Independence Day"],
  ["2024-09-02", "Labor Day"],
  ["2024-11-28", "Thanksgiving Day"],
  ["2024-12-25", "Christmas Day"],
  ["2001-09-13", "after the attacks of September 11"],
  ["2004-06-11", "mourning for President Reagan"],
  ["2007-01-02", "mourning for President Ford"],
  ["2012-10-29", "Hurricane Sandy"],
  ["2018-12-05", "mourning for President Bush"],
  ["2025-01-09", "mourning for President Carter"],
];

const open: Dated = [
  ["2024-10-14", "Columbus Day"],
  ["2024-11-11", "Veterans Day"],
  ["2021-12-31", "New Year's Day on a Saturday is not kept"],
];

testFacts(XCBF, {
  closed,
  open,
  hours: [
    ["2011-04-19", "08:30", "15:15", "regular hours of VIX futures"],
    ["2020-10-23", "08:30", "15:15", "last Friday with the close a quarter past three"],
    ["2020-10-26", "08:30", "15:00", "settlement and close moved to three o'clock"],
    ["2017-07-03", "08:30", "12:15", "day before Independence Day"],
    ["2026-11-27", "08:30", "12:15", "day after Thanksgiving"],
    ["2026-12-24", "08:30", "12:15", "Christmas Eve"],
  ],
  instants: [
    ["2024-03-08", "2024-03-08T14:30:00.000Z", "last Friday of winter time"],
    ["2024-03-11", "2024-03-11T13:30:00.000Z", "first Monday of summer time"],
  ],
});

testFacts(CBOE_EQUITY_OPTIONS, {
  closed,
  open,
  hours: [
    ["1996-12-02", "08:30", "15:10", "ten minutes after the stocks"],
    ["1997-06-23", "08:30", "15:02", "two minutes after the stocks"],
    ["2006-02-10", "08:30", "15:02", "last day of the two minutes"],
    ["2006-02-13", "08:30", "15:00", "with the stocks"],
    ["1997-10-27", "08:30", "14:30", "circuit breakers"],
    ["2017-07-03", "08:30", "12:00", "day before Independence Day"],
    ["2025-12-24", "08:30", "12:00", "Christmas Eve"],
  ],
  instants: [["2024-11-04", "2024-11-04T14:30:00.000Z", "first Monday of winter time"]],
});

testFacts(CBOE_INDEX_OPTIONS, {
  closed,
  open,
  hours: [
    ["2015-03-02", "08:30", "15:15", "a regular day"],
    ["1997-10-27", "08:30", "14:30", "circuit breakers"],
    ["2017-07-03", "08:30", "12:15", "day before Independence Day"],
    ["2025-11-28", "08:30", "12:15", "day after Thanksgiving"],
    ["2025-12-24", "08:30", "12:15", "Christmas Eve"],
  ],
  instants: [["2024-03-11", "2024-03-11T13:30:00.000Z", "first Monday of summer time"]],
});

/** Phases round the regular hours, their starts and ends in UTC. */
const phases: readonly (readonly [calendar: CalendarDefinition, date: string, phases: readonly string[], why: string])[] = [
  [XCBF, "2010-12-01", [], "regular hours only"],
  [XCBF, "2011-09-23", ["pre 12:20-13:30"], "from 07:20"],
  [XCBF, "2011-09-26", ["pre 12:00-13:30"], "from 07:00"],
  [XCBF, "2013-11-04", ["pre 08:00-14:30"], "from 02:00"],
  [XCBF, "2014-06-23", ["overnight 22:00-13:30"], "from 17:00 of the day before"],
  [XCBF, "2019-06-03", ["overnight 22:00-13:30", "post 20:30-21:00"], "half an hour in the afternoon"],
  [XCBF, "2024-06-03", ["overnight 22:00-13:30", "post 20:00-21:00"], "an hour in the afternoon"],
  [XCBF, "2024-11-29", ["overnight 23:00-14:30"], "half day"],
  [CBOE_INDEX_OPTIONS, "2015-02-27", [], "regular hours only"],
  [CBOE_INDEX_OPTIONS, "2015-03-02", ["pre 08:00-14:15"], "from 02:00"],
  [CBOE_INDEX_OPTIONS, "2021-11-22", ["overnight 01:15-14:15"], "from 19:15 of the day before"],
  [CBOE_INDEX_OPTIONS, "2022-04-25", ["overnight 00:15-13:15", "post 20:15-21:00"], "with the curb session"],
];
for (const [calendar, date, expected, why] of phases)
  test(`${calendar.name} on ${date} has ${expected.join(", ") || "no phases"}: ${why}`, () => {
    const time = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
    expect(sessionPhases(calendar, date).map(({ name, startMs, endMs }) => `${name} ${time(startMs)}-${time(endMs)}`)).toEqual(expected);
  });

test("options halted four times in March 2020", () => {
  const halts = interruptionsInRange(CBOE_EQUITY_OPTIONS, "2020-03-01", "2020-03-31");
  expect(halts.map(({ startMs }) => new Date(startMs).toISOString())).toEqual([
    "2020-03-09T13:35:00.000Z",
    "2020-03-12T13:36:00.000Z",
    "2020-03-16T13:31:00.000Z",
    "2020-03-18T16:57:00.000Z",
  ]);
});
