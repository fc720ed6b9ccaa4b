import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Counters of the whole machine since it started, or of its network name space; all should stand still while we
 * measure. What the system does not count is absent; off Linux that is everything.
 */
export const KernelCountersSchema = z.strictObject({
	/** Connections that a full accept queue turned away. */
	listenDrops: z.int().optional(),
	/** TCP segments taken for lost and sent again; not the probes of a tail that is only slow to be acknowledged. */
	retransmits: z.int().optional(),
	/** Pages read from swap or written to it. */
	swappedPages: z.int().optional(),
	/** Processes killed because memory ran out. */
	oomKills: z.int().optional(),
});

export type KernelCounters = z.infer<typeof KernelCountersSchema>;

export function readKernelCounters(): KernelCounters {
	const tcpExtension = fieldsOf('TcpExt', text('/proc/net/netstat'));
	const memory = fieldsOfLines(text('/proc/vmstat'));
	return present({
		// Each overflow counts as a drop too (Linux, net/ipv4/tcp_ipv4.c, tcp_v4_syn_recv_sock), so they are not added.
		listenDrops: tcpExtension.get('ListenDrops'),
		retransmits: resentSegments(tcpExtension),
		swappedPages: sum(memory.get('pswpin'), memory.get('pswpout')),
		oomKills: memory.get('oom_kill'),
	});
}

/**
 * After a time-out, and in recovery from a loss. RetransSegs would add each tail loss probe: where a server is slower to
 * read a body than twice the round trip, Linux sends the last segment once more to learn whether it arrived
 * (RFC 8985, 7; net/ipv4/tcp_output.c, tcp_send_loss_probe), which delays nobody.
 */
export function resentSegments(tcpExtension: Map<string, number>): number | undefined {
	const names = ['TCPTimeouts', 'TCPFastRetrans', 'TCPSlowStartRetrans'];
	return names.map((name) => tcpExtension.get(name)).reduce(sum);
}

/** What was counted from `before` to `after`. */
export function countedBetween(before: KernelCounters, after: KernelCounters): KernelCounters {
	const names = ['listenDrops', 'retransmits', 'swappedPages', 'oomKills'] as const;
	return present(
		Object.fromEntries(
			names.map((name) => {
				const [from, to] = [before[name], after[name]];
				return [name, from === undefined || to === undefined ? undefined : to - from];
			}),
		),
	);
}

/** Two lines that begin with the group's name: first the names, then the values (proc(5), /proc/net/snmp). */
export function fieldsOf(group: string, file: string | undefined): Map<string, number> {
	const [names = [], values = []] = (file ?? '')
		.split('\n')
		.filter((line) => line.startsWith(`${group}:`))
		.map((line) => line.trim().split(/\s+/));
	return new Map(names.slice(1).map((name, index) => [name, Number(values[index + 1])]));
}

/** A name and a value on each line. */
function fieldsOfLines(file: string | undefined): Map<string, number> {
	const rows = (file ?? '').split('\n').map((line) => line.split(' '));
	return new Map(rows.map(([name = '', value]) => [name, Number(value)]));
}

function present(counters: Record<string, number | undefined>): KernelCounters {
	const entries = Object.entries(counters).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : a + b;
}

function text(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
