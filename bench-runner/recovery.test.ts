import { expect, it } from 'vitest';
import { recoveryHint } from './recovery.ts';

const trial = 'prime/round-01-trial-02';

it.each([
	[`4-load/${trial}/trial.json`, `Remove .bench/a-run/4-load/${trial} and go on with --resume`],
	[`4-load/${trial}/capacity.json`, `Remove .bench/a-run/4-load/${trial} and go on with --resume`],
	[`5-sample/${trial}.json`, `Remove .bench/a-run/4-load/${trial} and go on with --resume`],
	[`5-sample/${trial}/profile.json`, `Remove .bench/a-run/4-load/${trial} and go on with --resume`],
	[`6-gate/${trial}.json`, `Remove .bench/a-run/6-gate/${trial}.json and go on with --resume`],
	['7-summary/run.json', 'Remove .bench/a-run/7-summary/run.json and go on with --resume'],
	['1-plan.json', 'start a new run without --resume'],
	['session.json', 'start a new run without --resume'],
])('says what to do about %s', (file, hint) => {
	expect(recoveryHint(`/root/.bench/a-run/${file}`)).toContain(hint);
});

it('takes what is published from where it came', () => {
	expect(recoveryHint('/root/.bench/published/a-run/prime/cell.json')).toBe(
		'Write it again from the measured run with: npm run bench -- publish a-run',
	);
	expect(recoveryHint('/root/content/results/a-run/run.json')).toContain(
		'git checkout -- content/results/a-run/run.json',
	);
});

it('says nothing of other files', () => {
	expect(recoveryHint('/root/content/experiments/prime.yaml')).toBeUndefined();
	expect(recoveryHint('/tmp/a.json')).toBeUndefined();
});
