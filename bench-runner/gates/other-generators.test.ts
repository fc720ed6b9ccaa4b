import { describe, expect, it } from 'vitest';
import { wrk } from '../load-generators/wrk.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { gateContext, openLoad } from '../samples.ts';
import { windowGates } from './index.ts';

/** What a tool tells that counts answers, errors and nothing else. */
const told: LoadResult = {
	generator: 'wrk',
	seconds: 2,
	elapsedSeconds: 2.1,
	interrupted: false,
	connections: { planned: 16 },
	counts: { valid: 998, invalidStatus: 0, failed: 2 },
	answersInWindow: 998,
};
const { capabilities } = wrk;

describe('a gate on the window of another generator', () => {
	it.each(['connections', 'littles-law', 'schedule-lag'])(
		'does not apply where the tool cannot know: %s',
		(id) => {
			expect(judge(id, { load: openLoad, result: told })).toBe(undefined);
		},
	);

	it.each(['connections', 'schedule-lag'])('fails where the tool should have told: %s', (id) => {
		const knowing = { ...capabilities, knows: ['schedule-lag' as const, 'connections' as const] };
		expect(judge(id, { load: openLoad, result: told, capabilities: knowing })).toMatchObject({
			pass: false,
			reason: 'It could not be measured on this system.',
		});
	});

	it('adds up what was counted, and names only that', () => {
		expect(judge('errors', { result: told })).toMatchObject({
			pass: false,
			value: 0.002,
			reason: '0.2 % of 1000 requests failed (2 broke off).',
		});
		const counts = { ...told.counts, invalidStatus: 3 };
		expect(judge('answers', { result: { ...told, counts } })).toMatchObject({
			reason: '3 answers were wrong (3 by status).',
		});
	});

	it('takes the requests that were due from the load, where the tool does not count them', () => {
		const rate = (ratePerSecond: number) => ({ ...openLoad, ratePerSecond });
		expect(judge('achieved-rate', { load: rate(500), result: told })).toMatchObject({ pass: true });
		expect(judge('achieved-rate', { load: rate(1000), result: told })).toMatchObject({
			pass: false,
			value: 0.501,
		});
	});

	it('allows a tool with a thread for each CPU as much of all of them as one thread of its one', () => {
		const layout = { ...gateContext().layout, generatorCpus: [1, 2] };
		const metrics = { generatorCoresUsed: 1.5 };
		const { threads: _, ...anyThreads } = capabilities;
		expect(judge('generator-cpu', { layout, metrics })).toMatchObject({ pass: false });
		expect(judge('generator-cpu', { layout, metrics, capabilities: anyThreads })).toMatchObject({
			pass: true,
		});
	});
});

function judge(id: string, context: Parameters<typeof gateContext>[0]) {
	const gate = windowGates.find((one) => one.id === id);
	if (!gate) throw new Error(`There is no gate ${id}.`);
	return gate.judge(gateContext({ capabilities, ...context }));
}
