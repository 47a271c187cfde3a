/** The version of this package, from its own package.json. @module */

import { readFileSync } from "node:fs";

/** As published, for example `0.1.0`. */
export const VERSION: string = (JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string })
  .version;
