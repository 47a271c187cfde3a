/**
 * What a web page pays for one calendar and `assignSessions`: the bundle that esbuild makes of the built packages for a browser, minified
 * and gzipped. No floor, no peer; the same every time.
 *
 * @module
 */

import { bundleBytes } from "../lib/bundle.mjs";

const PAGE = `
  import { assignSessions } from "@openbell/core";
  import { XNYS } from "@openbell/core/calendars/xnys";
  export const run = (timestamps) => assignSessions(XNYS, timestamps);
`;

export async function run() {
  const bytes = await bundleBytes(PAGE);
  return [
    { title: "bundle of XNYS and assignSessions, gzipped", ours: { median: bytes, min: bytes }, unit: "bytes", goal: { atMost: 8192 } },
  ];
}
