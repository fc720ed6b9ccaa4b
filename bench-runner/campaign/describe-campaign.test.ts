import { expect, it } from 'vitest';
import { sampleCell, sampleRun } from '../../src/core/samples.ts';
import type { Campaign } from './campaign-file.ts';
import { describeOutcome } from './describe-campaign.ts';

const item = { experiment: 'prime', asPublished: false, status: 'measured', run: 'one' } as const;
const campaign: Campaign = {
	profile: 'standard',
	startedAt: '2026-01-01T00:00:00Z',
	items: [item, { ...item, experiment: 'hello', run: 'gone' }],
};

it('says which gates hide a whole run, and goes on after a run that cannot be read', () => {
	const gates = [{ gate: 'clean-checkout', pass: false, reason: 'Tracked files differed.' }];
	const [one, two] = describeOutcome(campaign, (id) => {
		if (id === 'gone') throw new Error('There is no finished run "gone".');
		return { run: sampleRun({ gates }), cells: [sampleCell()] };
	});
	expect(one).toBe(
		'prime: 1 of 1 cells passed every gate; no page shows the run: clean-checkout (one)',
	);
	expect(two).toBe('hello: There is no finished run "gone".');
});
