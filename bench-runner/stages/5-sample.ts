import { z } from 'zod';
import { readHost } from '../probes/host.ts';
import type { ProcessGroup } from '../processes/group.ts';
import { type TreeUsage, watchTree, watchTrees } from '../probes/process-tree.ts';
import type { ServicePids } from '../services.ts';

/** One look at the server and the machine. What could not be read is absent. */
export const SampleSchema = z.strictObject({
	/** Monotonic clock of the runner; only differences mean anything. */
	atMs: z.number(),
	serverCpuNs: z.number().optional(),
	serverRssBytes: z.number().optional(),
	serverProcesses: z.number().optional(),
	/** Of a system, whose programs are the server together: what each has used. */
	programCpuNs: z.record(z.string(), z.number()).optional(),
	/** Of PostgreSQL with all its processes, where the servers were given a database of ours. */
	databaseCpuNs: z.number().optional(),
	/** Of the slow origin, where they were given one. */
	originCpuNs: z.number().optional(),
	/** Of the sink of spans. */
	tracesCpuNs: z.number().optional(),
	runnerCpuNs: z.number(),
	hostBusyCpuSeconds: z.number(),
	hostStealCpuSeconds: z.number().optional(),
	hostPressureSeconds: z.number().optional(),
});

export type Sample = z.infer<typeof SampleSchema>;

export interface Sampler {
	/** Looks now; the load stage asks at both ends of a window. */
	look(): Sample;
	/** Ends the periodic looks and answers with all of them, in time. */
	stop(): Sample[];
}

/** Five looks a second cost about 1 % of the generator's core and see a memory peak that lasts longer than 0.2 s. */
const periodMs = 200;

/**
 * Watches while the load stage drives: the two overlap in time, their numbers are the order of the data.
 *
 * @param programs the process groups of each program; a server by itself is one
 */
export function startSampler(
	programs: ReadonlyMap<string, readonly ProcessGroup[]>,
	services: ServicePids = {},
): Sampler {
	const readPrograms = watchPrograms(programs);
	const readDatabase = watchIfAny(services.database);
	const readOrigin = watchIfAny(services.origin);
	const readTraces = watchIfAny(services.traces);
	const samples: Sample[] = [];
	const look = (): Sample => {
		const sample = takeSample(readPrograms(), {
			database: readDatabase(),
			origin: readOrigin(),
			traces: readTraces(),
		});
		samples.push(sample);
		return sample;
	};
	const timer = setInterval(look, periodMs);
	return {
		look,
		stop: () => {
			clearInterval(timer);
			return samples;
		},
	};
}

type Look = Pick<Sample, 'serverCpuNs' | 'serverRssBytes' | 'serverProcesses' | 'programCpuNs'>;

/** All programs as the one server that they are together; absent as soon as one of them has ended. */
function watchPrograms(programs: ReadonlyMap<string, readonly ProcessGroup[]>): () => Look {
	const watches = [...programs].map(([name, groups]) => {
		return { name, read: watchTrees(groups.map(({ pid }) => pid)) };
	});
	return () => {
		const seen = watches.flatMap(({ name, read }) => {
			const usage = read();
			return usage ? [{ name, usage }] : [];
		});
		if (seen.length < watches.length) return {};
		const total = (of: keyof TreeUsage) => seen.reduce((sum, { usage }) => sum + usage[of], 0);
		const each = seen.map(({ name, usage }) => [name, usage.cpuNs] as const);
		return {
			serverCpuNs: total('cpuNs'),
			serverRssBytes: total('rssBytes'),
			serverProcesses: total('processes'),
			...(each.length > 1 && { programCpuNs: Object.fromEntries(each) }),
		};
	};
}

function watchIfAny(pid: number | undefined): () => TreeUsage | undefined {
	return pid === undefined ? () => undefined : watchTree(pid);
}

/** The counters of the machine alone, where nothing of ours is watched. */
export const lookAtMachine = (): Sample =>
	takeSample({}, { database: undefined, origin: undefined, traces: undefined });

function takeSample(
	server: Look,
	{ database, origin, traces }: Record<keyof ServicePids, TreeUsage | undefined>,
): Sample {
	const host = readHost();
	const own = process.cpuUsage();
	return {
		atMs: performance.now(),
		...server,
		...(database && { databaseCpuNs: database.cpuNs }),
		...(origin && { originCpuNs: origin.cpuNs }),
		...(traces && { tracesCpuNs: traces.cpuNs }),
		runnerCpuNs: (own.user + own.system) * 1000,
		hostBusyCpuSeconds: host.busyCpuSeconds,
		...(host.stealCpuSeconds === undefined ? {} : { hostStealCpuSeconds: host.stealCpuSeconds }),
		...(host.pressureSeconds === undefined ? {} : { hostPressureSeconds: host.pressureSeconds }),
	};
}
