/** Session windows from configurations: what is read, and what is told of what cannot be. */
import { expect, test } from "vitest";
import { ALWAYS_OPEN } from "../../src/calendars/always-open.js";
import { XNYS } from "../../src/calendars/xnys.js";
import { OpenbellError } from "../../src/errors.js";
import { loadSessionWindows, type SessionWindowsOptions, sessionWindows, type WindowFault } from "../../src/vwap/windows/config.js";
import { FX_WINDOWS } from "../../src/vwap/windows/fx-windows.js";
import { columnPrefix, stateName } from "../../src/vwap/windows/names.js";
import { openWindows } from "../../src/vwap/windows/windows.js";

/** A window from its entry alone. */
const windowOf = (entry: object, options?: SessionWindowsOptions): unknown => sessionWindows([{ name: "W", ...entry }], options)[0];

/** The faults of a configuration, as sentences. */
function faultsOf(config: unknown, options?: SessionWindowsOptions): readonly WindowFault[] {
  try {
    sessionWindows(config, options);
  } catch (error) {
    expect(error).toBeInstanceOf(OpenbellError);
    expect((error as OpenbellError).code).toBe("INVALID_WINDOW");
    return (error as OpenbellError).details["faults"] as readonly WindowFault[];
  }
  return [];
}
const messagesOf = (config: unknown, options?: SessionWindowsOptions): string[] => faultsOf(config, options).map(({ message }) => message);

const SPEC = {
  vwap: {
    sessions: [
      { name: "Asia", start_time: "00:00:00", end_time: "08:00:00" },
      { name: "London", start_time: "07:00:00", end_time: "16:00:00" },
      { name: "New York", start_time: "13:00:00", end_time: "21:00:00" },
    ],
  },
};

test.each([
  ["under vwap", SPEC],
  ["under vwap, with other settings around", { log: true, vwap: { ...SPEC.vwap, multipliers: [1, 2] } }],
  ["as sessions", SPEC.vwap],
  ["as sessions, beside a vwap that has none", { vwap: { enabled: true }, ...SPEC.vwap }],
  ["as a list", SPEC.vwap.sessions],
])("the example of the specification is read %s", (_, config) => {
  expect(sessionWindows(config)).toEqual(FX_WINDOWS);
});

const HOURS = { start: "08:00", end: "17:00" };

test.each<[title: string, entry: object, window: object]>([
  ["start and end", { start: "08:00", end: "17:00" }, HOURS],
  ["startTime and endTime", { startTime: "08:00", endTime: "17:00" }, HOURS],
  ["tz", { ...HOURS, tz: "Europe/London" }, { ...HOURS, timeZone: "Europe/London" }],
  ["time_zone", { ...HOURS, time_zone: "Europe/London" }, { ...HOURS, timeZone: "Europe/London" }],
  ["timezone", { ...HOURS, timezone: "UTC" }, { ...HOURS, timeZone: "UTC" }],
  ["timeZone", { ...HOURS, timeZone: "Etc/GMT+5" }, { ...HOURS, timeZone: "Etc/GMT+5" }],
  ["milliseconds", { start: "08:00:00.250", end: "17:00" }, { start: "08:00:00.250", end: "17:00" }],
  ["midnight at both ends", { start: "00:00", end: "24:00" }, { start: "00:00", end: "24:00" }],
  ["a day that ends as it starts", { start: "17:00", end: "17:00" }, { start: "17:00", end: "17:00" }],
  ["a window over midnight", { start: "22:00", end: "06:00:00" }, { start: "22:00", end: "06:00:00" }],
  ["keys without a value", { ...HOURS, tz: undefined, calendar: undefined }, HOURS],
])("%s", (_, entry, window) => {
  expect(windowOf(entry)).toEqual({ name: "W", ...window });
});

