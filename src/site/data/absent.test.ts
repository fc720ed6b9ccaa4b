import { expect, test } from 'vitest';
import { absentInWords } from './absent.ts';

test('a figure that a gate left out reads as one in a sentence, “p99: left out with one loop” does not', () => {
	expect(absentInWords('left out')).toBe('no figure that passed its gates');
	expect(absentInWords('did not keep up')).toBe('a queue that grew to the end');
	expect(absentInWords('not measured yet')).toBe('not measured yet');
});
