import { join } from 'node:path';
import type { OriginDescription } from '../../src/core/schemas/run.ts';
import { type RunningProgram, startProgram } from '../start-program.ts';

/** A slow origin, whose documents are below `/documents/`. */
export interface OriginService extends RunningProgram {
	description: OriginDescription;
	/** How many documents it was asked for so far, by whomever. */
	requests(): Promise<number>;
}

/** What a request to another service in the same data centre takes that asks a database in its turn. */
const delayMs = 20;

/**
 * @param cpus the logical CPUs on which alone it may run; absent: all
 * @throws Error in a sentence where it does not start
 */
export async function startOrigin(cpus?: readonly number[]): Promise<OriginService> {
	const command = [join(import.meta.dirname, 'main.ts'), String(delayMs)];
	const program = await startProgram(command, 'The slow origin (services/origin)', cpus);
	return {
		...program,
		description: { delayMs },
		async requests() {
			const answer = await fetch(`${program.url}/requests`);
			return ((await answer.json()) as { requests: number }).requests;
		},
	};
}
