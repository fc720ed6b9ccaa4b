import { expect, it } from 'vitest';
import { refuseWithoutMemory } from './server.ts';

it('does not start what takes more memory than there is, and says how much that is', () => {
	expect(() => refuseWithoutMemory('go/net-http:heap-4000', 8500, 8499)).toThrow(
		'go/net-http:heap-4000 takes 8500 MB of memory, and 8499 MB are free; it was not started.',
	);
	expect(() => refuseWithoutMemory('go/net-http:heap-4000', 8500, 8500)).not.toThrow();
	expect(() => refuseWithoutMemory('go/net-http:single', undefined, 0)).not.toThrow();
});

it('asks the machine how much there is', () => {
	expect(() => refuseWithoutMemory('node/http:heap-4000', 1e9)).toThrow(/ [1-9]\d+ MB are free/);
});
