import { join } from 'node:path';
import { type RunningProgram, startProgram } from '../start-program.ts';

/** A sink for spans, which takes them at `/v1/traces`. */
export interface TraceSink extends RunningProgram {
	/** How many it got so far, from whomever. */
	spans(): Promise<number>;
}

/**
 * @param cpus the logical CPUs on which alone it may run; absent: all
 * @throws Error in a sentence where it does not start
 */
export async function startTraceSink(cpus?: readonly number[]): Promise<TraceSink> {
	const command = [join(import.meta.dirname, 'main.ts')];
	const program = await startProgram(command, 'The sink of spans (services/traces)', cpus);
	return {
		...program,
		async spans() {
			const answer = await fetch(`${program.url}/spans`);
			return ((await answer.json()) as { spans: number }).spans;
		},
	};
}
