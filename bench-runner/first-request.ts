import type { Operation } from '../src/core/schemas/workload.ts';

/** An operation as it is asked once: each parameter at the first of its values, for which `expect.body` is the answer. */
export function firstRequest({ path, body, parameters = {} }: Operation): {
	path: string;
	body?: string;
} {
	const values = Object.entries(parameters).map(([name, parameter]) => {
		const value = parameter.kind === 'choice' ? parameter.values[0] : parameter.from;
		return [name, String(value)] as const;
	});
	const fill = (text: string) =>
		values.reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), text);
	return { path: fill(path), ...(body !== undefined && { body: fill(body) }) };
}
