/** VWAP from the newest swing point, bar by bar; the part of {@link AnchoredVwap} that knows no windows. @module */

import { invalidSnapshot } from "../../errors.js";
import type { PriceSource } from "../../sessions/price.js";
import type { Deviation } from "../accumulator.js";
import type { VwapSettings } from "../bar.js";
import { BarMachine } from "../engine/bar-machine.js";
import { checkBars, checkMade, checkSums, finite, record, same } from "../snapshot.js";
import { checkSwing, type SwingAnchor, SwingEngine, type SwingKept } from "./swing.js";

/** All of the state of an {@link AnchoredVwap} at swing points, version 1. */
export interface SwingVwapSnapshot extends SwingKept {
  readonly version: 1;
  readonly kind: "anchored-vwap";
  readonly anchor: SwingAnchor;
  readonly price: PriceSource;
  readonly deviation: Deviation;
}

/** VWAP anchored at swing points. */
export class SwingVwap extends BarMachine {
  readonly #anchor: SwingAnchor;
  readonly #settings: VwapSettings;
  readonly #engine: SwingEngine;

  /** @throws {@link OpenbellError} `INVALID_ARGUMENT`. */
  constructor(anchor: SwingAnchor, settings: VwapSettings) {
    checkSwing(anchor);
    const engine = new SwingEngine(anchor, settings.deviation);
    super(engine, settings);
    this.#anchor = anchor;
    this.#settings = settings;
    this.#engine = engine;
  }

  snapshot(): SwingVwapSnapshot {
    const { kind, lookback, confirmation } = this.#anchor;
    const { price, deviation } = this.#settings;
    return { version: 1, kind: "anchored-vwap", anchor: { kind, lookback, confirmation }, price, deviation, ...this.#engine.kept() };
  }

  /** Takes over a snapshot; nothing was added yet. @throws {@link OpenbellError} `INVALID_SNAPSHOT`. */
  take(snapshot: unknown): void {
    const kept = readSwing(snapshot, this.#anchor, this.#settings);
    this.#engine.fill(kept, this.values);
    this.resume(kept.recent.at(-1)?.timestamp ?? null, kept.recent.at(-2)?.timestamp ?? null);
  }
}

function readSwing(snapshot: unknown, shape: SwingAnchor, settings: VwapSettings): SwingVwapSnapshot {
  const read = record(snapshot, "snapshot");
  same(read["version"], 1, "version");
  same(read["kind"], "anchored-vwap", "kind");
  const anchor = record(read["anchor"], "anchor");
  for (const name of ["kind", "lookback", "confirmation"] as const) same(anchor[name], shape[name], `anchor.${name}`);
  checkMade(read, settings);
  const recent = checkBars(read["recent"], "recent");
  const most = shape.lookback + shape.confirmation;
  if (recent.length > most) throw invalidSnapshot("recent.length", `at most ${most}`, recent.length);
  for (const [i, { extreme }] of recent.entries())
    if (extreme !== null && !Number.isFinite(extreme)) throw invalidSnapshot(`recent[${i}].extreme`, "a finite number or null", extreme);
  for (const path of ["current", "before"]) {
    if (read[path] === null) continue;
    const sums = record(read[path], path);
    checkSums(sums, path);
    finite(sums, ["anchorMs"], path);
    if (!(Number.isInteger(sums["bars"]) && (sums["bars"] as number) > 0))
      throw invalidSnapshot(`${path}.bars`, "a whole number above 0", sums["bars"]);
  }
  return snapshot as SwingVwapSnapshot;
}
