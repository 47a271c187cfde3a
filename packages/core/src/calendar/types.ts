/**
 * What a venue's calendar looks like as data: its hours by date, its holidays by rule, its exceptions by date, each with the event's name.
 *
 * **Precedence**, strongest first, for the session of a date (`facts.ts` is this list in code):
 * 1. outside `coverage`: unknown, never a session;
 * 2. `extraSessions[date]`: a session, whatever else says otherwise;
 * 3. `closures[date]`: no session;
 * 4. `specialHours[date]`: a session with exactly these segments; late opens and early closes do not touch it;
 * 5. `holidays`: no session; of several on one date the first listed names it;
 * 6. the weekday mask of the period of `hours` that holds the date;
 * 7. that period's segments, cut by `lateOpens` (the latest wins) and `earlyCloses` (the earliest wins).
 *
 * One date may stand in only one of `extraSessions`, `closures` and `specialHours`; `defineCalendar` refuses a definition where it stands in two.
 *
 * @module
 */

/** A calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/**
 * A wall-clock time of the venue, `HH:MM`, with the days between it and the session date where they differ: `"17:00-1d"` is 17:00 on
 * the day before the session date, `"02:00+1d"` 02:00 on the day after it. `"24:00"` is midnight at the end of the day.
 *
 * In regular hours and phases a time may be kept by another place's clock: `"16:00@America/New_York"` is 17:00 or 18:00 in São Paulo, as New
 * York's clocks are put forward or not.
 */
export type LocalTime = string;

/**
 * `[open, close]`, half-open. The open of a session's first segment may be `"previous-close"`: the session begins where the one before
 * it ended, so that weekends and holidays belong to the next session (CME cryptocurrencies since 2026).
 */
export type SegmentHours = readonly [open: LocalTime | "previous-close", close: LocalTime];

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Regular hours from one date on, until the next period begins. */
export interface HoursPeriod {
  /** First session date with these hours; left out in the first period of a calendar. */
  readonly from?: IsoDate;
  /** Trading intervals of a session, in order; two where there is a lunch break. */
  readonly segments: readonly SegmentHours[];
  /** Weekdays (of the session date) with other segments than the rest. */
  readonly byWeekday?: { readonly [weekday in Weekday]?: readonly SegmentHours[] };
  /** Other segments for a part of each year. */
  readonly season?: Season;
  /** Weekdays with a session in this period, where they differ from the calendar's. */
  readonly weekdays?: readonly Weekday[];
  /** What the pause between two segments is called; "break" where left out. One called "maintenance" is reported as that. */
  readonly breakName?: string;
  /** Weekly maintenance windows, by the local weekday on which they begin, cut out of every segment they fall in. */
  readonly maintenance?: readonly { readonly weekday: Weekday; readonly start: LocalTime; readonly end: LocalTime }[];
  /** Where these hours come from, if not from the calendar's own source. */
  readonly source?: string;
}

/** Certain months of each year with hours of their own, on every weekday. */
export interface Season {
  /** Months of the session date, 1 to 12. */
  readonly months: readonly number[];
  readonly segments: readonly SegmentHours[];
}

/** Where a fixed holiday goes when it falls on a weekend. Days are those of the week, whatever the venue's own weekday mask. */
export type Observance =
  /** Saturday to Friday, Sunday to Monday. */
  | "nearest-weekday"
  /** Sunday to Monday; on a Saturday it stays and closes nothing. */
  | "sunday-to-monday"
  /** Saturday and Sunday to Monday. */
  | "next-monday"
  /** Saturday to Monday, Sunday to Tuesday: the second of two neighbouring holidays (Boxing Day). */
  | "next-monday-or-tuesday"
  /** Days by which each weekday is moved, Monday first: `[0, -1, -2, -3, 3, 2, 1]` makes any day a Monday. */
  | readonly [number, number, number, number, number, number, number];

/** A day of each year, by one kind of rule. */
export type DateRule =
  /** The same month and day each year. */
  | { readonly kind: "fixed"; readonly month: number; readonly day: number; readonly observance?: Observance }
  /** The nth weekday of a month; `nth: -1` is the last. */
  | { readonly kind: "nth-weekday"; readonly month: number; readonly weekday: Weekday; readonly nth: number }
  /** The first such weekday on or after a day of the year, or the last one on or before it. */
  | {
      readonly kind: "weekday-near";
      readonly month: number;
      readonly day: number;
      readonly weekday: Weekday;
      readonly side: "on-or-after" | "on-or-before";
    }
  /** Days after (negative: before) Easter Sunday. */
  | { readonly kind: "easter"; readonly days: number; readonly orthodox?: boolean }
  /** Days after (negative: before) another rule's day, as that rule observes it. */
  | { readonly kind: "relative"; readonly of: DateRule; readonly days: number }
  /** Listed dates, for holidays that follow the moon or a government's decision. Ends where its source ends. */
  | { readonly kind: "dates"; readonly dates: readonly IsoDate[] };

