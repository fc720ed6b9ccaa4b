import { describe, expect, it } from 'vitest';
import { closedLoad, loadResult, sampleAt, steadyCore } from './samples.ts';
import type { RawWindow } from './trial.ts';
import { startOfWindow } from './window-start.ts';

/** Begun at second 10 of the runner's clock; the generator sends from `connectingMs` later on. */
function begun(connectingMs: number | undefined): RawWindow {
	const startedAt = '2026-01-01T00:00:00Z';
	const startedAtUnixMs = connectingMs !== undefined && Date.parse(startedAt) + connectingMs;
	return {
		load: 'open-50000',
		definition: closedLoad,
		order: 1,
		startedAt,
		before: sampleAt(10),
		after: sampleAt(20),
		coreSpeed: { before: steadyCore, after: steadyCore },
		result: loadResult(startedAtUnixMs === false ? {} : { startedAtUnixMs }),
	};
}

describe('startOfWindow', () => {
	// A core fully busy while it accepts, from second 10 to 14, and a tenth of it afterwards.
	const busy = (seconds: number) =>
		sampleAt(seconds, {
			serverCpuNs: (Math.min(seconds, 14) - 10) * 1e9 + Math.max(0, seconds - 14) * 1e8,
		});
	const samples = [10, 11, 12, 13, 14, 15, 16].map(busy);

	it('leaves out the seconds in which connections were opened', () => {
		const start = startOfWindow(begun(4000), samples);
		expect(start.atMs).toBe(14_000);
		expect(start.serverCpuNs).toBeCloseTo(4e9);
	});

	it('reads between two looks what had been used by then', () => {
		expect(startOfWindow(begun(2500), samples)).toMatchObject({
			atMs: 12_500,
			serverCpuNs: 2.5e9,
			serverProcesses: 1,
		});
	});

	it('reads each program of a system between two looks too', () => {
		const looks = [12, 13].map((at) => sampleAt(at, { programCpuNs: { auth: at * 1e9 } }));
		expect(startOfWindow(begun(2500), looks).programCpuNs).toEqual({ auth: 12.5e9 });
	});

	it('is the look before the window where connecting took no time, or nobody said how long', () => {
		expect(startOfWindow(begun(40), samples)).toEqual(sampleAt(10));
		expect(startOfWindow(begun(undefined), samples)).toEqual(sampleAt(10));
	});

	it('does not know what was not looked at', () => {
		const { serverCpuNs: _, ...unseen } = sampleAt(12);
		const start = startOfWindow(begun(2500), [unseen, busy(13)]);
		expect(start).not.toHaveProperty('serverCpuNs');
	});
});
