import { expect, it } from 'vitest';
import { sampleCell, sampleRun, sampleWindows } from '../../src/core/samples.ts';
import { describeRun } from './describe-run.ts';

it('tells of windows that a gate left out, but not of every percentile that no cell could publish', () => {
	const gates = [
		{ gate: 'steal', pass: true, reason: '1 of 8 windows did not pass.' },
		{ gate: 'exceedances', pass: true, reason: 'Not published: p99.9 (3).' },
	];
	const cell = sampleCell({ windows: sampleWindows([{}]), gates });
	const text = JSON.stringify(describeRun({ run: sampleRun(), cells: [cell] }, []));
	expect(text).toContain('steal: 1 of 8 windows did not pass.');
	expect(text).not.toContain('exceedances');
	const failed = [{ gate: 'exceedances', pass: false, reason: 'Only 20 requests were slower.' }];
	const other = JSON.stringify(
		describeRun({ run: sampleRun(), cells: [{ ...cell, gates: failed }] }, []),
	);
	expect(other).toContain('exceedances: Only 20 requests were slower.');
});
