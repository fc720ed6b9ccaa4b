import { expect, it } from 'vitest';
import { countDifferences } from './count-differences.ts';

it('countDifferences counts what was compared, and says how much of it chance would give', () => {
	const judged = (['tie', 'lower', 'higher', 'tie'] as const).map((verdict) => ({
		comparable: true as const,
		verdict,
	}));
	expect(countDifferences([...judged, { comparable: false }])).toBe(
		'2 of 4 differ; were both the same, at most 0.2 would on average',
	);
});
