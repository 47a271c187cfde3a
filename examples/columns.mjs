/**
 * Session dates for columns in memory: a week of ES bars, the volume of each session, and what a split by calendar date would have torn apart.
 *
 * @module
 */
import { formatDate, SessionAssigner, timeZone } from "@openbell/core";
import { readBars } from "./lib/bars.mjs";

const bars = readBars("es-1m-2013-10-06_11.csv.gz");

const assigner = await SessionAssigner.fromExchange("CME", { product: "ES" });
const frame = assigner.assignSessions(bars, { outside: "drop" });

const volumes = new Map();
frame.session_date.forEach((day, i) => {
  volumes.set(day, (volumes.get(day) ?? 0) + frame.volume[i]);
});
for (const [day, volume] of volumes) console.log(`${formatDate(day)}  volume ${volume.toLocaleString("en")}`);

// Train before Wednesday, test from Wednesday on, by the date on Chicago's wall: Tuesday evening's bars are Wednesday's session.
const chicago = timeZone(assigner.calendar.timeZone);
const wednesday = "2013-10-09";
const torn = frame.timestamp.filter((at, i) => {
  const date = formatDate(chicago.localDay(at));
  return date < wednesday !== formatDate(frame.session_date[i]) < wednesday;
});
console.log(`${torn.length} of ${frame.timestamp.length} bars land on the wrong side of a split by calendar date at ${wednesday}`);
