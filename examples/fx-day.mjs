/**
 * A day in three session windows, drawn: the hours of the foreign-exchange market (Asia, London, New York), each with its own VWAP and the
 * bands at one and two standard deviations. The bars are of bitcoin, which trades round the clock and has a volume; bars of currency pairs
 * that may be passed on have none. Writes the picture into the file named, or `examples/out/fx-day.svg`.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { FX_WINDOWS, sessionVwap } from "@openbell/core/vwap";
import { readBars } from "./lib/bars.mjs";

const DAY = Date.UTC(2023, 2, 23);
const COLOURS = { Asia: "#d97706", London: "#2563eb", "New York": "#059669" };

const all = readBars("btcusdt-1m-outage-2023-03-23_25.csv.gz");
const length = all.timestamp.findIndex((ms) => ms >= DAY + 86_400_000);
const bars = Object.fromEntries(Object.entries(all).map(([name, column]) => [name, column.subarray(0, length)]));
const vwap = sessionVwap(bars, { windows: FX_WINDOWS, multipliers: [1, 2] });

for (const { name, instances } of vwap.windows)
  for (const { anchorMs, bars: count, vwap: final, sd } of instances) {
    const anchor = new Date(anchorMs).toISOString().slice(11, 16);
    console.log(`${name.padEnd(9)} anchored at ${anchor}, ${count} bars, VWAP ${final.toFixed(2)}, standard deviation ${sd.toFixed(2)}`);
  }

const file = process.argv[2] ?? fileURLToPath(new URL("out/fx-day.svg", import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, picture());
console.log(`written: ${file}`);

function picture() {
  const [width, height] = [960, 440];
  const frame = { left: 64, right: 16, top: 44, bottom: 34 };
  const drawn = vwap.windows.flatMap(({ bands }) => [...bands.at(-1).upper, ...bands.at(-1).lower].filter((value) => !Number.isNaN(value)));
  const low = Math.min(...bars.low, ...drawn);
  const high = Math.max(...bars.high, ...drawn);
  const x = (ms) => frame.left + ((ms - DAY) / 86_400_000) * (width - frame.left - frame.right);
  const y = (price) => frame.top + ((high - price) / (high - low)) * (height - frame.top - frame.bottom);
  const point = (row, value) => `${x(bars.timestamp[row]).toFixed(1)},${y(value).toFixed(1)}`;
  /** Every third bar, and the ends: as fine as the picture can show. */
  const rowsOf = (column) =>
    Array.from(column.keys()).filter((i) => !Number.isNaN(column[i]) && (i % 3 === 0 || Number.isNaN(column[i + 1])));
  const line = (column, style) =>
    `<polyline fill="none" ${style} points="${rowsOf(column)
      .map((i) => point(i, column[i]))
      .join(" ")}"/>`;
  const area = ({ upper, lower }, style) => {
    const rows = rowsOf(upper);
    return `<polygon ${style} points="${[...rows.map((i) => point(i, upper[i])), ...rows.reverse().map((i) => point(i, lower[i]))].join(" ")}"/>`;
  };
  const text = (at, value, style = "") => `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${style}>${value}</text>`;

  const step = 200;
  const prices = Array.from({ length: Math.ceil((high - low) / step) }, (_, i) => (Math.ceil(low / step) + i) * step).filter(
    (price) => price < high,
  );
  const hours = [0, 4, 8, 12, 16, 20, 24];
  const grid = [
    ...prices.map((price) => `<path d="M${frame.left},${y(price).toFixed(1)}H${width - frame.right}" stroke="#e5e7eb"/>`),
    ...prices.map((price) => text([frame.left - 8, y(price) + 4], price.toLocaleString("en"), 'text-anchor="end"')),
    ...hours.map((hour) =>
      text(
        [x(DAY + hour * 3_600_000), height - 12],
        `${String(hour).padStart(2, "0")}:00`,
        `text-anchor="${hour === 24 ? "end" : "middle"}"`,
      ),
    ),
  ];
  const windows = vwap.windows.map((window, i) => {
    const colour = COLOURS[window.name];
    const [one, two] = window.bands;
    return [
      area(two, `fill="${colour}" fill-opacity="0.08"`),
      area(one, `fill="${colour}" fill-opacity="0.12"`),
      line(window.vwap, `stroke="${colour}" stroke-width="2"`),
      text([frame.left + i * 150, 24], `${window.name} VWAP`, `fill="${colour}" font-weight="600"`),
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#374151">
<title>BTCUSDT on 2023-03-23, UTC: VWAP of the Asia, London and New York windows, with bands at 1 and 2 standard deviations</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${grid.join("\n")}
${windows.join("\n")}
${line(bars.close, 'stroke="#111827" stroke-width="0.8"')}
${text([width - frame.right, 24], "BTCUSDT, 2023-03-23, UTC; bands at 1 and 2 σ", 'text-anchor="end"')}
</svg>
`;
}
