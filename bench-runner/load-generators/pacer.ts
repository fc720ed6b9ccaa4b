import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { HistogramSchema } from '../../src/core/schemas/histogram.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { CliError } from '../error.ts';
import { parseText } from '../json-file.ts';
import { describeExit, type ProcessGroup, startGroup } from '../processes/group.ts';
import type { Guardian } from '../processes/guardian.ts';

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** What pacer says of one window; its README defines each field. */
export const PacerResultSchema = z.strictObject({
	pacerVersion: z.string(),
	startedAtUnixMs: z.number(),
	seconds: amount,
	elapsedSeconds: amount,
	interrupted: z.boolean(),
	timer: z.string(),
	connections: z.strictObject({
		planned: count,
		established: count,
		connectFailures: count,
		reconnects: count,
	}),
	counts: z.strictObject({
		scheduled: count,
		sent: count,
		valid: count,
		invalidStatus: count,
		invalidLength: count,
		malformed: count,
		timedOut: count,
		failed: count,
		unfinished: count,
	}),
	answersInWindow: count,
	statuses: z.record(z.string(), count),
	bytesReceived: count,
	bytesSent: count,
	inFlightIntegralSeconds: amount,
	inFlightMax: count,
	responseTime: HistogramSchema,
	serviceTime: HistogramSchema,
	scheduleLag: HistogramSchema.optional(),
	connectionWait: HistogramSchema.optional(),
	operations: z.record(z.string(), z.strictObject({ valid: count, responseTime: HistogramSchema })),
	series: z.array(
		z.strictObject({
			second: count,
			sent: count,
			valid: count,
			errors: count,
			responseTimeUsP50: amount.optional(),
			responseTimeUsP99: amount.optional(),
		}),
	),
	cpu: z.strictObject({ userSeconds: amount, systemSeconds: amount }).optional(),
	contextSwitches: z.strictObject({ voluntary: count, involuntary: count }).optional(),
});

export type PacerResult = z.infer<typeof PacerResultSchema>;

export interface PacerWindow {
	port: number;
	load: Load;
	operationId: string;
	operation: Operation;
	seconds: number;
	seed: number;
	cpus: readonly number[] | undefined;
}

/** One event loop, so at most one core however many CPUs it may use. */
export const pacerThreads = 1;

const timeoutSeconds = 10;

/** Builds pacer; with nothing changed cargo answers at once. @throws CliError with cargo's own words */
export function buildPacer(root: string): { version: string } {
	const result = spawnSync('cargo', ['build', '--release', '--locked', '--quiet'], {
		cwd: join(root, 'bench-runner/pacer'),
		encoding: 'utf8',
	});
	if (result.error) {
		throw new CliError(
			'cargo is not installed, and the load generator is written in Rust, so nothing can be measured.',
			'Install Rust with https://rustup.rs and run the same command again.',
		);
	}
	if (result.status !== 0) {
		throw new CliError(`The load generator did not build:\n${result.stderr.trim().slice(-2000)}`);
	}
	const printed = spawnSync(pacerBinary(root), ['--version'], { encoding: 'utf8' }).stdout.trim();
	return { version: printed.replace(/^pacer /, '') };
}

export function startPacer(root: string, window: PacerWindow, guardian: Guardian): ProcessGroup {
	return startGroup({
		command: [pacerBinary(root), 'run'],
		cwd: root,
		cpus: window.cpus,
		input: JSON.stringify(pacerPlan(window)),
		guardian,
		captureOutput: true,
	});
}

/** Waits for pacer's own end, which it bounds itself. @throws CliError when it died without a result */
export async function readPacer(group: ProcessGroup): Promise<PacerResult> {
	const exit = await group.exited;
	const text = group.standardOutput();
	if (exit.code !== 0) {
		throw new CliError(
			`The load generator ended with ${describeExit(exit)}: ${group.output().trim() || 'it said nothing'}.`,
		);
	}
	const what = 'The result of the load generator';
	return parseOrExplain(PacerResultSchema, parseText(text, what, JSON.parse), what);
}

/** The plan in pacer's own words. */
export function pacerPlan(window: PacerWindow): unknown {
	const { load, operation } = window;
	return {
		host: '127.0.0.1',
		port: window.port,
		threads: pacerThreads,
		connections: load.connections,
		arrivals:
			load.kind === 'closed'
				? { kind: 'closed' }
				: { kind: load.arrivals, ratePerSecond: load.ratePerSecond, seed: window.seed },
		seconds: window.seconds,
		timeoutSeconds,
		operations: [
			{
				id: window.operationId,
				weight: 1,
				method: operation.method,
				path: operation.path,
				headers: {},
				body: null,
				expect: {
					status: operation.expect.status,
					bodyBytes: Buffer.byteLength(operation.expect.body),
				},
			},
		],
	};
}

export function pacerBinary(root: string): string {
	const path = join(root, 'bench-runner/pacer/target/release/pacer');
	if (!existsSync(path))
		throw new CliError('The load generator is not built.', 'Run npm start once.');
	return path;
}
