import { expect, it } from 'vitest';
import { bodyBytes } from './body-size.ts';

it('is the request’s where it has a body, and else the answer’s', () => {
	const answer = { method: 'GET', path: '/x', expect: { status: 200, body: '{"é":1}' } } as const;
	expect(bodyBytes(answer)).toBe(8);
	expect(bodyBytes({ ...answer, method: 'POST', body: '[]' })).toBe(2);
});

it('is that of what the workload’s file only names', () => {
	const made = { from: 'records', count: 45, seed: 1 } as const;
	const operation = { method: 'POST', path: '/json', made, expect: { status: 200 } } as const;
	expect(bodyBytes(operation)).toBe(4982 + '{"records":}'.length);
	// The second time from memory.
	expect(bodyBytes(operation)).toBe(4994);
});