test.each<[days: unknown, iso: number[]]>([
  ["Mon-Fri", [1, 2, 3, 4, 5]],
  ["monday", [1]],
  ["Mon, WED, friday", [1, 3, 5]],
  ["Sun-Thu", [1, 2, 3, 4, 7]],
  ["Fri - Mon", [1, 5, 6, 7]],
  ["Mon–Wed, Sat", [1, 2, 3, 6]],
  ["Tues, Thurs", [2, 4]],
  ["1-5", [1, 2, 3, 4, 5]],
  ["7", [7]],
  [3, [3]],
  [
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
  ],
  [
    ["Sat", 7, "Mon-Tue"],
    [1, 2, 6, 7],
  ],
  [["Wed-Wed"], [3]],
])("days %j", (days, iso) => {
  expect(windowOf({ ...HOURS, days })).toEqual({ name: "W", ...HOURS, days: iso });
});

const DAY = "a weekday, by name or by ISO number from 1 (Monday) to 7 (Sunday)";

test.each<[days: unknown, message: string]>([
  [0, `expected \`[0].days\` to be ${DAY}; 0 is Monday in Python and Sunday in cron, got 0 (number).`],
  [[1, 0], `expected \`[0].days[1]\` to be ${DAY}; 0 is Monday in Python and Sunday in cron, got 0 (number).`],
  ["0-4", `expected \`[0].days\` to be ${DAY}; 0 is Monday in Python and Sunday in cron, got "0-4".`],
  [[8], `expected \`[0].days[0]\` to be ${DAY}, got 8 (number).`],
  [[1.5], `expected \`[0].days[0]\` to be ${DAY}, got 1.5 (number).`],
  [["Mo"], `expected \`[0].days[0]\` to be ${DAY}, got "Mo".`],
  [["Mondays"], `expected \`[0].days[0]\` to be ${DAY}, got "Mondays".`],
  [["Mon-Wed-Fri"], `expected \`[0].days[0]\` to be ${DAY}, got "Mon-Wed-Fri".`],
  ["5-0", `expected \`[0].days\` to be ${DAY}; 0 is Monday in Python and Sunday in cron, got "5-0".`],
  ["Mon, 0", `expected \`[0].days\` to be ${DAY}; 0 is Monday in Python and Sunday in cron, got "Mon, 0".`],
  ["10", `expected \`[0].days\` to be ${DAY}, got "10".`],
  ["05", `expected \`[0].days\` to be ${DAY}, got "05".`],
  ["1st", `expected \`[0].days\` to be ${DAY}, got "1st".`],
  ["Mon-Wed, Wed-Fri", 'expected `[0].days` to be a weekday that was not named before it, got "Mon-Wed, Wed-Fri".'],
  ["Mon-", `expected \`[0].days\` to be ${DAY}, got "Mon-".`],
  ["", `expected \`[0].days\` to be ${DAY}, got "".`],
  [[null], `expected \`[0].days[0]\` to be ${DAY}, got null.`],
  [[1, "Mon"], 'expected `[0].days[1]` to be a weekday that was not named before it, got "Mon".'],
  ["Mon-Wed, Tue", 'expected `[0].days` to be a weekday that was not named before it, got "Mon-Wed, Tue".'],
  [[], 'expected `[0].days` to be weekdays, such as "Mon-Fri" or [1, 2, 3]; every day where they are left out, got an empty list.'],
  [null, 'expected `[0].days` to be weekdays, such as "Mon-Fri" or [1, 2, 3]; every day where they are left out, got null.'],
  [true, 'expected `[0].days` to be weekdays, such as "Mon-Fri" or [1, 2, 3]; every day where they are left out, got true (boolean).'],
])("days %j are refused", (days, message) => {
  expect(messagesOf([{ name: "W", ...HOURS, days }])).toEqual([message]);
});

const START = 'a time HH:MM or HH:MM:SS, such as "07:00:00"';
const BASE_60 = "if that was meant, which without quotes YAML 1.1 reads as a number of base 60";

