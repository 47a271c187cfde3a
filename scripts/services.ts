/**
 * Before the tests of a run: the database servers that they start for themselves are there, if they can be. A global setup of vitest. Costs nothing
 * where they are; where they are not, installs them in CI alone, and never fails: suites then skip with the reason, or fail where they must not.
 *
 * @module
 */

// By path: a global setup is loaded before the names of packages mean their sources. It reads nothing but Node's own modules.
import { ensureServers } from "../packages/conformance/src/rig/servers/find.js";

/** Called once by vitest, before anything is collected. */
export default function setup(): void {
  for (const reason of ensureServers()) console.warn(`Without a server some suites cannot run. ${reason}`);
}
