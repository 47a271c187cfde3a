/** What a server promises about an acknowledged commit, by its settings. @module */

import type { StoreCapabilities } from "@openbell/core/store";
import type { PostgresPort, Row } from "./port.js";
import settings from "./sql/settings.sql";

/** What an acknowledged write survives. */
export type Durability = StoreCapabilities["durability"];

/** A setting under which the server does not keep what is claimed. */
export interface UnsafeSetting {
  readonly setting: string;
  readonly expected: string;
  readonly found: string;
}

/** For each durability that needs any: settings, what is expected of them, and which values are not. */
const UNSAFE: readonly {
  readonly setting: string;
  readonly expected: string;
  readonly refused: (value: string) => boolean;
  readonly only?: Durability;
}[] = [
  { setting: "fsync", expected: "on", refused: (value) => value !== "on" },
  { setting: "synchronous_commit", expected: "on (or remote_apply, remote_write, local)", refused: (value) => value === "off" },
  // A page that is half written when the power fails cannot be repaired without.
  { setting: "full_page_writes", expected: "on", refused: (value) => value !== "on" },
  { setting: "synchronous_commit", expected: "on or remote_apply", refused: (value) => value === "local", only: "replicated" },
  { setting: "synchronous_standby_names", expected: "the names of standbys", refused: (value) => value === "", only: "replicated" },
];

/** The settings that break a claim. None where nothing is claimed that depends on settings. */
export async function unsafeSettings(port: PostgresPort, durability: Durability, deadlineMs?: number): Promise<readonly UnsafeSetting[]> {
  if (durability === "memory" || durability === "process") return [];
  const row = (await port.query(settings.replace(/^--.*$/gm, "").trim(), [], deadlineMs === undefined ? {} : { deadlineMs }))
    .rows[0] as Row;
  return UNSAFE.filter(({ only }) => only === undefined || only === durability)
    .map(({ setting, expected, refused }) => ({ setting, expected, refused, found: String(row[setting]) }))
    .filter(({ refused, found }) => refused(found))
    .map(({ setting, expected, found }) => ({ setting, expected, found }));
}
