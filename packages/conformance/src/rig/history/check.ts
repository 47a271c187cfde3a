/**
 * CHK: tells from a history whether a store lost, doubled, mixed up or made up anything. Every write names itself in the record (its operation
 * goes to the end of the record's log), so that the order of all writes can be read off at the end and nothing has to be searched for: the
 * check sorts, O(n log n). The idea, unique appends that make the order visible, is that of Elle (Kingsbury, Alvaro, 2020).
 *
 * @module
 */

import { type Attempt, etagParts, type FinalRecord } from "./events.js";

/** The rules of a good history. */
export type Rule =
  /** A promise never settled. */
  | "unsettled"
  /** A put was answered with an etag that names another operation. */
  | "wrong-etag"
  /** A repetition got another answer than the first attempt. */
  | "replay-differs"
  /** Two writes got one version or revision. */
  | "version-twice"
  /** An acknowledged write is not there at the end. */
  | "lost"
  /** A write is there more than once. */
  | "doubled"
  /** A write is there that nobody made, or that the store said it had not done. */
  | "phantom"
  /** A write stands at another place than its revision says. */
  | "out-of-place"
  /** One part of a write is there and another is not. */
  | "partial"
  /** A call that began after another had ended saw or made an older state. */
  | "real-time"
  /** A read got another body than the put of that version wrote. */
  | "wrong-read"
  /** A record went on living after its removal. */
  | "after-removal"
  /** A record was live in two incarnations at once. */
  | "incarnations-mixed"
  /** A write went through under an epoch that was over. */
  | "stale-epoch";

/** A rule that was broken, where and by which operation. */
export interface Violation {
  readonly rule: Rule;
  readonly key: string;
  readonly operation: string | null;
}

/** What was looked at and what was found. */
export interface CheckResult {
  readonly records: number;
  /** Operations that were acknowledged, each once. */
  readonly acknowledged: number;
  /** Operations that nobody knows the outcome of, and how many of them turned out to be applied. */
  readonly unknown: number;
  readonly unknownApplied: number;
  readonly reads: number;
  readonly violations: readonly Violation[];
}

/** A write with all its attempts. */
interface Write {
  readonly operation: string;
  readonly verb: Attempt["verb"];
  readonly startMs: number;
  endMs: number;
  readonly epoch: number | null;
  readonly digest: string | undefined;
  status: "applied" | "unknown" | "none";
  incarnation: string | null;
  version: number;
  revision: number;
}

/** Something that tells the revision of an incarnation, and when. */
interface Sight {
  readonly write: boolean;
  readonly operation: string | null;
  readonly startMs: number;
  readonly endMs: number;
  readonly revision: number;
}

type Report = (rule: Rule, operation?: string | null) => void;

const groupBy = <T>(items: Iterable<T>, name: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group === undefined) groups.set(name(item), [item]);
    else group.push(item);
  }
  return groups;
};

/** The attempts at each write brought together, and what their answers say. */
function writesOf(attempts: readonly Attempt[], report: Report): Map<string, Write> {
  const writes = new Map<string, Write>();
  for (const attempt of attempts) {
    const { operation, outcome } = attempt;
    if (outcome === "unsettled") report("unsettled", operation);
    if (operation === null) continue;
    let write = writes.get(operation);
    if (write === undefined) {
      const { verb, startMs, epoch = null, digest } = attempt;
      write = {
        operation,
        verb,
        startMs,
        endMs: Number.POSITIVE_INFINITY,
        epoch,
        digest,
        status: "none",
        incarnation: null,
        version: 0,
        revision: 0,
      };
      writes.set(operation, write);
    }
    if (outcome === "unknown" || outcome === "died" || outcome === "unsettled") {
      if (write.status === "none") write.status = "unknown";
    } else if (outcome === "applied") acknowledge(write, attempt, report);
  }
  return writes;
}

