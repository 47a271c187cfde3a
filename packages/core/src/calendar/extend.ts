/**
 * A calendar made of another: dates added and taken away, rules, hours and phases of one's own. The base stays as it is, nothing is registered
 * anywhere, and the result is a definition like any other, as fast as a shipped one. Changes are plain data, so that they can come from a JSON
 * file at run time.
 *
 * @module
 */

import { invalidCalendar } from "../errors.js";
import { defineCalendar } from "./define.js";
import type { CalendarDefinition, EarlyClose, Holiday, HoursPeriod, IsoDate, LateOpen, PhaseHours } from "./types.js";

/** What is added. A date given here takes the place of what the base says of it by date, a phase that of all of its phases of that name. */
export interface CalendarAdditions {
  readonly aliases?: readonly string[];
  readonly holidays?: readonly Holiday[];
  readonly earlyCloses?: readonly EarlyClose[];
  readonly lateOpens?: readonly LateOpen[];
  readonly closures?: CalendarDefinition["closures"];
  readonly specialHours?: CalendarDefinition["specialHours"];
  readonly extraSessions?: CalendarDefinition["extraSessions"];
  readonly phases?: readonly PhaseHours[];
  readonly interruptions?: CalendarDefinition["interruptions"];
}

/** What is taken away: rules and phases by their name, facts of single dates by their date. */
export interface CalendarRemovals {
  readonly holidays?: readonly string[];
  readonly earlyCloses?: readonly string[];
  readonly lateOpens?: readonly string[];
  readonly phases?: readonly string[];
  /** Dates whose closure, special hours, extra session or interruptions go: the rules and the regular week answer again. */
  readonly dates?: readonly IsoDate[];
}

/** Changes to a calendar. */
export interface CalendarChanges {
  /** Name of the result; the base's where left out. */
  readonly name?: string;
  readonly title?: string;
  readonly add?: CalendarAdditions;
  readonly remove?: CalendarRemovals;
  /** Regular hours in place of the base's. */
  readonly hours?: readonly HoursPeriod[];
  readonly weekdays?: CalendarDefinition["weekdays"];
  readonly coverage?: CalendarDefinition["coverage"];
}

/** What may be given under a key: a value that `defineCalendar` looks at, a list, or an object. */
type Keys = Readonly<Record<string, "value" | "list" | "object">>;
const CHANGES: Keys = {
  name: "value",
  title: "value",
  add: "object",
  remove: "object",
  hours: "list",
  weekdays: "list",
  coverage: "object",
};
const ADDITIONS: Keys = {
  aliases: "list",
  holidays: "list",
  earlyCloses: "list",
  lateOpens: "list",
  closures: "object",
  specialHours: "object",
  extraSessions: "object",
  phases: "list",
  interruptions: "object",
};
const REMOVALS: Keys = { holidays: "list", earlyCloses: "list", lateOpens: "list", phases: "list", dates: "list" };

/**
 * A calendar with changes. What is taken away goes first, then what is added comes.
 *
 * @throws {@link OpenbellError} `INVALID_CALENDAR` with the path: a key that does not exist, a name or date to remove that is not there, or
 * whatever `defineCalendar` refuses in the result.
 *
 * @example
 * ```ts
 * import { extendCalendar, isSession, sessionClose } from "@openbell/core";
 * import { XNYS } from "@openbell/core/calendars/xnys";
 *
 * const overrides = JSON.parse('{ "add": { "closures": { "2026-12-24": "Announced at noon" } }, "remove": { "dates": ["2025-01-09"] } }');
 * const mine = extendCalendar(XNYS, overrides);
 * console.log(isSession(mine, "2026-12-24"), isSession(XNYS, "2026-12-24")); // false true
 * console.log(isSession(mine, "2025-01-09"), isSession(XNYS, "2025-01-09")); // true false
 * ```
 */
export function extendCalendar(base: CalendarDefinition, changes: CalendarChanges): CalendarDefinition {
  known(base.name, "changes", changes, CHANGES);
  const { add = {}, remove = {} } = changes;
  known(base.name, "add", add, ADDITIONS);
  known(base.name, "remove", remove, REMOVALS);
  const dated = [base.closures, base.specialHours, base.extraSessions, base.interruptions];
  remove.dates?.forEach((date, i) => {
    if (!dated.some((facts) => facts?.[date] !== undefined))
      throw invalidCalendar(base.name, `remove.dates[${i}]`, `is a date that ${base.name} says nothing of: ${date}`);
  });
  const gone = new Set(remove.dates);
  const replaced = new Set([add.closures, add.specialHours, add.extraSessions].flatMap((facts) => Object.keys(facts ?? {})));
  const dates = <T>(there: { readonly [date: IsoDate]: T } = {}, more: { readonly [date: IsoDate]: T } = {}): { [date: IsoDate]: T } => ({
    ...Object.fromEntries(Object.entries(there).filter(([date]) => !gone.has(date) && !replaced.has(date))),
    ...more,
  });
  const rules = <T extends { readonly name: string }>(
    list: "holidays" | "earlyCloses" | "lateOpens" | "phases",
    there: readonly T[] = [],
    more: readonly T[] = [],
  ): T[] => {
    remove[list]?.forEach((name, i) => {
      if (!there.some((rule) => rule.name === name))
        throw invalidCalendar(base.name, `remove.${list}[${i}]`, `is a name that ${base.name} does not have: ${name}`);
    });
    const replaced = list === "phases" ? more.map(({ name }) => name) : [];
    // What is added comes first: the first holiday listed names a day.
    return [...more, ...there.filter(({ name }) => remove[list]?.includes(name) !== true && !replaced.includes(name))];
  };
  return defineCalendar({
    ...base,
    name: changes.name ?? base.name,
    title: changes.title ?? base.title,
    aliases: [...(changes.name === undefined ? base.aliases : []), ...(add.aliases ?? [])],
    hours: changes.hours ?? base.hours,
    weekdays: changes.weekdays ?? base.weekdays,
    coverage: changes.coverage ?? base.coverage,
    holidays: rules("holidays", base.holidays, add.holidays),
    earlyCloses: rules("earlyCloses", base.earlyCloses, add.earlyCloses),
    lateOpens: rules("lateOpens", base.lateOpens, add.lateOpens),
    phases: rules("phases", base.phases, add.phases),
    closures: dates(base.closures, add.closures),
    specialHours: dates(base.specialHours, add.specialHours),
    extraSessions: dates(base.extraSessions, add.extraSessions),
    interruptions: {
      ...Object.fromEntries(Object.entries(base.interruptions ?? {}).filter(([date]) => !gone.has(date))),
      ...add.interruptions,
    },
  });
}

/** Refuses keys that mean nothing, and lists and objects that are none: changes may come from a file that no type has checked. */
function known(calendar: string, path: string, found: object, keys: Keys): void {
  if (kindOf(found) !== "object") throw invalidCalendar(calendar, path, "is not an object");
  for (const [key, value] of Object.entries(found)) {
    const kind = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (kind === undefined) throw invalidCalendar(calendar, `${path}.${key}`, `is not known; expected ${Object.keys(keys).join(", ")}`);
    if (value !== undefined && kind !== "value" && kindOf(value) !== kind)
      throw invalidCalendar(calendar, `${path}.${key}`, kind === "list" ? "is not a list" : "is not an object");
  }
}

function kindOf(value: unknown): "value" | "list" | "object" {
  return Array.isArray(value) ? "list" : typeof value === "object" && value !== null ? "object" : "value";
}
