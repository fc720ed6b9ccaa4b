import type { Operation } from '../../src/core/schemas/workload.ts';
import { findExperiment, findWorkload } from '../catalogue.ts';
import { CliError } from '../error.ts';
import { firstRequest } from '../first-request.ts';
import type { InspectionContext } from './inspection.ts';

/** The operation that the inspection names. @throws CliError where it names none, or one that its workload lacks */
export function operationOf({ catalogue, trial, definition }: InspectionContext): Operation {
	const workload = findWorkload(catalogue, findExperiment(catalogue, trial.experiment));
	const operation = workload.operations[definition.operation ?? ''];
	if (operation) return operation;
	const named = definition.operation === undefined ? 'no operation' : `"${definition.operation}"`;
	throw new CliError(
		`The inspection "${definition.inspects}" of "${trial.experiment}" asks for ${named}.`,
		`Its workload has: ${Object.keys(workload.operations).join(', ')}.`,
	);
}

/** @throws CliError where the answer is not the one that proves the work was done */
export async function askOnce(port: number, operation: Operation): Promise<void> {
	const { method, headers, expect } = operation;
	const { path, body } = firstRequest(operation);
	const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
		method,
		headers: { ...headers, connection: 'close' },
		signal: AbortSignal.timeout(10_000),
		...(body !== undefined && { body }),
	});
	refuseWrong(operation, answer.status, await answer.text(), expect);
}

/** @throws CliError with what came instead */
export function refuseWrong(
	{ method, path }: Operation,
	status: number,
	body: string,
	expected: Operation['expect'],
): void {
	if (status === expected.status && body === expected.body) return;
	throw new CliError(
		`${method} ${path} answered ${status} ${body.slice(0, 120)}, not ${expected.status} ${expected.body.slice(0, 120)}.`,
	);
}
