import { type GateDescription, percent } from './description.ts';

/*
 * Was it the load that we meant, and was each request answered?
 */

export const answers = describe({
	id: 'answers',
	asks: 'Was every answer right?',
	limit: 0,
	threshold: 'no answer with a wrong status, a wrong length or broken HTTP',
	source:
		'Other benchmarks have counted errors as throughput: of 180,000 answers a second, a third were 404 (MDA2AV/HttpArena, CHANGELOG.md).',
	blind: 'A wrong body of the right length; stage verify compares bodies before the load.',
});

const errorShare = 0.001;
export const errors = describe({
	id: 'errors',
	asks: 'Was every request answered?',
	limit: errorShare,
	threshold: `at most ${percent(errorShare)} of the requests timed out, broke off or stayed unanswered`,
	source:
		'Ours: a failed request stays in the distribution, where one in a thousand moves p99.9 and nothing below.',
	blind: 'Which requests failed: the slowest are likelier to.',
});

const missingShare = 0.01;
export const achievedRate = describe({
	id: 'achieved-rate',
	asks: 'Open loop: was the rate the one that was offered?',
	limit: missingShare,
	threshold: `at least ${percent(1 - missingShare)} of the scheduled requests got a right answer`,
	source:
		'Ours; fortio warns when 5 % of its sends are behind schedule (fortio, periodic/periodic.go).',
	blind:
		'Answers that came after the window; the gate overload counts those. Not asked of a load at or beyond the capacity of its subject.',
});

const waitingShare = 0.05;
export const overload = describe({
	id: 'overload',
	asks: 'Open loop: did the server keep up, or did a queue grow to the end?',
	limit: waitingShare,
	threshold: `at most ${percent(waitingShare)} of the requests still unanswered when sending ended, beyond those that the least response time explains`,
	source:
		'A queue that is not stable grows by (rate − capacity) × time (Little, 1961); simulated: a stable queue at 90 % of its capacity passes 99 times in 100, one offered a fifth too much fails as often.',
	blind:
		'An excess below 5 % of the rate; windows with fewer than 1,000 requests, where chance alone queues as many. Not asked of a load at or beyond the capacity of its subject, which is there to show the queue.',
});

export const connections = describe({
	id: 'connections',
	asks: 'Did the planned connections stay open?',
	limit: 0,
	threshold: 'every planned connection opened, none opened again',
	source:
		'Keep-alive is part of the load: an opened connection costs a server many requests’ time.',
	blind:
		'Whether the connections were spread evenly over a server’s processes. Not asked of a load whose requests each open a connection of their own: one that could not be opened is a failed request, which the gate errors counts.',
});

export const listenDrops = describe({
	id: 'listen-drops',
	asks: 'Did the kernel take every connection that was offered?',
	limit: 0,
	threshold: 'ListenOverflows and ListenDrops of the kernel did not move',
	source:
		'A full accept queue drops the SYN, which is sent again after 1 s (Linux, net/ipv4/tcp_ipv4.c, tcp_conn_request; RFC 6298, 2).',
	blind: 'Who dropped it: the counter is of the whole machine. Not reported off Linux.',
});

const resentShare = 0.001;
export const retransmits = describe({
	id: 'retransmits',
	asks: 'Did TCP have to send anything twice?',
	limit: resentShare,
	threshold: `at most one segment sent again for ${Math.round(1 / resentShare)} answers, or one in all`,
	source:
		'A segment taken for lost is sent again, by its timer after 200 ms at the soonest (Linux, include/net/tcp.h, TCP_RTO_MIN), which would be taken for the server’s latency. The probe of a tail that is slow to be acknowledged (RFC 8985, 7) delays nobody and is not counted. The loopback interface loses none, but a peer that got no CPU for so long is not told from a loss.',
	blind:
		'Whose it was: the counter is of the whole machine, and one may be a stranger’s. Not reported off Linux.',
});

const lawShare = 0.05;
export const littlesLaw = describe({
	id: 'littles-law',
	asks: 'Do rate, latency and requests in flight fit together?',
	limit: lawShare,
	threshold: `rate × mean latency within ${percent(lawShare)} of the mean in flight, and the share that straddles the window’s ends`,
	source:
		'Little, Operations Research 9(3), 1961. The three are counted apart, so a generator that hides waiting breaks the law.',
	blind: 'An error that scales two of the three alike.',
});

function describe(gate: Omit<GateDescription, 'level'>): GateDescription {
	return { level: 'window', ...gate };
}
