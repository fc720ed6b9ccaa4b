import { expect, it } from 'vitest';
import { cellsOfExperiment } from './experiment-samples.ts';
import { sampleContext } from './samples.ts';
import { warmUpCpu } from './warm-up.ts';

it('sets the first hundred of each subject beside its own last', () => {
	const cells = cellsOfExperiment('warm-up')
		.filter(warmUpCpu.draws)
		.map((cell) => {
			if (cell.status !== 'measured') return cell;
			const median = cell.load === 'requests-1-to-100' ? 3 : 2;
			const serverCpuMsPerRequest = { median, rounds: 2 };
			return { ...cell, summary: { ...cell.summary, serverCpuMsPerRequest } };
		});
	const finding = warmUpCpu.finding(sampleContext(warmUpCpu, cells));
	expect(finding).toContain('1.50 times in Node.js');
	expect(finding).toContain('1.50 times in Go');
});

it('says nothing of a run that has only one age', () => {
	const cells = cellsOfExperiment('warm-up').filter(({ load }) => load === 'requests-1-to-100');
	expect(warmUpCpu.finding(sampleContext(warmUpCpu, cells))).toBeUndefined();
});

it('does not call the second hundred the first, where a gate took that away', () => {
	const cells = cellsOfExperiment('warm-up').filter(({ load }) => load !== 'requests-1-to-100');
	expect(warmUpCpu.finding(sampleContext(warmUpCpu, cells))).toBeUndefined();
});
