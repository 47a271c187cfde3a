/**
 * What a process that has done nothing yet pays for its first calendar: importing `@openbell/core/calendar` and one calendar from the
 * built packages, and working out every session from 1990 to 2027. The start of Node itself is not in it; the operating system has read the
 * files before.
 *
 * Floor: a process that does nothing but make its first `Intl.DateTimeFormat`, with the options by which core reads a zone's offsets. No
 * calendar with local times goes below that. No peer.
 *
 * @module
 */

import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { XNYS } from "@openbell/core/calendars/xnys";
import { interleave, summary } from "../lib/measure.mjs";
import { node, script } from "../lib/processes.mjs";

const CALENDARS = [
  { file: "xnys", exported: "XNYS", definition: XNYS },
  { file: "cme-equity", exported: "CME_EQUITY", definition: CME_EQUITY },
];

export async function run({ rounds }) {
  const results = [];
  for (const { file, exported, definition } of CALENDARS) {
    const { ours, whole, floor } = await interleave(
      {
        ours: () => node([script("calendar.mjs"), "@openbell/core/calendar", file, exported]),
        whole: () => node([script("calendar.mjs"), "@openbell/core", file, exported]),
        floor: () => node([script("intl.mjs"), definition.timeZone]),
      },
      { rounds: rounds ?? 15, measure: async (work) => JSON.parse(await work()) },
    );
    const part = (name) => summary(ours.map((sample) => sample[name]));
    const title = `cold start of ${definition.name}, 1990–2027`;
    results.push(
      {
        title,
        ours: part("total"),
        floor: { name: `first Intl.DateTimeFormat (${definition.timeZone})`, ...summary(floor.map(({ total }) => total)) },
        unit: "ms",
        goal: { atMost: 15 },
      },
      { title: `${title}, from @openbell/core`, ours: summary(whole.map(({ total }) => total)), unit: "ms" },
      { title: `${title}: import`, ours: part("import"), unit: "ms" },
      { title: `${title}: first Intl object`, ours: part("intl"), unit: "ms" },
      { title: `${title}: compile`, ours: part("compile"), unit: "ms" },
    );
  }
  return results;
}