function acknowledge(write: Write, attempt: Attempt, report: Report): void {
  const etag = etagParts(attempt.etag ?? "");
  const revision = attempt.revision ?? 0;
  if (write.status === "applied") {
    if (write.incarnation !== etag.incarnation || write.version !== etag.version || write.revision !== revision)
      report("replay-differs", write.operation);
  } else {
    write.status = "applied";
    write.incarnation = etag.incarnation;
    write.version = etag.version;
    write.revision = revision;
    if (write.verb === "put" && etag.operation !== write.operation) report("wrong-etag", write.operation);
  }
  write.endMs = Math.min(write.endMs, attempt.endMs ?? Number.POSITIVE_INFINITY);
}

function checkUnique(writes: readonly Write[], report: Report): void {
  const seen = new Set<string>();
  for (const { incarnation, version, revision, verb, operation } of writes) {
    for (const name of [`r ${incarnation} ${revision}`, ...(verb === "put" ? [`v ${incarnation} ${version}`] : [])]) {
      if (seen.has(name)) report("version-twice", operation);
      seen.add(name);
    }
  }
}

/** Who ended before another began must have seen no more than that one. */
function checkOrder(sights: readonly Sight[], report: Report): void {
  const byStart = [...sights].sort((a, b) => a.startMs - b.startMs);
  const byEnd = [...sights].sort((a, b) => a.endMs - b.endMs);
  let ended = 0;
  let highest = 0;
  for (const sight of byStart) {
    for (; ended < byEnd.length && (byEnd[ended] as Sight).endMs < sight.startMs; ended++)
      highest = Math.max(highest, (byEnd[ended] as Sight).revision);
    if (sight.write ? sight.revision <= highest : sight.revision < highest) report("real-time", sight.operation);
  }
}

/** Writes in the order of their revisions must have epochs that never fall. */
function checkEpochs(ordered: readonly Write[], report: Report): void {
  let highest: number | null = null;
  for (const { epoch, operation } of ordered) {
    if (highest !== null && (epoch ?? -1) < highest) report("stale-epoch", operation);
    if (epoch !== null) highest = Math.max(highest ?? 0, epoch);
  }
}

/** Incarnations follow each other: none is seen before another and after it. */
function checkIncarnations(sights: ReadonlyMap<string, readonly Sight[]>, report: Report): void {
  const spans = [...sights].map(([incarnation, all]) => ({
    incarnation,
    firstEnd: Math.min(...all.map(({ endMs }) => endMs)),
    lastStart: Math.max(...all.map(({ startMs }) => startMs)),
  }));
  spans.sort((a, b) => a.firstEnd - b.firstEnd);
  let widest: (typeof spans)[number] | undefined;
  for (const span of spans) {
    if (widest !== undefined && span.firstEnd < widest.lastStart && widest.firstEnd < span.lastStart)
      report("incarnations-mixed", span.incarnation);
    if (widest === undefined || span.lastStart > widest.lastStart) widest = span;
  }
}

function checkFinal(final: FinalRecord, writes: ReadonlyMap<string, Write>, removed: ReadonlySet<string>, report: Report): void {
  const incarnation = final.etag === null ? null : etagParts(final.etag).incarnation;
  const places = new Map<string, number>();
  for (const [place, operation] of final.log.entries()) {
    if (places.has(operation)) report("doubled", operation);
    else places.set(operation, place);
    const write = writes.get(operation);
    if (write === undefined || write.status === "none") report("phantom", operation);
    else if (write.status === "applied" && write.revision !== place + 1) report("out-of-place", operation);
  }
  const mayBeRemoved = (of: string | null): boolean => removed.has("?") || (of !== null && removed.has(of));
  for (const { status, operation, verb, incarnation: of } of writes.values()) {
    if (status !== "applied" || verb === "remove" || places.has(operation)) continue;
    if (of === incarnation || !mayBeRemoved(of)) report("lost", operation);
  }
  if (final.etag === null) return;
  if (incarnation !== null && removed.has(incarnation)) report("after-removal", incarnation);
  const { operation } = etagParts(final.etag);
  const lastPut = [...final.log].reverse().find((each) => writes.get(each)?.verb === "put");
  const head = writes.get(operation);
  if (head === undefined || head.status === "none") report("phantom", operation);
  else if (head.digest !== undefined && head.digest !== final.digest) report("wrong-read", operation);
  const whole = (final.count ?? final.log.length) === final.log.length && final.revision === final.log.length;
  if (!whole || lastPut !== operation) report("partial", operation);
  checkEpochs(
    final.log.map((each) => writes.get(each)).filter((write) => write !== undefined),
    report,
  );
}