test.each<[start: unknown, expected: string]>([
  ["8:00", START],
  ["08:00Z", START],
  ["08:60", START],
  ["25:00", START],
  ["08:00:00.0001", START],
  ["", START],
  [null, START],
  [{ hour: 8 }, START],
  ["24:00", 'a time before the end of the day; midnight is "00:00"'],
  // What YAML 1.1 makes of 13:00:00, 16:00, 24:00 and 12:30:15 without quotes.
  [46_800, `a time in quotes: "13:00:00" ${BASE_60}`],
  [960, `a time in quotes: "16:00" ${BASE_60}`],
  [1440, `a time in quotes: "24:00" ${BASE_60}`],
  [45_015, `a time in quotes: "12:30:15" ${BASE_60}`],
  [28_800, `a time in quotes: "08:00:00" ${BASE_60}`],
  [60, `a time in quotes: "01:00" ${BASE_60}`],
  [86_400, `a time in quotes: "24:00:00" ${BASE_60}`],
  [86_401, 'a time in quotes, such as "13:00:00"'],
  [59, 'a time in quotes, such as "13:00:00"'],
  [8, 'a time in quotes, such as "13:00:00"'],
  [-960, 'a time in quotes, such as "13:00:00"'],
  [1e9, 'a time in quotes, such as "13:00:00"'],
  [960.5, 'a time in quotes, such as "13:00:00"'],
])("the start %j is refused", (start_time, expected) => {
  const [fault, ...more] = faultsOf([{ name: "W", start_time, end_time: "17:00" }]);
  expect(more).toEqual([]);
  expect(fault).toMatchObject({ path: "[0].start_time", keys: [0, "start_time"], expected, found: start_time });
});

test.each<[zone: unknown, why: string]>([
  ["Europe/Londn", ""],
  ["New York", ""],
  ["", ""],
  [null, ""],
  [-5, ""],
  // Runtimes take it for Asia/Dhaka.
  ["BST", "; abbreviations mean different places"],
  ["est", "; abbreviations mean different places"],
])("the zone %j is refused", (tz, why) => {
  const [fault, ...more] = faultsOf([{ name: "W", ...HOURS, tz }]);
  expect(more).toEqual([]);
  expect(fault).toMatchObject({ path: "[0].tz", expected: `an IANA time zone such as "Europe/London"${why}`, found: tz });
});

test.each(["UTC", "GMT", "utc", "Japan", "EST5EDT", "America/Argentina/Buenos_Aires"])("the zone %s is not", (tz) => {
  expect(windowOf({ ...HOURS, tz })).toMatchObject({ timeZone: tz });
});

