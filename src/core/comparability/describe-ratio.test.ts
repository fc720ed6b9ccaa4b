import { expect, it } from 'vitest';
import { describeRatio } from './describe-ratio.ts';

const ratio = {
	ratio: 1.0153,
	low: 0.978,
	high: 1.0609,
	confidence: 0.95,
	rounds: 6,
	detectableRatio: 1.06,
};

it('says the ratio with its interval, and says a tie in words', () => {
	expect(describeRatio(ratio, 'tie')).toBe('1.02 times (0.98 to 1.06): no difference detected');
	expect(describeRatio(ratio)).toBe('1.02 times (0.98 to 1.06)');
	expect(describeRatio({ ...ratio, ratio: 15.4, low: 14.96, high: 16 }, 'higher')).toBe(
		'15.4 times (15 to 16)',
	);
});
