import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeSubject } from '../fake-subject.ts';
import { findBalancers, missingTool } from '../subjects.ts';
import { balancerCases } from './balancer.ts';

/** What a case is to find out, as a change to the script that starts nginx. */
const FAULTS: [rule: RegExp, from: string, to: string][] = [
	[/every instance/, '"${SECOND_URL:-}"', ''],
	[/every instance/, 'proxy_set_header Connection "";', 'proxy_set_header Connection close;'],
	[/learns who asked/, '\\$remote_addr', '\\$http_x_forwarded_for'],
	[/is not sent again/, 'next_upstream error', 'next_upstream error non_idempotent'],
	[/in flight/, 'kill -QUIT', 'kill -TERM'],
	[/in flight/, 'rm -rf', 'true'],
];

const balancers = findBalancers();
const scripts = balancers.map(({ folder }) => readFileSync(join(folder, 'start.sh'), 'utf8'));
const [script = ''] = scripts;
const lacking = balancers.map(({ implementation }) => missingTool(implementation)).find(Boolean);

// Each folder runs alone, so each has its own.
test('every language has the same nginx before it', () => {
	expect(new Set(scripts).size).toBe(1);
});

describe.skipIf(lacking)('a load balancer that does not as it should is found out', () => {
	test.for(FAULTS)('%s: %s', async ([which, from, to], { expect }) => {
		const [rule, ...others] = balancerCases.filter(({ name }) => which.test(name));
		expect(others).toEqual([]);
		expect(script).toContain(from);
		await expect(rule?.run(balancer(script.replace(from, () => to)))).rejects.toThrow();
	});
});

/** Of two instances, whatever they are. */
function balancer(changed: string) {
	const subject = fakeSubject(['sh', '-c', changed]);
	const { variants } = subject.implementation;
	const part = { subject: 'node/http:single', environment: {} };
	const parts = {
		first: { ...part, address: 'FIRST_URL' },
		second: { ...part, address: 'SECOND_URL' },
	};
	subject.implementation.variants = Object.fromEntries(
		Object.entries(variants).map(([name, variant]) => [name, { ...variant, parts }]),
	);
	return subject;
}
