import { type GateDescription, percent } from './description.ts';

/*
 * Was the machine ours, and the one that the plan describes?
 */

export const topology = describe({
	id: 'topology',
	asks: 'Did both sides run on the CPUs that the plan gave them?',
	limit: 0,
	threshold:
		'the affinity read back from every thread is the plan’s, and no physical core is split between the two sides',
	source:
		'Two siblings share one core’s execution units, so a generator on the server’s sibling slows it (Linux, Documentation/admin-guide/cputopology.rst).',
	blind: 'Which of the allowed CPUs ran when. Does not apply where processes cannot be pinned.',
});

export const serverProcesses = describe({
	id: 'server-processes',
	asks: 'Did all of the server’s processes live through the window?',
	limit: 0,
	threshold: 'as many processes after the window as before it',
	source: 'A cluster that lost a worker is another configuration.',
	blind: 'A worker that died and was replaced within the window.',
});

export const memory = describe({
	id: 'memory',
	asks: 'Did the machine have memory to spare?',
	limit: 0,
	threshold: 'no page swapped in or out, no process killed for memory',
	source: 'A page from disk costs as much time as thousands of requests (Linux, /proc/vmstat).',
	blind: 'Pages of files that were dropped and read again. Not reported off Linux.',
});

const foreignShare = 0.05;
export const foreignCpu = describe({
	id: 'foreign-cpu',
	asks: 'Was nobody else at work on these CPUs?',
	limit: foreignShare,
	threshold: `others used at most ${percent(foreignShare)} of the measured CPUs`,
	source:
		'Ours. The machine counts in ticks of 10 ms, so in the shortest window of 0.6 s a smaller share would be three ticks.',
	blind: 'Neighbours outside this virtual machine.',
});

const pressureExcess = 0.1;
export const pressure = describe({
	id: 'pressure',
	asks: 'Did runnable threads wait for a CPU only as long as in the other rounds?',
	limit: pressureExcess,
	threshold: `the share of time in which some thread waited at most ${Number((pressureExcess * 100).toPrecision(2))} points above the cell’s median`,
	source:
		'Pressure stall information, "some" (Linux, Documentation/accounting/psi.rst). A server with more threads than cores waits for itself, up to 96 % of the time in our runs, so the share itself says nothing of the machine; of 924 windows of three quiet runs none lay more than 8 points above its cell’s median.',
	blind:
		'A machine that is equally busy in all rounds. Does not apply with fewer than three rounds.',
});

/** Where more of a run's windows, or of its readings of the server's core, are slowed, none is left out for it and the run is labelled. */
export const neighbourShare = 0.5;

const stealLimit = 0.005;
export const steal = describe({
	id: 'steal',
	asks: 'Did the hypervisor leave us the CPUs?',
	limit: stealLimit,
	threshold: `at most ${percent(stealLimit)} of the CPU time, or one tick of 10 ms in a window too short for that; at a given rate 2.5 % or 5 %, and only p95 or p90 published, where that leaves a cell too few windows; where more than ${percent(neighbourShare)} of a run’s windows lost more, none is left out for it, the run is labelled, and percentiles are published only up to where the stolen time is half of what lies beyond`,
	source: 'Time given to another guest while this one wanted to run (proc(5), /proc/stat).',
	blind: 'Few hypervisors report it, and none reported is no proof of none taken.',
});

const slowdown = 0.05;
export const coreSpeed = describe({
	id: 'core-speed',
	asks: 'Was the server’s core as fast as where the run was disturbed least?',
	limit: slowdown,
	threshold: `each of three fixed computations before and after the window took at most ${percent(slowdown)} longer than in the least disturbed tenth of the run; where more than ${percent(neighbourShare)} of a run’s readings took longer, no window is left out for it and the run is labelled`,
	source:
		'Ours: in runs of 21 November 2026 a virtual core slowed down by half, and no counter of the guest said so.',
	blind:
		'A neighbour that comes and goes between the two readings, one that stays for more than nine tenths of the run, and one that uses only the memory beyond the second-level cache.',
});

function describe(gate: Omit<GateDescription, 'level'>): GateDescription {
	return { level: 'window', ...gate };
}
