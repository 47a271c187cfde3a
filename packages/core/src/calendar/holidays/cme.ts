/**
 * Holidays as CME Group's products keep them, where they differ from the stock exchanges' (`us.ts`). History and sources: docs/sources/cme.md
 * · checked 2026-11-20.
 */
import type { Holiday } from "../types.js";

/**
 * Good Friday closes the financial products too, unless the Labor Department publishes its Employment Situation report on that day: then they
 * trade until shortly after it, and the calendars list that session. The report fell on the Good Fridays of 2010, 2012, 2015, 2021, 2023 and
 * 2026 (earlier ones: 1994, 1996, 1999 and 2007), not on those of 2024, 2025 and 2027; after 2026 next on 7 April 2034.
 */
export const CME_GOOD_FRIDAY: Holiday = { name: "Good Friday", kind: "easter", days: -2, except: [2010, 2012, 2015, 2021, 2023, 2026] };

/** As {@link CME_GOOD_FRIDAY}, and open for interest rates in the earlier years of the report as well. */
export const CME_RATES_GOOD_FRIDAY: Holiday = { name: "Good Friday", kind: "easter", days: -2, except: [1994, 1996, 1999, 2007, 2010, 2012, 2015, 2021, 2023, 2026] };

/** As {@link CME_GOOD_FRIDAY} for products that took part in the abbreviated session since 2021 only. */
export const CME_CRYPTO_GOOD_FRIDAY: Holiday = { name: "Good Friday", kind: "easter", days: -2, except: [2021, 2023, 2026] };
