import { z } from 'zod';
import { readHost } from '../probes/host.ts';
import { type TreeUsage, watchTree, watchTrees } from '../probes/process-tree.ts';

/** One look at the server and the machine. What could not be read is absent. */
export const SampleSchema = z.strictObject({
	/** Monotonic clock of the runner; only differences mean anything. */
	atMs: z.number(),
	serverCpuNs: z.number().optional(),
	serverRssBytes: z.number().optional(),
	serverProcesses: z.number().optional(),
	/** Of PostgreSQL with all its processes, where the servers were given a database of ours. */
	databaseCpuNs: z.number().optional(),
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

/** Watches while the load stage drives: the two overlap in time, their numbers are the order of the data. */
export function startSampler(serverPids: readonly number[], databasePid?: number): Sampler {
	const readTree = watchTrees(serverPids);
	const readDatabase = databasePid === undefined ? () => undefined : watchTree(databasePid);
	const samples: Sample[] = [];
	const look = (): Sample => {
		const sample = takeSample(readTree(), readDatabase());
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

function takeSample(tree: TreeUsage | undefined, database: TreeUsage | undefined): Sample {
	const host = readHost();
	const own = process.cpuUsage();
	return {
		atMs: performance.now(),
		...(tree && {
			serverCpuNs: tree.cpuNs,
			serverRssBytes: tree.rssBytes,
			serverProcesses: tree.processes,
		}),
		...(database && { databaseCpuNs: database.cpuNs }),
		runnerCpuNs: (own.user + own.system) * 1000,
		hostBusyCpuSeconds: host.busyCpuSeconds,
		...(host.stealCpuSeconds === undefined ? {} : { hostStealCpuSeconds: host.stealCpuSeconds }),
		...(host.pressureSeconds === undefined ? {} : { hostPressureSeconds: host.pressureSeconds }),
	};
}
