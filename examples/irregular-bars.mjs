/**
 * Bars that come when a volume has been traded, not when a minute is over: irregular stamps, equal stamps, no grid. Session dates, VWAP and
 * features do not mind. The volume bars are built here from one-minute bars of an index future; a file of one's own in that form is read
 * in the same way.
 *
 * @module
 */
import { aggregateBySession, formatDate, NO_SESSION, rollWithinSessions, SessionAssigner } from "@openbell/core";
import { sessionVwap } from "@openbell/core/vwap";
import { WalkForward } from "@openbell/cv";
import { readBars } from "./lib/bars.mjs";

/** Contracts a bar. */
const SIZE = 25_000;

const minutes = readBars("es-1m-2013-10-06_11.csv.gz");
const bars = volumeBars(minutes, SIZE);
const steps = Array.from(bars.timestamp.subarray(1), (ms, i) => (ms - bars.timestamp[i]) / 60_000);
console.log(
  `${bars.timestamp.length} bars of ${SIZE.toLocaleString("en")} contracts from ${minutes.timestamp.length.toLocaleString("en")} minutes, ${Math.min(...steps)} to ${Math.max(...steps)} minutes apart`,
);

const assigner = await SessionAssigner.fromExchange("CME", { product: "ES" });
const frame = assigner.assignSessions(bars);
const unassigned = frame.session_date.filter((day) => day === NO_SESSION).length;
const stats = aggregateBySession(frame.session_date, frame);
const vwap = sessionVwap(frame, { windows: [{ name: "Session", calendar: assigner.calendar }] }).window("Session");
const mean = rollWithinSessions(frame.close, frame.session_date, { window: 5, statistic: "mean" });

for (let i = 0; i < stats.session_date.length; i++) {
  const final = vwap.instances.find(({ instance }) => instance === formatDate(stats.session_date[i]));
  console.log(
    `${formatDate(stats.session_date[i])}  ${stats.bars[i]} bars  change ${stats.change[i].toFixed(2)}  VWAP ${final.vwap.toFixed(2)}  sd ${final.sd.toFixed(2)}`,
  );
}
console.log(
  `${unassigned} bars in no session; the mean of five closes exists for ${mean.filter((value) => !Number.isNaN(value)).length} bars, four fewer in each session`,
);

// Train on three sessions, test on the next, with no session on both sides.
for (const { train, test, trainSessions, testSessions } of new WalkForward({ train: 3, test: 1 }).split(frame.session_date))
  console.log(
    `train ${trainSessions.map(formatDate).join(" ")} (${train.length} bars), test ${testSessions.map(formatDate).join(" ")} (${test.length} bars)`,
  );

/** Bars that end with the minute in which a volume is full, stamped with it. */
function volumeBars({ timestamp, open, high, low, close, volume }, size) {
  const rows = [];
  let row = null;
  for (let i = 0; i < timestamp.length; i++) {
    row ??= { open: open[i], high: high[i], low: low[i], volume: 0 };
    row.high = Math.max(row.high, high[i]);
    row.low = Math.min(row.low, low[i]);
    row.volume += volume[i];
    if (row.volume < size) continue;
    rows.push({ ...row, timestamp: timestamp[i], close: close[i] });
    row = null;
  }
  const column = (name) => Float64Array.from(rows, (each) => each[name]);
  return {
    timestamp: column("timestamp"),
    open: column("open"),
    high: column("high"),
    low: column("low"),
    close: column("close"),
    volume: column("volume"),
  };
}
