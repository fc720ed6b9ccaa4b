import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleLoad, sampleWindows } from '../../src/core/samples.ts';
import { samplePlan } from '../samples.ts';
import { judgeRun } from './run.ts';

const good = sampleCell({ gates: [{ gate: 'rounds', pass: true }] });
const gated = sampleCell({ gates: [{ gate: 'rounds', pass: false, reason: 'Too few.' }] });

describe('judgeRun', () => {
	it('passes a clean checkout of which every cell passed', () => {
		expect(judgeRun({ plan: samplePlan(), cells: [good] })).toEqual([
			{ gate: 'clean-checkout', pass: true },
			{ gate: 'cells', pass: true, value: 0, threshold: 0.2 },
		]);
	});

	it('fails where tracked files differed from the commit', () => {
		const [outcome] = judgeRun({
			plan: samplePlan({ dirty: true, commit: 'abcdef0'.padEnd(40, '1') }),
			cells: [good],
		});
		expect(outcome).toEqual({
			gate: 'clean-checkout',
			pass: false,
			reason: 'Tracked files differed from commit abcdef0.',
		});
	});

	it('fails where the machine was another at the end, and does not ask where nobody looked', () => {
		const ofMachine = (machineChanges: string[]) =>
			judgeRun({ plan: samplePlan(), cells: [good], machineChanges }).find(
				({ gate }) => gate === 'same-machine',
			);
		expect(ofMachine([])).toEqual({ gate: 'same-machine', pass: true, value: 0, threshold: 0 });
		expect(ofMachine(['The processor was A at the start and B at the end.'])).toEqual({
			gate: 'same-machine',
			pass: false,
			value: 1,
			threshold: 0,
			reason: 'The processor was A at the start and B at the end.',
		});
	});

	it('asks the cells of another generator only where there are no others', () => {
		const byK6 = { ...gated, loadDefinition: { ...sampleLoad, generator: 'k6' as const } };
		const [, beside] = judgeRun({ plan: samplePlan(), cells: [good, byK6, byK6] });
		expect(beside).toMatchObject({ gate: 'cells', pass: true, value: 0 });
		const [, alone] = judgeRun({ plan: samplePlan(), cells: [byK6] });
		expect(alone).toMatchObject({ gate: 'cells', pass: false, value: 1 });
	});

	it('bears a fifth of the cells failed or gated, and no more', () => {
		const fifth = judgeRun({ plan: samplePlan(), cells: [good, good, good, good, gated] });
		expect(fifth[1]).toEqual({ gate: 'cells', pass: true, value: 0.2, threshold: 0.2 });
		const third = judgeRun({
			plan: samplePlan(),
			cells: [good, good, good, good, gated, sampleFailedCell()],
		});
		expect(third[1]).toMatchObject({
			pass: false,
			reason: '2 of 6 cells (33.3 %) failed or did not pass a gate.',
		});
	});

	it('does not count a server that did not keep up with the rate, but one that the machine disturbed', () => {
		const notPassed = (...failedGates: string[]) => ({
			...gated,
			windows: sampleWindows([{}, {}, {}, {}, {}, {}]).map((one) => ({ ...one, failedGates })),
		});
		const share = (cell: typeof gated) =>
			judgeRun({ plan: samplePlan(), cells: [good, cell] })[1]?.value;
		expect(share(notPassed('overload', 'littles-law'))).toBe(0);
		expect(share(notPassed('overload', 'steal'))).toBe(0.5);
	});

	it.each(['smoke', 'quick'] as const)('asks nothing of a %s run', (profile) => {
		expect(judgeRun({ plan: samplePlan({ profile, dirty: true }), cells: [gated] })).toEqual([]);
	});
});
