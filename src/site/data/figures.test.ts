import { expect, test } from 'vitest';
import { namesOfFailedGates } from './figures.ts';

test('names what a cell did not pass, and nothing where it passed all', () => {
	const passed = { gate: 'memory', pass: true };
	const failed = { gate: 'rounds', pass: false };
	expect(namesOfFailedGates({ gates: [passed] })).toBe('');
	expect(namesOfFailedGates({ gates: [failed, passed] })).toBe('rounds');
	expect(namesOfFailedGates({ gates: [failed, failed] })).toBe('rounds');
});
