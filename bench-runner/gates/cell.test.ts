import { expect, it } from 'vitest';
import { sampleCell, sampleWindows } from '../../src/core/samples.ts';
import { samplePlan } from '../samples.ts';
import { judgeCell } from './cell.ts';

const threshold = 6;

it('asks a publishable cell for six rounds that passed every gate', () => {
	const windows = sampleWindows(new Array(6).fill({}));
	const cell = sampleCell({ windows });
	expect(judgeCell(samplePlan(), cell, [])).toEqual([
		{ gate: 'rounds', value: 6, threshold, pass: true },
	]);

	const others = windows.slice(1);
	const failed = windows.slice(0, 1).map((window) => ({ ...window, failedGates: ['steal'] }));
	const oneFailed = sampleCell({ windows: [...failed, ...others] });
	expect(judgeCell(samplePlan({ profile: 'full' }), oneFailed, [])).toEqual([
		{
			gate: 'rounds',
			value: 5,
			threshold,
			pass: false,
			reason: '5 rounds passed every gate; fewer than 6 give no 95 % interval.',
		},
	]);
});

it.each(['smoke', 'quick'] as const)('asks of a %s run one round that passed', (profile) => {
	const judge = (failedGates: string[]) => {
		const windows = sampleWindows([{}]).map((window) => ({ ...window, failedGates }));
		return judgeCell(samplePlan({ profile }), sampleCell({ windows }), []);
	};
	expect(judge([])).toEqual([{ gate: 'rounds', value: 1, threshold: 1, pass: true }]);
	const reason = 'No round passed every gate.';
	expect(judge(['steal'])).toEqual([
		{ gate: 'rounds', value: 0, threshold: 1, pass: false, reason },
	]);
});

it('asks one round of an experiment that ranks nobody, and six of the others in its run', () => {
	const plan = samplePlan({ profile: 'full', unranked: ['soak'] });
	const judge = (experiment: string) =>
		judgeCell(plan, sampleCell({ experiment, windows: sampleWindows([{}]) }), []);
	expect(judge('soak')).toEqual([{ gate: 'rounds', value: 1, threshold: 1, pass: true }]);
	expect(judge('prime')).toMatchObject([{ gate: 'rounds', threshold: 6, pass: false }]);
});
