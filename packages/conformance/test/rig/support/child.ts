/** The program of the rig's child processes. @module */

import { runWorkload } from "@openbell/conformance/rig";
import { openStore } from "./stores.js";

await runWorkload(openStore);
// A client library that still tries to reconnect must not keep a finished process alive.
process.exit(0);