test.each<[title: string, config: unknown, messages: string[]]>([
  ["nothing", undefined, ["expected `config` to be an object with `sessions`, a list of session windows, got nothing."]],
  ["an empty file", null, ["expected `config` to be an object with `sessions`, a list of session windows, got null."]],
  ["a text", "Asia", ['expected `config` to be an object with `sessions`, a list of session windows, got "Asia".']],
  ["a date", new Date(0), ["expected `config` to be an object with `sessions`, a list of session windows, got a date."]],
  ["an empty list", [], ["expected `config` to be a list of one or more session windows, got an empty list."]],
  ["no entries", { vwap: { sessions: [] } }, ["expected `vwap.sessions` to be a list of one or more session windows, got an empty list."]],
  [
    "sessions by name",
    { sessions: { Asia: HOURS } },
    ['expected `sessions` to be a list of one or more session windows, got an object with "Asia".'],
  ],
  ["an empty object", {}, ["expected `sessions` to be a list of session windows, got nothing."]],
  ["a key misspelt", { session: [] }, ['expected `sessions` to be a list of session windows (found "session"), got nothing.']],
  ["vwap without sessions", { vwap: { bands: 2 } }, ["expected `vwap.sessions` to be a list of session windows, got nothing."]],
  [
    "vwap as a list",
    { vwap: SPEC.vwap.sessions },
    ["expected `vwap` to be an object with `sessions`, a list of session windows, got a list."],
  ],
  ["vwap as null", { vwap: null }, ["expected `vwap` to be an object with `sessions`, a list of session windows, got null."]],
  [
    "two lists, of which one is none",
    { vwap: { sessions: 1 }, sessions: [] },
    [
      "expected `sessions` to be left out, as `vwap.sessions` is there, got an empty list.",
      "expected `vwap.sessions` to be a list of one or more session windows, got 1 (number).",
    ],
  ],
  ["an entry that is a text", ["Asia"], ['expected `[0]` to be an object with `name`, `start_time` and `end_time`, got "Asia".']],
  [
    "an entry that is null",
    { sessions: [null] },
    ["expected `sessions[0]` to be an object with `name`, `start_time` and `end_time`, got null."],
  ],
  ["an entry that is a list", [[]], ["expected `[0]` to be an object with `name`, `start_time` and `end_time`, got an empty list."]],
  ["no name", [HOURS], ["expected `[0].name` to be a name, got nothing."]],
  ["a name that YAML made a number", [{ name: 930, ...HOURS }], ["expected `[0].name` to be a name, in quotes, got 930 (number)."]],
  ["a name that YAML 1.1 made false", [{ name: false, ...HOURS }], ["expected `[0].name` to be a name, in quotes, got false (boolean)."]],
  ["a name of signs", [{ name: " - ", ...HOURS }], ['expected `[0].name` to be a name with a letter or a digit in it, got " - ".']],
  [
    "a name twice",
    [
      { name: "A", ...HOURS },
      { name: "A", ...HOURS },
      { name: "A", ...HOURS },
    ],
    [
      'expected `[1].name` to be a name that no other window has; `[0].name` is the same, got "A".',
      'expected `[2].name` to be a name that no other window has; `[0].name` is the same, got "A".',
    ],
  ],
  [
    "one state of two names",
    [
      { name: "New York", ...HOURS },
      { name: "NewYork", ...HOURS },
    ],
    [
      'expected `[1].name` to be a name that differs from `[0].name` in letters or digits, as it becomes the state IN_SESSION_NEWYORK and the columns newyork_…, got "NewYork".',
    ],
  ],
  [
    "one column prefix of two names",
    [
      { name: "Straße", ...HOURS },
      { name: "STRAẞE", ...HOURS },
    ],
    [
      'expected `[1].name` to be a name that differs from `[0].name` in letters or digits, as it becomes the state IN_SESSION_STRAẞE and the columns straße_…, got "STRAẞE".',
    ],
  ],
  [
    "no hours",
    [{ name: "A" }],
    ['expected `[0]` to be an entry with `start_time` and `end_time`, with `calendar` or with `sessions`, got an object with "name".'],
  ],
  [
    "no end",
    [{ name: "A", start_time: "07:00" }],
    ['expected `[0].end_time` to be a time HH:MM or HH:MM:SS, such as "16:00:00" or "24:00", got nothing.'],
  ],
  ["no start", [{ name: "A", end: "07:00" }], [`expected \`[0].start_time\` to be ${START}, got nothing.`]],
  [
    "a key misspelt in an entry",
    [{ name: "A", "start-tme": "07:00", ...HOURS }],
    ['expected `[0].start-tme` to be left out: there is no such key (did you mean "start_time"?), got "07:00".'],
  ],
  [
    "a key that means nothing",
    [{ name: "A", colour: "red", ...HOURS }],
    [
      'expected `[0].colour` to be left out: there is no such key; keys are name, start_time, end_time, tz, days, calendar, phase, sessions, got "red".',
    ],
  ],
  [
    "a key with signs in it",
    [{ name: "A", "a.b": 1, ...HOURS }],
    [
      'expected `[0]["a.b"]` to be left out: there is no such key; keys are name, start_time, end_time, tz, days, calendar, phase, sessions, got 1 (number).',
    ],
  ],
  [
    "a time said twice",
    [{ name: "A", start_time: "07:00", ...HOURS }],
    ['expected `[0].start` to be left out, as `[0].start_time` says it already, got "08:00".'],
  ],
  [
    "hours of two kinds",
    [{ name: "A", calendar: XNYS, ...HOURS, tz: "UTC", days: "Mon" }],
    [
      'expected `[0].start` to be left out, as the hours are those of `[0].calendar`, got "08:00".',
      'expected `[0].end` to be left out, as the hours are those of `[0].calendar`, got "17:00".',
      'expected `[0].tz` to be left out, as the hours are those of `[0].calendar`, got "UTC".',
      'expected `[0].days` to be left out, as the hours are those of `[0].calendar`, got "Mon".',
    ],
  ],
  [
    "a phase of no calendar",
    [{ name: "A", ...HOURS, phase: "pre" }],
    ['expected `[0].phase` to be left out, as phases are those of a calendar, and none is named, got "pre".'],
  ],
  [
    "a phase that is not there",
    [{ name: "A", calendar: XNYS, phase: "Pre" }],
    ['expected `[0].phase` to be a phase of XNYS, one of regular, overnight, pre, post (did you mean "pre"?), got "Pre".'],
  ],
  [
    "a phase that is no name",
    [{ name: "A", calendar: XNYS, phase: 1 }],
    ['expected `[0].phase` to be the name of a phase, such as "pre", got 1 (number).'],
  ],
  [
    "a calendar's name that nobody looks up",
    [{ name: "A", calendar: "XNYS" }],
    [
      'expected `[0].calendar` to be the definition of a calendar; names are looked up by `loadSessionWindows`, or by the option `calendars`, got "XNYS".',
    ],
  ],
  [
    "a calendar that is none",
    [{ name: "A", calendar: 4 }],
    ["expected `[0].calendar` to be a calendar's name or its definition, got 4 (number)."],
  ],
  [
    "half a calendar",
    [{ name: "A", calendar: { name: "MINE", timeZone: "UTC" } }],
    [
      'expected `[0].calendar` to be the definition of a calendar, with aliases, weekdays, coverage, hours, got an object with "name, timeZone".',
    ],
  ],
  [
    "a calendar with a fault",
    [{ name: "A", calendar: { ...XNYS, weekdays: [0] } }],
    [
      expect.stringContaining(
        "expected `[0].calendar` to be a calendar (Calendar XNYS: weekdays[0] is not a weekday from 1 (Monday) to 7 (Sunday), each once: 0), got an object with",
      ),
    ],
  ],
  [
    "a calendar out of shape",
    [{ name: "A", calendar: { ...XNYS, hours: [3] } }],
    [expect.stringContaining("expected `[0].calendar` to be ")],
  ],
])("refused: %s", (_, config, messages) => {
  expect(messagesOf(config)).toEqual(messages);
});

