import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../../implementations/contract/run-command.ts';
import { explainMissing, missingTools } from '../../setup/tools.ts';
import { HistogramSchema } from '../../src/core/schemas/histogram.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { CliError } from '../error.ts';
import { parseText } from '../json-file.ts';
import type { LoadGenerator, LoadWindow } from './generator.ts';

const count = z.int().nonnegative();
const amount = z.number().nonnegative();

/** What pacer says of one window; its README defines each field. */
const PacerResultSchema = z.strictObject({
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
		opened: count.optional(),
	}),
	counts: z.strictObject({
		scheduled: count,
		sent: count,
		valid: count,
		refused: count,
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
	refusalTime: HistogramSchema.optional(),
	serviceTime: HistogramSchema,
	scheduleLag: HistogramSchema.optional(),
	connectionWait: HistogramSchema.optional(),
	connectTime: HistogramSchema.optional(),
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
	spinSeconds: amount.optional(),
	contextSwitches: z.strictObject({ voluntary: count, involuntary: count }).optional(),
	record: z.strictObject({ rows: count, omitted: count }).optional(),
});

const timeoutSeconds = 10;

/** Long enough for every generator of one window to have ended, and for two looks at the server. */
const keepOpenSeconds = 0.5;

/** A first build compiles every dependency; beyond this something hangs. */
const buildSecondsMax = 600;

/** Our own generator, `bench-runner/pacer`. One event loop, so at most one core however many CPUs it may use. */
export const pacer: LoadGenerator = {
	id: 'pacer',
	isOurs: true,
	capabilities: {
		openLoop: ['poisson', 'uniform'],
		rateCeiling: false,
		intendedStart: true,
		mixedOperations: true,
		templates: true,
		newConnections: true,
		refusals: true,
		histogram: 'hdr',
		latencyResolutionUs: 1,
		paceResolutionUs: 1,
		errorsInLatency: true,
		threads: 1,
		knows: ['schedule-lag', 'connections', 'in-flight'],
	},
	async prepare({ root, signal }) {
		const { version } = await buildPacer(root, signal);
		return { version, command: [pacerBinary(root)] };
	},
	invoke: (tool, window) => ({
		command: [...tool.command, 'run'],
		input: JSON.stringify(pacerPlan(window)),
	}),
	read({ standardOutput }) {
		const what = 'The result of the load generator';
		const parsed = parseText(standardOutput, what, JSON.parse);
		const { pacerVersion: _, ...result } = parseOrExplain(PacerResultSchema, parsed, what);
		return result;
	},
};

/** Builds pacer; with nothing changed cargo answers at once. @throws CliError with cargo's own words */
export async function buildPacer(root: string, signal?: AbortSignal): Promise<{ version: string }> {
	if (missingTools().includes('cargo')) throw new CliError(explainMissing('cargo'));
	const { code, output } = await runCommand(
		['cargo', 'build', '--release', '--locked', '--quiet'],
		{
			folder: join(root, 'bench-runner/pacer'),
			secondsAtMost: buildSecondsMax,
			...(signal && { signal }),
		},
	);
	if (code !== 0) {
		throw new CliError(
			`The load generator pacer did not build: cargo ended with ${code}. It said:\n${output.trim().slice(-2000)}`,
			'To see all of it, run in bench-runner/pacer: cargo build --release --locked',
		);
	}
	const printed = spawnSync(pacerBinary(root), ['--version'], { encoding: 'utf8' }).stdout.trim();
	return { version: printed.replace(/^pacer /, '') };
}

/** The plan in pacer's own words. */
export function pacerPlan(window: LoadWindow): unknown {
	const { load } = window;
	return {
		host: '127.0.0.1',
		port: window.port,
		threads: pacer.capabilities.threads,
		connections: load.connections,
		...(load.newConnections && { newConnections: true }),
		...(window.ownCpus && { ownCores: true }),
		...(window.keepsOpen && { keepOpenSeconds }),
		arrivals:
			load.kind === 'closed'
				? { kind: 'closed' }
				: { kind: load.arrivals, ratePerSecond: load.ratePerSecond, seed: window.seed },
		seconds: window.seconds,
		timeoutSeconds,
		operations: window.operations.map(({ id, weight, operation }) => ({
			id,
			weight,
			method: operation.method,
			path: operation.path,
			headers: operation.headers ?? {},
			body: operation.body ?? null,
			...(operation.parameters && { parameters: operation.parameters }),
			expect: expectationOf(operation, load.refusal),
		})),
	};
}

/** Answers of any length where the parameters decide it. */
function expectationOf({ expect: { status, body, varies } }: Operation, refusal?: number) {
	return {
		status,
		...(refusal !== undefined && { refusalStatus: refusal }),
		...(!varies && { bodyBytes: Buffer.byteLength(body) }),
	};
}

export function pacerBinary(root: string): string {
	const path = join(root, 'bench-runner/pacer/target/release/pacer');
	if (!existsSync(path))
		throw new CliError('The load generator is not built.', 'Run npm start once.');
	return path;
}
