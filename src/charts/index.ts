import type { Chart } from './chart.ts';
import { encodingShare } from './encoding-share.ts';
import { fixedRateLatency } from './fixed-rate-latency.ts';
import { helloCpuPerRequest } from './hello-cpu-per-request.ts';
import { helloLatencyAtRate } from './hello-latency-at-rate.ts';
import { jsonChanged, jsonListed } from './json-cpu.ts';
import { primeCores } from './prime-cores.ts';
import { primeCpuPerRequest } from './prime-cpu-per-request.ts';
import { primeLatencyAtRate } from './prime-latency-at-rate.ts';
import { storeCpuPerRequest } from './store-cpu-per-request.ts';
import { storeMemory } from './store-memory.ts';
import { transformCores } from './transform-cores.ts';
import { transformCpu } from './transform-cpu.ts';
import { transformTraffic } from './transform-traffic.ts';

/** Every chart. A new one adds its file and its name here, in the order of the alphabet. */
const all = [
	encodingShare,
	fixedRateLatency,
	helloCpuPerRequest,
	helloLatencyAtRate,
	jsonChanged,
	jsonListed,
	primeCores,
	primeCpuPerRequest,
	primeLatencyAtRate,
	storeCpuPerRequest,
	storeMemory,
	transformCores,
	transformCpu,
	transformTraffic,
];

/** Every chart by its question. */
export const charts: ReadonlyMap<string, Chart> = new Map(
	all.map((chart) => [chart.question, chart]),
);