test.each<[title: string, config: unknown, messages: string[]]>([
  [
    "a key misspelt among others",
    { log: true, session: [], other: 1 },
    ['expected `sessions` to be a list of session windows (found "session"), got nothing.'],
  ],
  [
    "three names of one state, each told of the first",
    [
      { name: "A B", ...HOURS },
      { name: "A-B", ...HOURS },
      { name: "AB", ...HOURS },
    ],
    ["A-B", "AB"].map(
      (name, i) =>
        `expected \`[${i + 1}].name\` to be a name that differs from \`[0].name\` in letters or digits, as it becomes the state IN_SESSION_AB and the columns ${["a_b", "ab"][i]}_…, got "${name}".`,
    ),
  ],
  [
    "an empty phase",
    [{ name: "A", calendar: XNYS, phase: "" }],
    ['expected `[0].phase` to be the name of a phase, such as "pre", got "".'],
  ],
  [
    "a phase of a calendar without phases",
    [{ name: "A", calendar: ALWAYS_OPEN, phase: "pre" }],
    ['expected `[0].phase` to be a phase of 24/7, one of regular, got "pre".'],
  ],
  [
    "a calendar whose aliases are a number",
    [{ name: "A", calendar: { ...XNYS, aliases: 3 } }],
    [
      expect.stringContaining(
        "expected `[0].calendar` to be the definition of a calendar (aliases.forEach is not a function), got an object with",
      ),
    ],
  ],
])("refused, too: %s", (_, config, messages) => {
  expect(messagesOf(config)).toEqual(messages);
});

