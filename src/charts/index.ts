import type { Chart } from './chart.ts';
import { abstractionCostList, abstractionCostRead } from './abstraction-cost.ts';
import { aggregateCpuPerRequest } from './aggregate-cpu-per-request.ts';
import { aggregateDatabaseCpu } from './aggregate-database-cpu.ts';
import { blockingAllCores, blockingOneCore } from './blocking.ts';
import { blockingNewConnections } from './blocking-new-connections.ts';
import { cachingCpu, cachingMissCpu } from './caching-cpu.ts';
import { cachingConnections, cachingLatency } from './caching-latency.ts';
import { cachingOrigin } from './caching-origin.ts';
import { buildCostClean, buildCostIncremental } from './build-cost.ts';
import { coldStartFirstAnswer } from './cold-start-first-answer.ts';
import { connectionsMedian, connectionsTail } from './connections-latency.ts';
import { connectionsMemory } from './connections-memory.ts';
import { connectionsMemoryEach, socketsMemoryEach } from './connections-memory-each.ts';
import { coresCpuPerRequest } from './cores-cpu-per-request.ts';
import { coresUsed } from './cores-used.ts';
import { crudCpuPerRequest } from './crud-cpu-per-request.ts';
import { crudDatabaseCpu } from './crud-database-cpu.ts';
import {
	tuningDatabaseCpu,
	tuningMissingIndex,
	tuningNPlusOneDatabase,
	tuningNPlusOneServer,
	tuningServerCpu,
} from './database-tuning.ts';
import { debugBuildCpu } from './debug-build.ts';
import { encodingShare } from './encoding-share.ts';
import { fixedRateLatency } from './fixed-rate-latency.ts';
import { gcPauses } from './gc-pauses.ts';
import { gcTail } from './gc-tail.ts';
import { footprintDeployed } from './footprint-deployed.ts';
import { footprintIdleMemory } from './footprint-idle-memory.ts';
import { helloCpuPerRequest } from './hello-cpu-per-request.ts';
import { helloLatencyAtRate } from './hello-latency-at-rate.ts';
import { idleCostEach, idleCostMillion } from './idle-cost-each.ts';
import { hybridCachedPrograms, hybridLatency, hybridPrograms } from './hybrid.ts';
import { jsonChanged, jsonListed } from './json-cpu.ts';
import { loadVsMedian, loadVsTail } from './load-vs-latency.ts';
import { offloadingBeside } from './offloading-beside.ts';
import { offloadingCpu } from './offloading-cpu.ts';
import { overloadAnswered, overloadDrain, overloadLatency, overloadRefusal } from './overload.ts';
import { poolSizeDatabaseCpu } from './pool-size-database-cpu.ts';
import { poolSizeLatency, poolSizeWrites } from './pool-size-latency.ts';
import { primeCores } from './prime-cores.ts';
import { primeCpuPerRequest } from './prime-cpu-per-request.ts';
import { primeLatencyAtRate } from './prime-latency-at-rate.ts';
import {
	protectingForged,
	protectingLimited,
	protectingOverLimit,
	protectingVerified,
} from './protecting.ts';
import { scaleOutCores, scaleOutLatency, scaleOutOneCore, scaleOutPrograms } from './scale-out.ts';
import { sharedStateOneCore, sharedStateReads, sharedStateWrites } from './shared-state-cpu.ts';
import { sharedStateLatency } from './shared-state-latency.ts';
import {
	socketsBroadcast,
	socketsBroadcastCpu,
	socketsEchoCpu,
	socketsLatency,
} from './sockets.ts';
import { soakMemory } from './soak-memory.ts';
import { storeCpuPerRequest } from './store-cpu-per-request.ts';
import { storeMemory } from './store-memory.ts';
import { tracingLatency, tracingPrograms } from './tracing-cost.ts';
import { transformCores } from './transform-cores.ts';
import { transformCpu } from './transform-cpu.ts';
import { transformTraffic } from './transform-traffic.ts';
import { waitingCpuPerRequest } from './waiting-cpu-per-request.ts';
import { waitingLatency } from './waiting-latency.ts';
import { warmUpCpu, warmUpLatency } from './warm-up.ts';

/** Every chart. A new one adds its file and its name here, in the order of the alphabet. */
const all = [
	abstractionCostList,
	abstractionCostRead,
	aggregateCpuPerRequest,
	aggregateDatabaseCpu,
	blockingAllCores,
	blockingNewConnections,
	blockingOneCore,
	buildCostClean,
	buildCostIncremental,
	cachingConnections,
	cachingCpu,
	cachingLatency,
	cachingMissCpu,
	cachingOrigin,
	coldStartFirstAnswer,
	connectionsMedian,
	connectionsMemory,
	connectionsMemoryEach,
	connectionsTail,
	coresCpuPerRequest,
	coresUsed,
	crudCpuPerRequest,
	crudDatabaseCpu,
	debugBuildCpu,
	encodingShare,
	fixedRateLatency,
	footprintDeployed,
	footprintIdleMemory,
	gcPauses,
	gcTail,
	helloCpuPerRequest,
	helloLatencyAtRate,
	hybridCachedPrograms,
	hybridLatency,
	hybridPrograms,
	idleCostEach,
	idleCostMillion,
	jsonChanged,
	jsonListed,
	loadVsMedian,
	loadVsTail,
	offloadingBeside,
	offloadingCpu,
	overloadAnswered,
	overloadDrain,
	overloadLatency,
	overloadRefusal,
	poolSizeDatabaseCpu,
	poolSizeLatency,
	poolSizeWrites,
	primeCores,
	primeCpuPerRequest,
	primeLatencyAtRate,
	protectingForged,
	protectingLimited,
	protectingOverLimit,
	protectingVerified,
	scaleOutCores,
	scaleOutLatency,
	scaleOutOneCore,
	scaleOutPrograms,
	sharedStateLatency,
	sharedStateOneCore,
	sharedStateReads,
	sharedStateWrites,
	soakMemory,
	socketsBroadcast,
	socketsBroadcastCpu,
	socketsEchoCpu,
	socketsLatency,
	socketsMemoryEach,
	storeCpuPerRequest,
	storeMemory,
	tracingLatency,
	tracingPrograms,
	transformCores,
	transformCpu,
	transformTraffic,
	tuningDatabaseCpu,
	tuningMissingIndex,
	tuningNPlusOneDatabase,
	tuningNPlusOneServer,
	tuningServerCpu,
	waitingCpuPerRequest,
	waitingLatency,
	warmUpCpu,
	warmUpLatency,
];

/** Every chart by its question. */
export const charts: ReadonlyMap<string, Chart> = new Map(
	all.map((chart) => [chart.question, chart]),
);
