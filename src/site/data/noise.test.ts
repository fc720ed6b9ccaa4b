import { expect, it } from 'vitest';
import { sampleCells, scatteredCell } from '../../charts/samples.ts';
import { detectableWords, noiseWords } from './noise.ts';

const chart = { metric: 'serverCpuMsPerRequest' } as const;
const runCells = sampleCells();
const cells = runCells.filter((cell) => cell.track === '1' && cell.load === 'capacity-n20000');

it('says how far a server and its twin came apart, and what the run could have seen', () => {
	expect(noiseWords(chart, { cells, runCells })).toMatch(
		/^noise: twins differ by up to \d(\.\d)? %$/,
	);
	expect(detectableWords(chart, { cells, runCells })).toMatch(/^\d(\.\d)? %$/);
});

it('grows with the noise', () => {
	const noisy = scatteredCell(
		'go/net-http:single',
		{ serverCpuMsPerRequest: 60 },
		{ duplicate: true },
	);
	const others = runCells.filter((cell) => !cell.duplicate);
	expect(noiseWords(chart, { cells, runCells: [...others, noisy] })).toMatch(/ 10\d %$/);
});

it('says nothing of what no round has, though a twin is there', () => {
	const longestPause = { ...chart, hasNoise: false };
	expect(noiseWords(longestPause, { cells, runCells })).toBeUndefined();
	expect(detectableWords(longestPause, { cells, runCells })).toBeUndefined();
});

it('says nothing without a twin', () => {
	const others = runCells.filter((cell) => !cell.duplicate);
	expect(noiseWords(chart, { cells, runCells: others })).toBeUndefined();
	expect(detectableWords(chart, { cells, runCells: others })).toBeUndefined();
});
