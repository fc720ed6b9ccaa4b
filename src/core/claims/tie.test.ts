import { describe, expect, it } from 'vitest';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';
import { tie } from './tie.ts';

const a = sampleRounds('a', [100, 101, 99, 100, 101, 100]);
const near = sampleRounds('near', [110, 111, 110, 109, 111, 110]);
const far = sampleRounds('far', [200, 200, 201, 202, 199, 200]);
const noisy = sampleRounds('noisy', [60, 150, 90, 170, 70, 140]);

describe('tie', () => {
	it('holds when every pair lies within the tolerance, with a detectable difference too', () => {
		expect(judge(['a', 'near'])).toMatchObject({
			verdict: 'holds',
			reason: expect.stringContaining('All are within 25 %: '),
			figures: [{ text: expect.stringMatching(/^0\.91 times/) }],
		});
	});

	it('fails when one pair of several is wholly outside, and names that pair', () => {
		const verdict = judge(['a', 'near', 'far']);
		expect(verdict.verdict).toBe('fails');
		expect(verdict.reason).toContain('go/a:single over go/far:single');
		expect(verdict.reason).not.toContain('go/a:single over go/near:single');
		expect(verdict.figures).toHaveLength(3);
	});

	it('does not take noise for a tie', () => {
		expect(judge(['a', 'noisy'])).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('does not tell'),
		});
	});

	it('widens by the A/A floor on a dev machine', () => {
		const twin = { ...sampleRounds('a', [100, 101, 99, 100, 101, 120]), duplicate: true };
		expect(judge(['a', 'near'], sampleContext([a, near, twin])).verdict).toBe('holds');
		expect(judge(['a', 'near'], sampleContext([a, near, twin], 'dev')).verdict).toBe(
			'inconclusive',
		);
	});

	it('needs all of its cells', () => {
		expect(judge(['a', 'gone']).verdict).toBe('not-yet-measured');
		expect(judge(['a', 'near'], noRun).verdict).toBe('not-yet-measured');
	});
});

function judge(names: readonly string[], context = sampleContext([a, near, far, noisy])) {
	const cells = names.map((name) => sampleMetric(name));
	return tie({ kind: 'tie', cells, tolerance: 0.25 }, context);
}
