/**
 * The fault rig: servers of one's own that can be killed, a proxy that cuts connections, failpoints, crash runs, a checker of histories.
 *
 * @module
 */

export { crashAt, type FailpointPlan, failpointOf, pauseAt, recordSteps, throwAt } from "./failpoints.js";
export { type CheckResult, checkHistory, type Rule, type Violation } from "./history/check.js";
export { type Attempt, type AttemptOutcome, bodyDigest, etagParts, type FinalRecord, nowMs } from "./history/events.js";
export { type Begun, type Ended, type Journal, memoryJournal, openJournal, readJournal } from "./history/journal.js";
export { type BundleOptions, bundle, type Patch, patched, StalePatch } from "./processes/bundle.js";
export { type Child, type ChildEnd, childInput, startChild } from "./processes/child.js";
export { type Cut, type ProxyMode, startProxy, type TcpProxy } from "./proxy.js";
export { type AckedOpsOptions, ackedOps, type Fault } from "./scenarios/acked-ops.js";
export { type AmbiguousVerdict, ambiguousReplies } from "./scenarios/ambiguous.js";
export { type ClaimersOptions, claimersWithKills } from "./scenarios/claimers.js";
export { type CrashOptions, crashAtEachStep, stepsOf } from "./scenarios/crash-points.js";
export { ownersInTurn } from "./scenarios/owners.js";
export { type PowerOptions, powerCut } from "./scenarios/power.js";
export { type Crew, crewOf, isClean, newTenant, type Stage, type Verdict } from "./scenarios/stage.js";
export { ensureServers, type Machine, missingServer, type ServerKind } from "./servers/find.js";
export { type PostgresServerOptions, startPostgres, tellPostgres } from "./servers/postgres.js";
export { type RedisServerOptions, startRedis, tellRedis } from "./servers/redis.js";
export type { Server, ServerSignal } from "./servers/server.js";
export { type ClientOptions, finalRecord, finalRecords, type LoggingClient, loggingClient } from "./workloads/client.js";
export { type LoadPlan, loadKeys, runLoad } from "./workloads/load.js";
export { randomFrom } from "./workloads/random.js";
export { runWorkload, type Workload, type WorkloadInput } from "./workloads/run.js";
export { runTour, type TourPlan, tourKeys } from "./workloads/tour.js";