test("what is left out is left out of the window", () => {
  expect(windowOf({ ...HOURS })).toStrictEqual({ name: "W", ...HOURS });
  expect(windowOf({ calendar: XNYS })).toStrictEqual({ name: "W", calendar: XNYS });
});

test("one fault is the message; its path, what was expected and what was found are its details", () => {
  expect(() => sessionWindows({ sessions: [{ name: "A", start_time: "7", end_time: "08:00" }] })).toThrow(
    expect.objectContaining({
      code: "INVALID_WINDOW",
      message: `Session windows: expected \`sessions[0].start_time\` to be ${START}, got "7".`,
      details: expect.objectContaining({ path: "sessions[0].start_time", expected: START, found: "7" }),
    }),
  );
});

test("all faults are told at once", () => {
  const config = {
    vwap: {
      sessions: [
        { name: "Asia", start_time: 0, end_time: "08:00" },
        { name: "asia", strat_time: "07:00", end_time: "16.00", tz: "London", days: [1, 9] },
        { calendar: XNYS, phase: "night" },
      ],
    },
  };
  expect(() => sessionWindows(config)).toThrow(
    expect.objectContaining({
      message: [
        "Session windows have 9 faults:",
        '- expected `vwap.sessions[0].start_time` to be a time in quotes, such as "13:00:00", got 0 (number).',
        '- expected `vwap.sessions[1].strat_time` to be left out: there is no such key (did you mean "start_time"?), got "07:00".',
        '- expected `vwap.sessions[1].name` to be a name that differs from `vwap.sessions[0].name` in letters or digits, as it becomes the state IN_SESSION_ASIA and the columns asia_…, got "asia".',
        `- expected \`vwap.sessions[1].start_time\` to be ${START}, got nothing.`,
        '- expected `vwap.sessions[1].end_time` to be a time HH:MM or HH:MM:SS, such as "16:00:00" or "24:00", got "16.00".',
        '- expected `vwap.sessions[1].tz` to be an IANA time zone such as "Europe/London", got "London".',
        `- expected \`vwap.sessions[1].days[1]\` to be ${DAY}, got 9 (number).`,
        "- expected `vwap.sessions[2].name` to be a name, got nothing.",
        '- expected `vwap.sessions[2].phase` to be a phase of XNYS, one of regular, overnight, pre, post, got "night".',
      ].join("\n"),
    }),
  );
});

