/** Every case of the suite, in the order they run: behaviours, then the model, races and faults. @module */

import type { Case } from "../case.js";
import { STREAMS } from "./appends.js";
import { BYTES } from "./bytes.js";
import { CAPABILITIES } from "./capabilities.js";
import { CLAIM } from "./claims.js";
import { CLOSING } from "./closing.js";
import { COUNTERS } from "./counters.js";
import { EPOCHS } from "./epochs.js";
import { ERRORS } from "./errors.js";
import { ETAGS } from "./etags.js";
import { EXPIRY } from "./expiry.js";
import { FAULTS } from "./faults.js";
import { ISOLATION } from "./isolation.js";
import { KEYS } from "./keys.js";
import { LEASES } from "./leases.js";
import { LIST } from "./lists.js";
import { MANY } from "./many.js";
import { META } from "./meta.js";
import { MISMATCHES } from "./mismatches.js";
import { MODEL } from "./model.js";
import { OPERATIONS } from "./operations.js";
import { PAGES } from "./pages.js";
import { PUT } from "./put.js";
import { RACES } from "./races.js";
import { REMOVALS } from "./removals.js";
import { VERSIONS } from "./versions.js";
import { WAITING } from "./waiting.js";
import { WINDOWED } from "./windows.js";

/** All of them. */
export const ALL_CASES: readonly Case[] = [
  ...CAPABILITIES,
  ...KEYS,
  ...PUT,
  ...ETAGS,
  ...VERSIONS,
  ...OPERATIONS,
  ...MISMATCHES,
  ...STREAMS,
  ...WINDOWED,
  ...COUNTERS,
  ...EXPIRY,
  ...REMOVALS,
  ...CLAIM,
  ...LEASES,
  ...EPOCHS,
  ...LIST,
  ...PAGES,
  ...BYTES,
  ...META,
  ...ISOLATION,
  ...MANY,
  ...WAITING,
  ...ERRORS,
  ...CLOSING,
  ...MODEL,
  ...RACES,
  ...FAULTS,
];

/** The ids and titles of all cases, for tables and for `skip`. */
export const conformanceCases: readonly { readonly id: string; readonly title: string }[] = ALL_CASES.map(({ id, title }) => ({
  id,
  title,
}));
