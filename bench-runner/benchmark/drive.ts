import { readFileSync } from 'node:fs';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { LoadGenerator } from '../load-generators/generator.ts';
import { findGenerator } from '../load-generators/index.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { runGenerator } from '../load-generators/run-generator.ts';
import { descendants } from '../probes/process-tree.ts';
import type { RunningServer } from '../processes/server.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { type Bench, cpusOf } from './bench.ts';

export interface Driven {
	result: LoadResult;
	cpuSeconds: number;
	/** Absent where the system does not say. */
	rssBytesMax?: number;
}

type OwnLoad =
	| { kind: 'closed'; connections: number; seconds: number }
	| { kind: 'open'; connections: number; seconds: number; ratePerSecond: number };

/** Puts one load of the one operation on a server. @throws CliError when the generator failed */
export async function drive(
	bench: Bench,
	id: GeneratorId,
	server: Pick<RunningServer, 'port'>,
	own: OwnLoad,
): Promise<Driven> {
	const tool = bench.tools.get(id);
	if (!tool) throw new Error(`The load generator ${id} was not prepared.`);
	const memory = watchPeakMemory();
	try {
		const result = await runGenerator(
			withoutOwnAccount(findGenerator(id)),
			tool,
			{
				port: server.port,
				load: loadOf(own),
				operations: [{ id: 'hello', weight: 1, operation: bench.operation }],
				seconds: own.seconds,
				seed: 1,
				cpus: cpusOf(bench).generator,
				ownCpus: bench.layout.pinned && !bench.layout.generatorShared,
			},
			{ guardian: bench.guardian, signal: bench.signal, onStart: memory.start },
		);
		const { userSeconds = NaN, systemSeconds = NaN } = result.cpu ?? {};
		const rssBytesMax = memory.stop();
		return { result, cpuSeconds: userSeconds + systemSeconds, ...(rssBytesMax && { rssBytesMax }) };
	} finally {
		memory.stop();
	}
}

/** Whatever went wrong, of what the generator tells. */
export function errorsOf({ counts }: LoadResult): number {
	const { invalidStatus, invalidLength, malformed, timedOut, failed, unfinished } = counts;
	return sumOfKnown(invalidStatus, invalidLength, malformed, timedOut, failed, unfinished);
}

function loadOf(own: OwnLoad): Load {
	const common = { ...own, operation: 'hello', tracks: ['1' as const] };
	// Even arrivals: their number in a stop is the formula's, and not a draw.
	return common.kind === 'open'
		? { ...common, kind: 'open', arrivals: 'uniform' }
		: { ...common, kind: 'closed' };
}

/** The kernel's count of CPU time is taken of each, so that none is judged by its own clock. */
function withoutOwnAccount(generator: LoadGenerator): LoadGenerator {
	return {
		...generator,
		read(output, window) {
			const { cpu: _, ...result } = generator.read(output, window);
			return result;
		},
	};
}

/** Linux keeps each process's own maximum, so looking now and then is enough (VmHWM, proc_pid_status(5)). */
function watchPeakMemory() {
	const peaks = new Map<number, number>();
	let timer: NodeJS.Timeout | undefined;
	const look = (group: number) => {
		for (const pid of descendants(group)) {
			const bytes = peakBytes(pid);
			if (bytes !== undefined) peaks.set(pid, bytes);
		}
	};
	return {
		start: (group: number) => void (timer = setInterval(look, 50, group)),
		/** Of the largest process: the shell that counts CPU time beside it has none to speak of. */
		stop(): number | undefined {
			clearInterval(timer);
			return peaks.size === 0 ? undefined : Math.max(...peaks.values());
		},
	};
}

function peakBytes(pid: number): number | undefined {
	try {
		const kib = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return kib === undefined ? undefined : Number(kib) * 1024;
	} catch {
		return undefined; // It ended between the listing and the reading.
	}
}