test.each<[title: string, sessions: unknown, messages: string[]]>([
  ["none", [], ["expected `[0].sessions` to be a list of one or more sessions { id, intervals }, got an empty list."]],
  ["a text", "2024-01-08", ['expected `[0].sessions` to be a list of one or more sessions { id, intervals }, got "2024-01-08".']],
  ["a session that is a pair", [[0, 1]], ["expected `[0].sessions[0]` to be a session { id, intervals }, got a list."]],
  [
    "nothing in it",
    [{}],
    [
      "expected `[0].sessions[0].id` to be text or a number, got nothing.",
      "expected `[0].sessions[0].intervals` to be a list of one or more pairs [open, close], got nothing.",
    ],
  ],
  [
    "a date for an id",
    [{ id: new Date("2024-01-08"), intervals: [[0, 1]] }],
    ["expected `[0].sessions[0].id` to be text or a number; YAML 1.1 makes a date of 2024-01-08 without quotes, got a date."],
  ],
  [
    "no number for an id",
    [{ id: Number.NaN, intervals: [[0, 1]] }],
    ["expected `[0].sessions[0].id` to be text or a number, got NaN (number)."],
  ],
  ["an empty id", [{ id: "", intervals: [[0, 1]] }], ['expected `[0].sessions[0].id` to be text or a number, got "".']],
  [
    "an id twice",
    [
      { id: 1, intervals: [[0, 1]] },
      { id: 1, intervals: [[1, 2]] },
    ],
    ["expected `[0].sessions[1].id` to be an id that no other session of the window has, got 1 (number)."],
  ],
  [
    "another key",
    [{ id: 1, intervals: [[0, 1]], open: 0 }],
    ["expected `[0].sessions[0].open` to be left out: a session has `id` and `intervals`, got 0 (number)."],
  ],
  [
    "three times in a pair",
    [{ id: 1, intervals: [[0, 1, 2]] }],
    ["expected `[0].sessions[0].intervals[0]` to be a pair [open, close], got a list."],
  ],
  ["a pair of one", [{ id: 1, intervals: [[0]] }], ["expected `[0].sessions[0].intervals[0]` to be a pair [open, close], got a list."]],
  [
    "an empty pair",
    [{ id: 1, intervals: [[]] }],
    ["expected `[0].sessions[0].intervals[0]` to be a pair [open, close], got an empty list."],
  ],
  [
    "an interval within one before it, and one after that overlaps the first",
    [
      { id: 1, intervals: [[0, 10]] },
      {
        id: 2,
        intervals: [
          [3, 5],
          [6, 20],
          [20, 21],
        ],
      },
    ],
    [
      "expected `[0].sessions[1].intervals[0][0]` to be no earlier than the close before it, got 3 (number).",
      "expected `[0].sessions[1].intervals[1][0]` to be no earlier than the close before it, got 6 (number).",
    ],
  ],
  [
    "no length",
    [{ id: 1, intervals: [[5, 5]] }],
    ["expected `[0].sessions[0].intervals[0][1]` to be later than the open, got 5 (number)."],
  ],
  [
    "an overlap",
    [
      {
        id: 1,
        intervals: [
          [0, 10],
          [9, 20],
        ],
      },
      { id: 2, intervals: [[19, 30]] },
    ],
    [
      "expected `[0].sessions[0].intervals[1][0]` to be no earlier than the close before it, got 9 (number).",
      "expected `[0].sessions[1].intervals[0][0]` to be no earlier than the close before it, got 19 (number).",
    ],
  ],
  ...[
    "2024-01-08",
    "2024-01-08T07:00:00",
    "07:00Z",
    "2024-01-08T07:00:00[Mars/Olympus]",
    true,
    Number.POSITIVE_INFINITY,
    new Date(Number.NaN),
  ].map((open): [string, unknown, string[]] => [
    `the time ${String(open)}`,
    [{ id: 1, intervals: [[open, 8e15]] }],
    [
      expect.stringContaining(
        'expected `[0].sessions[0].intervals[0][0]` to be epoch milliseconds, or a time with its offset such as "2024-01-08T07:00:00Z", got ',
      ),
    ],
  ]),
])("listed sessions are refused: %s", (_, sessions, messages) => {
  expect(messagesOf([{ name: "W", sessions }])).toEqual(messages);
});

test("listed sessions: times as milliseconds, as text, as dates; breaks", () => {
  const sessions = [
    {
      id: "2024-01-08",
      intervals: [
        ["2024-01-08T09:00+01:00", "2024-01-08T10:30:00Z"],
        [Date.UTC(2024, 0, 8, 11), new Date("2024-01-08T15:00Z")],
      ],
    },
    { id: 2, intervals: [["2024-01-09T08:00[Europe/Berlin]", "2024-01-09T08:00:00.5Z"]] },
  ];
  expect(windowOf({ sessions })).toEqual({
    name: "W",
    sessions: [
      {
        id: "2024-01-08",
        intervals: [
          [Date.UTC(2024, 0, 8, 8), Date.UTC(2024, 0, 8, 10, 30)],
          [Date.UTC(2024, 0, 8, 11), Date.UTC(2024, 0, 8, 15)],
        ],
      },
      { id: 2, intervals: [[Date.UTC(2024, 0, 9, 7), Date.UTC(2024, 0, 9, 8, 0, 0, 500)]] },
    ],
  });
  expect(messagesOf([{ name: "W", sessions, tz: "UTC" }])).toEqual([
    'expected `[0].tz` to be left out, as the hours are those of `[0].sessions`, got "UTC".',
  ]);
});

