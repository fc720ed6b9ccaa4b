import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { ClosedWindow, MemoryWindow, OpenWindow } from '../../src/core/schemas/instrument.ts';
import { valueAtShare } from '../../src/core/statistics/histogram.ts';
import { CliError } from '../error.ts';
import { startNullServer } from '../probes/null-server.ts';
import type { RunningServer } from '../processes/server.ts';
import { type Bench, cpusOf } from './bench.ts';
import { drive, errorsOf } from './drive.ts';

type Seconds = { connections: number; seconds: number };

/** As fast as one generator can. @throws CliError when it gave no result */
export function measureClosed(
	bench: Bench,
	round: number,
	generator: GeneratorId,
	load: Seconds,
): Promise<ClosedWindow> {
	return withNullServer(bench, async (server) => {
		const { result, cpuSeconds } = await drive(bench, generator, server, {
			kind: 'closed',
			...load,
		});
		const answers = result.answersInWindow;
		if (answers === 0 || Number.isNaN(cpuSeconds))
			throw new CliError(`${generator} got no answer.`);
		return {
			round,
			generator,
			connections: load.connections,
			seconds: result.seconds,
			answers,
			errors: errorsOf(result),
			cpuUsPerAnswer: (cpuSeconds * 1e6) / answers,
			coresUsed: cpuSeconds / result.elapsedSeconds,
		};
	});
}

/** How late pacer is at a rate that keeps its core busy. */
export function measureOpen(
	bench: Bench,
	round: number,
	load: Seconds & { ratePerSecond: number },
): Promise<OpenWindow> {
	return withNullServer(bench, async (server) => {
		const { result, cpuSeconds } = await drive(bench, 'pacer', server, { kind: 'open', ...load });
		const { scheduleLag } = result;
		const [p50, p99] = [0.5, 0.99].map((share) => scheduleLag && valueAtShare(scheduleLag, share));
		if (p50 === undefined || p99 === undefined || scheduleLag?.max === undefined) {
			throw new CliError('pacer did not say how late it was.');
		}
		return {
			round,
			connections: load.connections,
			ratePerSecond: load.ratePerSecond,
			seconds: result.seconds,
			answers: result.answersInWindow,
			coresUsed: cpuSeconds / result.elapsedSeconds,
			scheduleLagUsP50: p50,
			scheduleLagUsP99: p99,
			scheduleLagUsMax: scheduleLag.max,
		};
	});
}

/** What many connections cost one generator. */
export function measureMemory(
	bench: Bench,
	round: number,
	generator: GeneratorId,
	load: Seconds,
): Promise<MemoryWindow> {
	return withNullServer(bench, async (server) => {
		const { result, rssBytesMax } = await drive(bench, generator, server, {
			kind: 'closed',
			...load,
		});
		if (rssBytesMax === undefined) throw new CliError('This system does not tell peak memory.');
		const { established } = result.connections;
		return {
			round,
			generator,
			connections: load.connections,
			...(established !== undefined && { established }),
			answers: result.answersInWindow,
			errors: errorsOf(result),
			rssBytesMax,
		};
	});
}

async function withNullServer<Result>(
	bench: Bench,
	measure: (server: RunningServer) => Promise<Result>,
): Promise<Result> {
	const bodyBytes = Buffer.byteLength(bench.operation.expect.body);
	const server = await startNullServer(bench.root, bodyBytes, cpusOf(bench).server, bench.guardian);
	try {
		return await measure(server);
	} finally {
		await server.group.stop(2);
	}
}