/** Which years of a rule count. */
export interface RuleSpan {
  /** First date on which the rule holds: a year (its 1 January) or a date. */
  readonly from?: number | IsoDate;
  /** Last date on which the rule holds: a year (its 31 December) or a date. */
  readonly to?: number | IsoDate;
  /** Years in which it does not hold. */
  readonly except?: readonly number[];
  /** Counts only when the day falls on one of these weekdays. */
  readonly onWeekdays?: readonly Weekday[];
}

/** A full holiday: no session on its dates. */
export type Holiday = { readonly name: string; readonly source?: string } & DateRule & RuleSpan;

/** A rule that ends the session early on its dates. Segments beyond `close` fall away. */
export type EarlyClose = { readonly name: string; readonly close: LocalTime; readonly source?: string } & DateRule & RuleSpan;

/** A rule that begins the session late on its dates. Segments before `open` fall away. */
export type LateOpen = { readonly name: string; readonly open: LocalTime; readonly source?: string } & DateRule & RuleSpan;

/** A session on one date with hours of its own. */
export interface SpecialHours {
  readonly name: string;
  readonly segments: readonly SegmentHours[];
  readonly source?: string;
}

/** A session on a date that would have none. */
export interface ExtraSession {
  readonly name: string;
  /** Its segments; those of the period of `hours` where left out. */
  readonly segments?: readonly SegmentHours[];
  readonly source?: string;
}

/**
 * Trading outside the regular session that carries the same session date: pre-market, post-market. `"open"` and `"close"` stand for the
 * session's own first open and last close, so that a phase moves with them.
 */
export interface PhaseHours {
  readonly name: PhaseName;
  /** First and last session date with the phase. Where several of one name hold, the latest that began has the hours; of equals the first listed. */
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly start: LocalTime | "open" | "close";
  readonly end: LocalTime | "open" | "close";
  /** Weekdays of the session date with the phase; all where left out. */
  readonly weekdays?: readonly Weekday[];
  /** The start and the end on days with an early close. */
  readonly earlyCloseStart?: LocalTime;
  readonly earlyCloseEnd?: LocalTime;
  readonly source?: string;
}

/**
 * What happens in a phase: trading before, after and through the night (`pre`, `post`, `overnight`), or an auction. An auction may lie
 * inside the session (Tokyo's closing auction) or outside it (London's).
 */
export type PhaseName =
  | "overnight"
  | "pre"
  | "opening-auction"
  | "intraday-auction"
  | "closing-auction"
  | "trading-at-last"
  | "post"
  // A name of one's own, kept apart from `string` so that editors go on offering those above.
  | (string & {});

/** A halt of the whole market that was not planned: a circuit breaker, an outage. It cuts no segment: the session goes on around it. */
export interface Interruption {
  readonly name: string;
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly source?: string;
}

/** Why a day without a session is closed, with a source of its own. */
export interface Closure {
  readonly name: string;
  readonly source?: string;
}

/** A venue's or product group's calendar, as data. See the precedence at the top of this file. */
export interface CalendarDefinition {
  /** Our name, upper case: the MIC where there is one for the whole venue (`XNYS`), else venue and product group (`CME_EQUITY`). */
  readonly name: string;
  /** In words, for people. */
  readonly title: string;
  /** ISO 10383 market identifier code, where there is one. */
  readonly mic?: string;
  /** Other names under which it is found, those of other libraries among them. */
  readonly aliases: readonly string[];
  /** IANA time zone of all local times. */
  readonly timeZone: string;
  /** Weekdays with sessions. */
  readonly weekdays: readonly Weekday[];
  /** First and last session date for which the facts are known. Outside it the engine answers "unknown". */
  readonly coverage: {
    readonly from: IsoDate;
    readonly to: IsoDate;
    /** From when the hours, not only the dates, are evidenced; `from` where left out. */
    readonly hoursFrom?: IsoDate;
  };
  /** Regular hours, in order of `from`. */
  readonly hours: readonly HoursPeriod[];
  readonly holidays?: readonly Holiday[];
  /** Closures on single dates, with the event; with the source too where it is not the calendar's usual one. */
  readonly closures?: { readonly [date: IsoDate]: string | Closure };
  readonly earlyCloses?: readonly EarlyClose[];
  readonly lateOpens?: readonly LateOpen[];
  readonly specialHours?: { readonly [date: IsoDate]: SpecialHours };
  readonly extraSessions?: { readonly [date: IsoDate]: ExtraSession };
  readonly phases?: readonly PhaseHours[];
  /** Unplanned halts, by session date. */
  readonly interruptions?: { readonly [date: IsoDate]: readonly Interruption[] };
}
