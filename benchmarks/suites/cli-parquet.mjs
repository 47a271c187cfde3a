/**
 * `openbell assign` from Parquet to Parquet as a whole process, from the start of Node to its end.
 *
 * Data: 2.79 million one-minute bars (timestamp, open, high, low, close, volume), written to a temporary folder: every minute of the
 * sessions of CME equity futures up to the end of 2024, and a stray bar on each close. Snappy on both sides.
 *
 * Peer: a Node process that runs one hand-written DuckDB statement doing the same with a file of sessions at hand: as-of join, rows
 * brought back into their order by row number. Floor: a Node process in which DuckDB copies the file and adds nothing.
 *
 * @module
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { compileCalendar } from "@openbell/core";
import { CME_EQUITY } from "@openbell/core/calendars/cme-equity";
import { interleave, summaries } from "../lib/measure.mjs";
import { node, script } from "../lib/processes.mjs";

const OPENBELL = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));

export async function run({ fileRows, full, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "openbell-bench-"));
  const path = Object.fromEntries(["bars", "sessions", "ours", "peer", "floor"].map((name) => [name, join(folder, `${name}.parquet`)]));
  try {
    await generate(path, fileRows);
    const samples = await interleave(
      {
        ours: () => node([OPENBELL, "assign", path.bars, "-o", path.ours, "--calendar", "CME_Equity"]),
        peer: () => node([script("duckdb-statement.mjs"), joinStatement(path)]),
        floor: () => node([script("duckdb-statement.mjs"), copyStatement(path)]),
      },
      { rounds: rounds ?? 5, warmUp: rounds === 1 ? 0 : 1 },
    );
    await mustBeEqual(path.ours, path.peer, fileRows);
    const { ours, peer, floor } = summaries(samples);
    return [
      {
        title: `openbell assign, Parquet of ${fileRows.toLocaleString("en")} rows`,
        ours,
        floor: { name: "DuckDB copying the file", ...floor },
        peer: { name: "hand-written DuckDB statement", ...peer },
        unit: "ms",
        goal: { timesPeer: 1.3 },
        full,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const joinStatement = ({ bars, sessions, peer }) => `
  COPY (
    SELECT b.* EXCLUDE (file_row_number), CASE WHEN b.timestamp < s.close THEN s.session_date END AS session_date
    FROM read_parquet('${bars}', file_row_number = true) AS b ASOF LEFT JOIN '${sessions}' AS s ON b.timestamp >= s.open
    ORDER BY b.file_row_number
  ) TO '${peer}' (FORMAT parquet, COMPRESSION snappy)`;

const copyStatement = ({ bars, floor }) => `COPY (SELECT * FROM '${bars}') TO '${floor}' (FORMAT parquet, COMPRESSION snappy)`;

/** Writes the bars and the sessions that they belong to. Prices are a wave with noise, on quarter points, the same in every run. */
async function generate({ bars, sessions }, rows) {
  const { openMs, closeMs, segmentDay } = compileCalendar(CME_EQUITY).years(1990, 2027);
  const from = openMs.findIndex((ms) => ms >= Date.UTC(2010, 0, 1));
  const to = openMs.findIndex((ms) => ms >= Date.UTC(2025, 0, 1));
  const list = (column) => `unnest([${column.subarray(from, to).join(", ")}]::BIGINT[])`;
  await withDuckDB(async (connection) => {
    await connection.run(
      `CREATE TABLE segments AS SELECT ${list(openMs)} AS open, ${list(closeMs)} AS close, ${list(segmentDay)} AS day;
       COPY (SELECT make_timestamptz(open * 1000) AS open, make_timestamptz(close * 1000) AS close, DATE '1970-01-01' + day::INTEGER AS session_date
             FROM segments ORDER BY open) TO '${sessions}' (FORMAT parquet);
       CREATE TABLE minutes AS
         SELECT DISTINCT unnest(range(open, close + 60000, 60000)) AS ms FROM segments ORDER BY ms DESC LIMIT ${rows};
       CREATE TABLE prices AS
         SELECT ms, 4000 + round(1200 * sin(ms / 3e10) + (hash(ms) % 41)::DOUBLE - 20) / 4 AS price, (hash(ms + 1) % 9)::DOUBLE / 4 AS up, (hash(ms + 2) % 9)::DOUBLE / 4 AS down
         FROM minutes ORDER BY ms;
       COPY (SELECT make_timestamptz(ms * 1000) AS timestamp, price AS open, price + up AS high, price - down AS low, price + (up - down) / 2 AS close, (hash(ms + 3) % 3000)::BIGINT AS volume
             FROM prices ORDER BY ms) TO '${bars}' (FORMAT parquet, COMPRESSION snappy)`,
    );
  });
}

/** A faster wrong answer is no figure: the same rows in the same order, session dates included. */
async function mustBeEqual(ours, peer, rows) {
  await withDuckDB(async (connection) => {
    const numbered = (file) => `read_parquet('${file}', file_row_number = true)`;
    const reader = await connection.runAndReadAll(
      `SELECT (SELECT count(*) FROM '${ours}'), count(*), count(session_date) FROM (FROM ${numbered(ours)} INTERSECT FROM ${numbered(peer)})`,
    );
    const [written, equal, dated] = reader.getRows()[0].map(Number);
    if (written !== rows || equal !== rows || dated === 0)
      throw new Error(`${rows} rows: openbell wrote ${written}, ${equal} equal the statement's`);
  });
}

async function withDuckDB(work) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
