import { findExperiment, findWorkload } from '../catalogue.ts';
import { watchTree } from '../probes/process-tree.ts';
import { beginServer, stopServer } from '../processes/server.ts';
import { operationOf, refuseWrong } from './ask-once.ts';
import { exchange, firstConnection } from './first-answer.ts';
import type { Inspect } from './inspection.ts';
import { fiveDigits } from './raw-inspection.ts';

/**
 * From exec to the first connection taken, and to the first right answer on it. The verify stage has started the program
 * before, so its files are in the page cache: a start after boot adds the time of the disk, which says nothing of a runtime.
 * In every figure is the millisecond that `sh` and `taskset` need to get out of the way.
 */
export const coldStart: Inspect = async (context) => {
	const operation = operationOf(context);
	const { catalogue, trial, implementation, cpus, signal } = context;
	const workload = findWorkload(catalogue, findExperiment(catalogue, trial.experiment));
	const services = await context.services.give([workload]);
	const given = { ...context, environment: services.environment };
	const server = await beginServer(implementation, trial.variant, cpus, given);
	const started = performance.now();
	try {
		const cpuUsed = watchTree(server.group.pid);
		const socket = await firstConnection(server, signal);
		const ready = performance.now();
		const { status, body } = await exchange(socket, operation);
		const answered = performance.now();
		const cpuNs = cpuUsed()?.cpuNs;
		refuseWrong(operation, status, body, operation.expect);
		return {
			metrics: {
				startMsToReady: fiveDigits(ready - started),
				startMsToFirstAnswer: fiveDigits(answered - started),
				...(cpuNs !== undefined && { startCpuMs: fiveDigits(cpuNs / 1e6) }),
			},
			answers: 1,
		};
	} finally {
		await stopServer(server, `${trial.implementation}:${trial.variant}`);
		await services.drop();
	}
};
