import { type GateDescription, percent } from './description.ts';

/*
 * Was it the server that was measured, or the load generator?
 */

const lagUs = 50;
export const scheduleLag = describe({
	id: 'schedule-lag',
	asks: 'Open loop: did the generator send in time?',
	limit: lagUs,
	threshold: `half of the requests at most ${lagUs} µs late, 99 of 100 at most 1,000 µs, and above 10 µs (40 where the generator has to sleep, because it shares its cores with the server or with other generators) and 100 µs, which waking up costs any generator, no more than a tenth of the server’s own p50 and p99; of p95 or p90 instead, and no p99 published, where too few windows of a cell keep their p99, or where the hypervisor took time from the run`,
	source:
		'Response time counts from the intended start, so this lateness is inside it (G. Tene, "How NOT to measure latency"); a tenth is what we let it add. Ours: 10 and 100 µs, set after run 20261121-091106-load-testers-standard, in which a tenth alone had left out a generator that was only as late as a wake-up, and 40 µs after quick runs of blocking on all cores of a virtual machine, where to wake took 20 to 34 µs.',
	blind: 'The last request in a hundred.',
});

/** A server as busy as this set the rate, however near the generator was to its own. */
export const busyServerShare = 0.95;

const busyShare = 0.8;
export const generatorCpu = describe({
	id: 'generator-cpu',
	asks: 'Had the generator CPU to spare?',
	limit: busyShare,
	threshold: `at most ${percent(busyShare)} of each core it can use; where it shares the server’s, at most 5 % of one; of an article’s own command together with the database that runs on the same cores. Not asked of a closed loop on other cores whose server was busy for ${percent(busyServerShare)} of its own`,
	source:
		'The guide of k6 asks for 20 % idle (grafana/k6-docs, "Running large tests"). On a shared core, what it takes is taken from the server. A busy server sets the rate of a closed loop, of which no latency is published; that was set after quick runs of store, in which servers at 98 % of their core answered 120,000 requests a second.',
	blind: 'Which moments it was busy in: the figure is a mean over the window.',
});

const rateShare = 0.5;
export const headRoom = describe({
	id: 'head-room',
	asks: 'Could the generator have driven a server twice as fast?',
	limit: rateShare,
	threshold: `at most ${percent(rateShare)} of the rate that the same generator, CPUs and connections reach against a server that does nothing, unless the server was busy for ${percent(busyServerShare)} of its cores`,
	source:
		'Ours. A generator at its limit queues requests inside itself, which by Little’s law shows in its rate and connections, and not in the latency that it reports. That a busy server needs no head-room was set after the same first run of load-testers.',
	blind:
		'The server that does nothing needs some CPU itself, so true head-room is larger. Not asked in a smoke run, nor of WebSockets, which that server does not speak.',
});

function describe(gate: Omit<GateDescription, 'level'>): GateDescription {
	return { level: 'window', ...gate };
}
