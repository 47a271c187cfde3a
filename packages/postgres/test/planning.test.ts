/** Functions that plan with a setting that makes plans look dear must not have them compiled: that took a quarter of a second a call. @module */

import { expect, test } from "vitest";
import { CLIENTS, missing, schemas, startServer } from "./support.js";

test.skipIf(missing !== null)("where sorting or scanning is made dear, plans are not compiled", async () => {
  const server = await startServer();
  const { port, close } = CLIENTS.pg(server.url, 1);
  try {
    const schema = await schemas(port);
    const { rows } = await port.query(
      `select p.proname::text as name, array_to_string(p.proconfig, ' ') as settings
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1::text`,
      [schema],
    );
    const dear = rows.filter(({ settings }) => /enable_\w+=off/.test(String(settings)));
    expect(dear.map(({ name }) => name)).not.toEqual([]);
    expect(dear.filter(({ settings }) => !/\bjit=off/.test(String(settings)))).toEqual([]);
  } finally {
    await close();
    await server.stop();
  }
});
