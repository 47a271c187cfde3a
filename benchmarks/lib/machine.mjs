/** The machine that figures belong to. @module */

import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** Lines of text. A figure without them says little. */
export function machineFacts() {
  const cores = availableParallelism();
  const load = loadavg()[0];
  const facts = [
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version} (V8 ${process.versions.v8}) · ${process.platform} ${process.arch}`,
    `${cpus()[0]?.model.trim() ?? "unknown processor"} · ${cores} cores · ${Math.round(totalmem() / 2 ** 30)} GiB`,
  ];
  if (load > cores / 4) facts.push(`Other work was running when this began (load ${load.toFixed(2)}): figures may be off.`);
  return facts;
}
