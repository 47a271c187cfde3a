/**
 * Calendars by name, loaded when they are asked for. For programs that learn the venue at run time, such as the command line; code that
 * knows its venue imports the calendar itself and leaves the others out of its bundle.
 *
 * @module
 */

import type { CalendarDefinition } from "../calendar/types.js";
import { invalidArgument, unknownCalendar, unknownExchange, unknownProduct } from "../errors.js";
import { editDistance } from "../text.js";
import { EXCHANGES, ROOT_SYMBOLS } from "./exchanges.js";
import { CALENDARS, type CalendarEntry } from "./lookup-table.js";

export type { CalendarEntry } from "./lookup-table.js";

/** What an exchange code stands for. */
export interface ExchangeResolution {
  readonly exchange: string;
  /** The product group taken; `null` where the exchange has one calendar. */
  readonly product: string | null;
  readonly calendar: CalendarDefinition;
  /** What was taken and what else there is, where no product was given and the code covers several calendars. */
  readonly note: string | null;
  /** The other product groups with their calendars. */
  readonly alternatives: readonly { readonly product: string; readonly calendar: string }[];
}

/** Every calendar: name, title, MIC, aliases, zone, coverage. Loads none of them. */
export function calendarEntries(): readonly CalendarEntry[] {
  return CALENDARS;
}

/**
 * The calendar of a name or alias: its own, its MIC, or what exchange_calendars and pandas_market_calendars call it. Case, spaces,
 * underscores and hyphens do not matter.
 *
 * @throws {@link OpenbellError} `UNKNOWN_CALENDAR` with the nearest names.
 *
 * @example
 * ```ts
 * import { calendarByName } from "@openbell/core/calendars/lookup";
 *
 * const calendar = await calendarByName("CME_Globex_Crypto");
 * console.log(calendar.name); // CME_CRYPTO
 * ```
 */
export async function calendarByName(name: string): Promise<CalendarDefinition> {
  if (typeof name !== "string") throw invalidArgument("name", "a calendar's name", name);
  const wanted = key(name);
  const entry =
    CALENDARS.find((candidate) => key(candidate.name) === wanted) ?? CALENDARS.find((candidate) => candidate.aliases.some((alias) => key(alias) === wanted));
  if (entry === undefined) throw unknownCalendar(name, nearestNames(name, CALENDARS.map((candidate) => [candidate.name, ...candidate.aliases])));
  return entry.load();
}

/**
 * The calendar behind an exchange code. Where the code covers several (`CME`), `product` chooses: a group (`equity`, `crypto`, `rates`, …)
 * or a root symbol (`ES`, `BTC`, `ZN`, …). Without it the standard one is taken and `note` says so. A code that is no exchange but a
 * calendar's name is taken as that.
 *
 * @throws {@link OpenbellError} `UNKNOWN_EXCHANGE`, `UNKNOWN_PRODUCT`.
 */
export async function resolveExchange(code: string, options: { readonly product?: string } = {}): Promise<ExchangeResolution> {
  if (typeof code !== "string") throw invalidArgument("exchange", "an exchange code", code);
  const exchange = Object.keys(EXCHANGES).find((known) => key(known) === key(code));
  if (exchange === undefined) return byCalendarName(code, options.product);
  const { products, standard } = EXCHANGES[exchange] as (typeof EXCHANGES)[string];
  const groups = Object.keys(products).filter((group) => group !== "");
  const product = options.product === undefined ? standard : productGroup(options.product, groups);
  if (product === null) throw unknownProduct(exchange, options.product, groups);
  const taken = products[product] as string;
  const calendar = await calendarByName(taken);
  const alternatives = groups.filter((group) => group !== product).map((group) => ({ product: group, calendar: products[group] as string }));
  const others = alternatives.filter((other) => other.calendar !== taken);
  const note =
    options.product === undefined && others.length > 0
      ? `${exchange} covers several calendars; took ${taken} (${product}). Others: ${others.map((other) => `${other.product} (${other.calendar})`).join(", ")}. Choose with product.`
      : null;
  return { exchange, product: product === "" ? null : product, calendar, note, alternatives };
}

async function byCalendarName(code: string, product: string | undefined): Promise<ExchangeResolution> {
  const wanted = key(code);
  const entry = CALENDARS.find(({ name, aliases }) => [name, ...aliases].some((alias) => key(alias) === wanted));
  const codes = Object.keys(EXCHANGES);
  if (entry === undefined) throw unknownExchange(code, nearestNames(code, codes.map((known) => [known])), codes);
  if (product !== undefined) throw unknownProduct(code, product, []);
  return { exchange: code, product: null, calendar: await entry.load(), note: null, alternatives: [] };
}

function productGroup(product: string, groups: readonly string[]): string | null {
  const wanted = key(product);
  return groups.find((group) => key(group) === wanted || ROOT_SYMBOLS[group]?.some((symbol) => key(symbol) === wanted)) ?? null;
}

function key(name: string): string {
  return name.toUpperCase().replace(/[\s_-]+/g, "");
}

/** Of up to three things, the name that is within a few edits, nearest first. Each thing has one or more names. */
function nearestNames(name: string, things: readonly (readonly string[])[]): string[] {
  const wanted = key(name);
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return things
    .flatMap((names) => {
      const near = names.map((candidate) => ({ candidate, distance: editDistance(wanted, key(candidate)) })).sort((a, b) => a.distance - b.distance);
      return near.slice(0, 1);
    })
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
