/** The program of the rig's child processes. @module */

import { existsSync } from "node:fs";
import { childInput, openJournal, readJournal, runWorkload } from "@openbell/conformance/rig";
import { openStore } from "./stores.js";
import { runUpkeep, type UpkeepInput } from "./upkeep.js";

const input = childInput<UpkeepInput | { readonly upkeep?: undefined }>();
if (input.upkeep === undefined) await runWorkload(openStore);
else {
  const { journal } = input;
  const died = existsSync(journal) ? readJournal(journal, "").attempts.filter(({ outcome }) => outcome === "died") : [];
  await runUpkeep(input, openJournal(journal), died);
}
// A client library that still tries to reconnect must not keep a finished process alive.
process.exit(0);
