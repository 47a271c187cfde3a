/**
 * What was measured, as a table and as JSON. A figure stands beside its floor (what no implementation can go below) and its peer (the
 * best other way to do the same); ratios are ours divided by theirs, so smaller is better.
 *
 * @module
 */

/**
 * @typedef {{ median: number, min: number }} Figure
 * @typedef {{ name: string } & Figure} Named
 * @typedef {{ timesFloor?: number, timesPeer?: number, fasterThanPeer?: number, atMost?: number }} Goal Upper limits of our figure as a
 *   multiple of the floor and of the peer, by how much it must be faster than the peer, and in its own unit.
 * @typedef {{ title: string, ours: Figure, floor?: Named | null, peer?: Named | null, unit: string, goal?: Goal, full?: boolean }} Result
 *   `full`: measured at the size that the goal is about.
 */

/** A result as it is written to a file. Medians. @param {Result} result */
export function toRow({ title, ours, floor = null, peer = null, unit, goal, full = true }) {
  const against = [floor && `floor: ${floor.name}`, peer && `peer: ${peer.name}`].filter(Boolean).join("; ");
  return {
    name: against === "" ? title : `${title} (${against})`,
    ours: rounded(ours.median),
    floor: floor && rounded(floor.median),
    peer: peer && rounded(peer.median),
    unit,
    ratioToFloor: floor && rounded(ours.median / floor.median),
    ratioToPeer: peer && rounded(ours.median / peer.median),
    goal: goal === undefined ? null : goalText(goal, unit, floor, peer),
    met: goal === undefined || !full ? null : isMet(goal, ours, floor, peer),
  };
}

function goalText({ timesFloor, timesPeer, fasterThanPeer, atMost }, unit, floor, peer) {
  return [
    timesFloor !== undefined && `≤ ${timesFloor} × ${floor?.name ?? "floor"}`,
    timesPeer !== undefined && `≤ ${timesPeer} × ${peer?.name ?? "peer"}`,
    fasterThanPeer !== undefined && (fasterThanPeer === 1 ? "faster than " : `≥ ${fasterThanPeer} × faster than `) + (peer?.name ?? "peer"),
    atMost !== undefined && `≤ ${atMost.toLocaleString("en")} ${unit}`,
  ]
    .filter(Boolean)
    .join(" and ");
}

/** `null` where what the goal compares with could not be measured. */
function isMet({ timesFloor, timesPeer, fasterThanPeer, atMost }, ours, floor, peer) {
  if ((timesFloor !== undefined && floor === null) || ((timesPeer ?? fasterThanPeer) !== undefined && peer === null)) return null;
  return (
    (timesFloor === undefined || ours.median <= timesFloor * floor.median) &&
    (timesPeer === undefined || ours.median <= timesPeer * peer.median) &&
    (fasterThanPeer === undefined || (ours.median < peer.median && ours.median * fasterThanPeer <= peer.median)) &&
    (atMost === undefined || ours.median <= atMost)
  );
}

const rounded = (value) => Number(value.toPrecision(4));

/** The results as lines of text. @param {readonly Result[]} results */
export function table(results) {
  const heads = ["", "ours", "floor", "peer", "÷ floor", "÷ peer", "goal"];
  const lines = results.map((result) => {
    const row = toRow(result);
    return [
      result.title,
      figure(result.ours, result.unit),
      figure(result.floor, result.unit),
      figure(result.peer, result.unit),
      row.ratioToFloor === null ? "" : short(row.ratioToFloor),
      row.ratioToPeer === null ? "" : short(row.ratioToPeer),
      row.goal === null ? "" : `${{ true: "met   ", false: "MISSED" }[String(row.met)] ?? "      "} ${row.goal}`,
    ];
  });
  const widths = heads.map((head, i) => Math.max(head.length, ...lines.map((cells) => cells[i].length)));
  const line = (cells) =>
    cells
      .map((cell, i) => (i === 0 || i === cells.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join("  ")
      .trimEnd();
  const against = results.map((result) => {
    const parts = [result.floor && `floor ${result.floor.name}`, result.peer && `peer ${result.peer.name}`].filter(Boolean);
    return parts.length === 0 ? null : `  ${result.title}: ${parts.join("; ")}`;
  });
  return [line(heads), ...lines.map(line), "", "Median (best). Compared with:", ...against.filter((text) => text !== null)].join("\n");
}

const figure = (value, unit) => (value ? `${short(value.median)} (${short(value.min)}) ${unit}` : "");

function short(value) {
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
