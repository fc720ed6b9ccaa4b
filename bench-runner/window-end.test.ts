import { expect, it } from 'vitest';
import { closedLoad, loadResult, sampleAt, steadyCore } from './samples.ts';
import type { RawWindow } from './trial.ts';
import { endOfWindow } from './window-end.ts';

/** Begun at second 10 of the runner's clock, with 2 s of connecting and 4 s of requests; then nothing, or closing. */
function ended(afterSeconds: number, startedAtUnixMs?: number): RawWindow {
	return {
		load: 'open-50000',
		definition: closedLoad,
		order: 1,
		startedAt: '2026-01-01T00:00:00Z',
		before: sampleAt(10),
		after: look(afterSeconds),
		coreSpeed: { before: steadyCore, after: steadyCore },
		result: loadResult({ elapsedSeconds: 4, ...(startedAtUnixMs && { startedAtUnixMs }) }),
	};
}

/** A tenth of a core until second 16.5, and all of it while it closes. */
function look(seconds: number) {
	const serverCpuNs = (seconds - 10) * 1e8 + Math.max(0, seconds - 16.5) * 9e8;
	return sampleAt(seconds, { serverCpuNs });
}

const sending = Date.parse('2026-01-01T00:00:02Z');
const samples = [15.8, 16.2, 16.4, 16.6].map(look);

it('leaves out what closing connections took', () => {
	const end = endOfWindow(ended(17.4, sending), samples);
	expect(end.atMs).toBeCloseTo(16_000);
	expect(end.serverCpuNs).toBeCloseTo(6e8);
});

it('reads to the last look where there was none between', () => {
	expect(endOfWindow(ended(16.5, sending), [look(15.8)])).toMatchObject({
		atMs: expect.closeTo(16_000) as number,
		serverCpuNs: expect.closeTo(6e8) as number,
	});
});

it('is the look after the window where that came at once, or nobody said when it ended', () => {
	expect(endOfWindow(ended(16.3, sending), samples)).toEqual(look(16.3));
	expect(endOfWindow(ended(17.4), samples)).toEqual(look(17.4));
});
