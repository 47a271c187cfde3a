/** The calendar that the options of a run ask for. @module */

import { type CalendarDefinition, OpenbellError } from "@openbell/core";
import { calendarByName, resolveExchange } from "@openbell/core/calendars/lookup";

/** What names a calendar: itself, its name, or an exchange with a product. The calendar wins over the exchange. */
export interface CalendarChoice {
  readonly calendar?: CalendarDefinition | string | undefined;
  readonly exchange?: string | undefined;
  readonly product?: string | undefined;
}

/**
 * Finds the calendar and says what was decided on the way.
 *
 * @throws {@link OpenbellError} `UNKNOWN_CALENDAR`, `UNKNOWN_EXCHANGE`, `UNKNOWN_PRODUCT`, `INVALID_ARGUMENT` where neither is given.
 */
export async function chooseCalendar({
  calendar,
  exchange,
  product,
}: CalendarChoice): Promise<{ calendar: CalendarDefinition; notes: readonly string[] }> {
  if (calendar !== undefined) {
    const chosen = typeof calendar === "string" ? await calendarByName(calendar) : calendar;
    return { calendar: chosen, notes: exchange === undefined ? [] : [`Calendar ${chosen.name} is used; exchange ${exchange} is not.`] };
  }
  if (exchange === undefined)
    throw new OpenbellError("INVALID_ARGUMENT", "Give a calendar (XNYS, CME_Equity, …) or an exchange (NYSE, CME, …).", {
      calendar,
      exchange,
    });
  const resolved = await resolveExchange(exchange, product === undefined ? {} : { product });
  return { calendar: resolved.calendar, notes: resolved.note === null ? [] : [resolved.note] };
}
