import { expect, it } from 'vitest';
import { order } from './order.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';

const low = sampleRounds('low', [100, 101, 99, 100, 101, 100]);
const middle = sampleRounds('middle', [200, 202, 199, 201, 200, 200]);
const high = sampleRounds('high', [300, 301, 302, 299, 300, 300]);
const noisy = sampleRounds('noisy', [60, 350, 90, 270, 170, 140]);
const context = sampleContext([low, middle, high, noisy]);

function judge(names: readonly string[], given = context) {
	return order({ kind: 'order', ascending: names.map((name) => sampleMetric(name)) }, given);
}

it('holds when each step up is clear, and says each', () => {
	const verdict = judge(['low', 'middle', 'high']);
	expect(verdict.verdict).toBe('holds');
	expect(verdict.reason).toMatch(
		/^Each step up is clear: .*go\/middle.*2\.0\d times.*; .*go\/high/,
	);
	expect(verdict.figures).toHaveLength(2);
});

it('fails when one step clearly goes down, and names that step alone', () => {
	const verdict = judge(['low', 'high', 'middle']);
	expect(verdict.verdict).toBe('fails');
	expect(verdict.reason).toMatch(
		/^A step goes down: requests a second of go\/middle:single over go\/high/,
	);
	expect(verdict.reason).not.toContain('go/low');
});

it('is inconclusive when noise leaves a step open and none goes down', () => {
	expect(judge(['low', 'noisy']).verdict).toBe('inconclusive');
	expect(judge(['high', 'middle', 'noisy']).verdict).toBe('fails');
});

it('needs all of its cells', () => {
	expect(judge(['low', 'gone']).verdict).toBe('not-yet-measured');
	expect(judge(['low', 'middle'], noRun).verdict).toBe('not-yet-measured');
});
