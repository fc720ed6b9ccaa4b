import { basename, join } from 'node:path';
import { buildImplementation } from '../../implementations/contract/build.ts';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { CliError } from '../error.ts';
import { watchTree } from '../probes/process-tree.ts';
import { startServer, stopServer } from '../processes/server.ts';
import { askOnce, operationOf } from './ask-once.ts';
import type { Inspect, InspectionContext } from './inspection.ts';
import { fiveDigits } from './raw-inspection.ts';

/** Pages are mapped and lazy tables filled by then; a compiled program has nothing else to warm. */
const warmingRequests = 3;

/** CPU time of a request to Cargo's `dev` build, which is what `cargo build` makes: not optimised, overflow checked. */
export const debugSpeed: Inspect = async (context) => askInTurn(context, await debugBuild(context));

/** CPU time of the same requests to the program as it is deployed. */
export const releaseSpeed: Inspect = async (context) => askInTurn(context, context.implementation);

async function askInTurn(
	context: InspectionContext,
	implementation: InspectionContext['implementation'],
) {
	const { trial, cpus, definition } = context;
	const operation = operationOf(context);
	const requests = definition.count ?? 1;
	const server = await startServer(implementation, trial.variant, cpus, context);
	try {
		for (let asked = 0; asked < warmingRequests; asked++) await askOnce(server.port, operation);
		const look = watchTree(server.group.pid);
		const before = look()?.cpuNs;
		for (let asked = 0; asked < requests; asked++) await askOnce(server.port, operation);
		const after = look()?.cpuNs;
		if (before === undefined || after === undefined)
			throw new CliError('The CPU time of the server could not be read.');
		const serverCpuMsPerRequest = fiveDigits((after - before) / 1e6 / requests);
		return { metrics: { serverCpuMsPerRequest }, answers: warmingRequests + requests };
	} finally {
		await stopServer(server, `${trial.implementation}:${trial.variant}`);
	}
}

/** In a target folder of its own, which later rounds find finished. */
async function debugBuild({ implementation, trial, root, signal }: InspectionContext) {
	const { id, folder, build, variants } = implementation;
	const command = build[0] ?? [];
	const declared = variants[trial.variant];
	const program = declared?.start[0];
	if (command[0] !== 'cargo' || !declared || program === undefined)
		throw new CliError(`${id} is not built by cargo, so it has no debug build.`);
	const target = join(root, '.bench/debug-builds', id);
	const unoptimised = [...command.filter((word) => word !== '--release'), '--target-dir', target];
	const changed: Implementation = { ...implementation, build: [unoptimised] };
	await buildImplementation(changed, folder, signal);
	const start = [join(target, 'debug', basename(program)), ...declared.start.slice(1)];
	return { ...implementation, variants: { ...variants, [trial.variant]: { ...declared, start } } };
}
