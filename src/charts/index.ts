import type { Chart } from './chart.ts';
import { primeCores } from './prime-cores.ts';
import { primeCpuPerRequest } from './prime-cpu-per-request.ts';
import { primeLatencyAtRate } from './prime-latency-at-rate.ts';

/** Every chart by its question. A new chart adds its file and its name here. */
export const charts: ReadonlyMap<string, Chart> = new Map(
	[primeCpuPerRequest, primeCores, primeLatencyAtRate].map((chart) => [chart.question, chart]),
);
