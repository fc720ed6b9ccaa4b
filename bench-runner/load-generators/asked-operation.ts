import type { Operation } from '../../src/core/schemas/workload.ts';
import type { LoadWindow } from './generator.ts';

/** The one operation of a window, for tools that know no mix; the plan refuses those. */
export function askedOperation({ operations }: LoadWindow): Operation {
	const [first] = operations;
	if (first) return first.operation;
	throw new Error('A window asks for at least one operation.');
}

export function urlOf({ port }: LoadWindow, { path }: Operation): string {
	return `http://127.0.0.1:${port}${path}`;
}

/** Headers as words of a command line: `-H 'name: value'` each. */
export function headerArguments({ headers = {} }: Operation, between = ': '): string[] {
	return Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}${between}${value}`]);
}
