import { describe, expect, it } from 'vitest';
import { countedBetween, fieldsOf, readKernelCounters, resentSegments } from './kernel.ts';

const netstat = `TcpExt: SyncookiesSent ListenOverflows ListenDrops
TcpExt: 0 3 5
IpExt: InNoRoutes ListenDrops
IpExt: 0 9
`;

describe('fieldsOf', () => {
	it('pairs the names of one group with their values', () => {
		expect(Object.fromEntries(fieldsOf('TcpExt', netstat))).toEqual({
			SyncookiesSent: 0,
			ListenOverflows: 3,
			ListenDrops: 5,
		});
	});

	it('is empty where the file is', () => {
		expect(fieldsOf('TcpExt', undefined).size).toBe(0);
	});
});

it('counts a segment as lost after a time-out or in recovery, but not the probe of a tail', () => {
	const counters = {
		TCPTimeouts: 2,
		TCPFastRetrans: 3,
		TCPSlowStartRetrans: 4,
		TCPLossProbes: 500,
	};
	expect(resentSegments(new Map(Object.entries(counters)))).toBe(9);
	expect(resentSegments(new Map([['TCPTimeouts', 2]]))).toBeUndefined();
});

it('counts between two looks what both saw, and nothing else', () => {
	const before = { listenDrops: 5, retransmits: 7 };
	const after = { listenDrops: 6, swappedPages: 3 };
	expect(countedBetween(before, after)).toEqual({ listenDrops: 1 });
});

it.skipIf(process.platform !== 'linux')('reads the counters of this machine', () => {
	const counters = readKernelCounters();
	expect(counters.listenDrops).toBeGreaterThanOrEqual(0);
	expect(counters.retransmits).toBeGreaterThanOrEqual(0);
	expect(Object.values(counters).every(Number.isFinite)).toBe(true);
});
