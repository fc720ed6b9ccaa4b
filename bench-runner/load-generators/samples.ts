import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Load } from '../../src/core/schemas/experiment.ts';
import type { LoadWindow } from './generator.ts';

/*
 * What the tests of the adapters share. `captured/` holds what the tools really printed in one second against a server
 * that answers `hello` after 5 ms, and every tenth request with 503.
 */

const base = { operation: 'hello', connections: 4, seconds: 1, tracks: ['1' as const] };

export const closed: Extract<Load, { kind: 'closed' }> = { kind: 'closed', ...base };

export const open: Extract<Load, { kind: 'open' }> = {
	kind: 'open',
	arrivals: 'uniform',
	ratePerSecond: 20,
	...base,
};

export function windowOf(load: Load, changes: Partial<LoadWindow> = {}): LoadWindow {
	return {
		port: 8080,
		load,
		operations: [{ id: 'hello', weight: 1, operation: hello }],
		seconds: 1,
		seed: 1,
		cpus: [1],
		...changes,
	};
}

/** The same window for an operation that sends something. */
export function writing(load: Load): LoadWindow {
	const operation = {
		...hello,
		method: 'POST' as const,
		headers: { 'content-type': 'application/json' },
		body: '{"name":"Ada"}',
	};
	return windowOf(load, { operations: [{ id: 'write', weight: 1, operation }] });
}

export function captured(name: string): string {
	return readFileSync(join(import.meta.dirname, 'captured', name), 'utf8');
}

const hello = {
	method: 'GET' as const,
	path: '/hello',
	expect: { status: 200, body: '{"message":"Hello, World!"}' },
};