function checkRecord(attempts: readonly Attempt[], final: FinalRecord, report: Report): Map<string, Write> {
  const writes = writesOf(attempts, report);
  const applied = [...writes.values()].filter(({ status }) => status === "applied");
  checkUnique(applied, report);

  const sights = new Map<string, Sight[]>();
  const see = (incarnation: string, sight: Sight): void => void (sights.get(incarnation)?.push(sight) ?? sights.set(incarnation, [sight]));
  for (const { incarnation, operation, startMs, endMs, revision } of applied)
    see(incarnation as string, { write: true, operation, startMs, endMs, revision });
  for (const { outcome, etag, revision = 0, digest, startMs, endMs } of attempts) {
    if (outcome !== "read" || etag === undefined || endMs === null) continue;
    const { incarnation, operation } = etagParts(etag);
    const by = writes.get(operation);
    if (by === undefined || by.status === "none") report("phantom", operation);
    else if (by.digest !== digest) report("wrong-read", operation);
    see(incarnation, { write: false, operation: null, startMs, endMs, revision });
  }
  for (const seen of sights.values()) checkOrder(seen, report);
  checkIncarnations(sights, report);

  // A removal nobody knows the outcome of may have hit any incarnation.
  const removed = new Set<string>();
  for (const { verb, status, incarnation, revision, endMs, operation } of writes.values()) {
    if (verb !== "remove" || status === "none") continue;
    removed.add(status === "applied" ? (incarnation as string) : "?");
    if (status !== "applied") continue;
    const late = sights
      .get(incarnation as string)
      ?.some((sight) => sight.operation !== operation && (sight.revision > revision || sight.startMs > endMs));
    if (late) report("after-removal", operation);
  }
  checkFinal(final, writes, removed, report);
  for (const group of groupBy(applied, ({ incarnation }) => incarnation as string).values()) {
    checkEpochs(
      group.sort((a, b) => a.revision - b.revision),
      report,
    );
  }
  return writes;
}

/**
 * Checks a history. Each put and append of it must have added its operation to the record's log (and one to its counter, where there is one);
 * nothing else may have written the records.
 */
export function checkHistory(attempts: Iterable<Attempt>, finals: Iterable<FinalRecord>): CheckResult {
  const byKey = groupBy(attempts, ({ key }) => key);
  const violations = new Map<string, Violation>();
  let [records, acknowledged, unknown, unknownApplied, reads] = [0, 0, 0, 0, 0];
  const ends = new Map([...finals].map((final) => [final.key, final]));
  for (const key of new Set([...byKey.keys(), ...ends.keys()])) {
    const report: Report = (rule, operation = null) => void violations.set(`${rule} ${key} ${operation}`, { rule, key, operation });
    const final = ends.get(key) ?? { key, etag: null, revision: 0, digest: "", log: [], count: null };
    const all = byKey.get(key) ?? [];
    const writes = checkRecord(all, final, report);
    const there = new Set(final.log);
    records++;
    reads += all.filter(({ outcome }) => outcome === "read").length;
    for (const { status, operation } of writes.values()) {
      if (status === "applied") acknowledged++;
      else if (status === "unknown") {
        unknown++;
        if (there.has(operation)) unknownApplied++;
      }
    }
  }
  return { records, acknowledged, unknown, unknownApplied, reads, violations: [...violations.values()] };
}