test("calendars: a definition is kept as it is, a name is looked up, a phase is one that it has", async () => {
  const calendars = (): typeof XNYS => XNYS;
  expect((windowOf({ calendar: XNYS }) as { calendar: unknown }).calendar).toBe(XNYS);
  expect(windowOf({ calendar: "anything", phase: "pre" }, { calendars })).toEqual({ name: "W", calendar: XNYS, phase: "pre" });
  expect(windowOf({ calendar: XNYS, phase: "regular" })).toEqual({ name: "W", calendar: XNYS, phase: "regular" });
  const loaded = await loadSessionWindows({
    sessions: [
      { name: "W", calendar: "nyse", phase: "post" },
      { name: "V", ...HOURS },
      { name: "U", calendar: XNYS },
    ],
  });
  expect(loaded).toEqual([
    { name: "W", calendar: XNYS, phase: "post" },
    { name: "V", ...HOURS },
    { name: "U", calendar: XNYS },
  ]);
  expect(openWindows(loaded).map(({ timeZone }) => timeZone)).toEqual(["America/New_York", "UTC", "America/New_York"]);
});

test("a calendar that nobody knows is a fault among the others", async () => {
  await expect(
    loadSessionWindows([
      { name: "W", calendar: "XNYZ" },
      { name: "V", calendar: "XNYS", phase: "x" },
    ]),
  ).rejects.toMatchObject({
    code: "INVALID_WINDOW",
    details: {
      faults: [
        {
          path: "[0].calendar",
          expected: expect.stringMatching(/^a calendar \(Unknown calendar "XNYZ"\. Nearest: .*"XNYS"[^.]*\)$/),
          found: "XNYZ",
        },
        { path: "[1].phase" },
      ],
    },
  });
  await expect(loadSessionWindows(null)).rejects.toMatchObject({ code: "INVALID_WINDOW" });
});

test("what a lookup throws that is none of ours is no fault of the configuration", () => {
  const broken = (): never => {
    throw new TypeError("no network");
  };
  expect(() => windowOf({ calendar: "XNYS" }, { calendars: broken })).toThrow(TypeError);
  const nothing = (() => undefined) as unknown as NonNullable<SessionWindowsOptions["calendars"]>;
  expect(messagesOf([{ name: "W", calendar: "XNYS" }], { calendars: nothing })).toEqual([
    'expected `[0].calendar` to be the name of a calendar, got "XNYS".',
  ]);
});

test.each([
  ["Asia", "IN_SESSION_ASIA", "asia"],
  ["London", "IN_SESSION_LONDON", "london"],
  ["New York", "IN_SESSION_NEWYORK", "new_york"],
  ["new-york", "IN_SESSION_NEWYORK", "new_york"],
  [" US  (cash) ", "IN_SESSION_USCASH", "us_cash"],
  ["24/7", "IN_SESSION_247", "24_7"],
  ["São Paulo", "IN_SESSION_SÃOPAULO", "são_paulo"],
  ["Sa\u0303o Paulo", "IN_SESSION_SÃOPAULO", "são_paulo"],
  ["東京", "IN_SESSION_東京", "東京"],
  ["Zürich/Straße", "IN_SESSION_ZÜRICHSTRASSE", "zürich_straße"],
])("the window %j is the state %s and the columns %s_…", (name, state, prefix) => {
  expect(stateName(name)).toBe(state);
  expect(columnPrefix(name)).toBe(prefix);
});
