import { describe, expect, test } from 'vitest';
import { sampleCell, sampleWindows } from '../../core/samples.ts';
import { anchorOf, cellGroups, figureWords, subjectOf, whyNoFigure } from './cell-groups.ts';

describe('cellGroups', () => {
	test('puts side by side only what has the same load and core track', () => {
		const groups = cellGroups([
			sampleCell(),
			sampleCell({ track: 'all' }),
			sampleCell({ load: 'rate-500' }),
			sampleCell({ variant: 'as-published' }),
		]);
		expect(groups.map(({ cells }) => cells.length)).toEqual([2, 1, 1]);
	});
});

describe('figureWords', () => {
	test('prints the median with its interval in the unit shown', () => {
		const summary = {
			serverRssBytesMax: { median: 5e7, low: 4e7, high: 6e7, rounds: 6 },
			serverCpuMsPerRequest: { median: 11.634, rounds: 2 },
		};
		const cell = sampleCell({ summary });
		expect(figureWords(cell, 'serverRssBytesMax')).toBe('50 (40 to 60)');
		expect(figureWords(cell, 'serverCpuMsPerRequest')).toBe('11.6');
	});

	test('what was not measured is absent, not 0', () => {
		expect(figureWords(sampleCell(), 'latencyMsP99')).toBeUndefined();
	});
});

test('in a figure’s place stands why there is none', () => {
	const windows = sampleWindows([{}, {}]);
	const [first, ...rest] = windows.map((window) => ({ ...window, failedGates: ['steal'] }));
	if (!first) throw new Error('no window');
	const responseTime = { unit: 'us' as const, significantBits: 8, count: 0, buckets: [] };
	const cell = sampleCell({ windows: [first, ...windows.slice(1)], histograms: { responseTime } });
	expect(whyNoFigure(cell, 'latencyMsP99')).toBe('too few requests');
	const late = windows.map((window) => ({ ...window, tailUpTo: 95 as const }));
	expect(whyNoFigure({ ...cell, windows: late }, 'latencyMsP99')).toBe('rounds disturbed');
	const full = windows.map((window) => ({ ...window, failedGates: ['overload'] }));
	expect(whyNoFigure({ ...cell, windows: full }, 'latencyMsP99')).toBe('did not keep up');
	expect(whyNoFigure(cell, 'serverRssBytesMax')).toBe('not measured');
	expect(whyNoFigure({ ...cell, histograms: {} }, 'latencyMsP99')).toBe('not measured');
	expect(whyNoFigure({ ...cell, windows: [first, ...rest] }, 'latencyMsP99')).toBe('left out');
});

test('a twin is told from the subject it repeats', () => {
	const twin = sampleCell({ duplicate: true });
	expect(subjectOf(twin)).toBe('go/net-http:single, A/A twin');
	expect(anchorOf(twin)).toBe('prime-go-net-http-single-1-capacity-n20000');
});
