import { expect, it } from 'vitest';
import { everyPolicy, mixedModel } from '../samples.ts';
import { simulate } from '../simulate.ts';
import { drawWorkload } from '../workload.ts';
import { check, describeChecked } from './check.ts';
import { truths } from './truths.ts';

it('agrees with queueing theory in ten long replications of each case', () => {
	const checked = truths.map((truth) => check(truth, 10, 200_000));
	process.stdout.write(`${checked.map(describeChecked).join('\n')}\n`);
	expect(checked.filter(({ holds }) => !holds)).toEqual([]);
});

// Printed, not judged: how fast this is depends on the machine and on who else uses it.
it('plays a long mixed workload under every policy, and prints how fast', () => {
	const workload = drawWorkload(mixedModel(1, 0.6, 300_000));
	for (const { name, make, threads } of everyPolicy) {
		const begun = performance.now();
		const { events, finished } = simulate(workload, make, { cores: 2, threads });
		const perSecond = events / (performance.now() - begun) / 1000;
		process.stdout.write(`${name}: ${perSecond.toFixed(1)} million events a second\n`);
		expect(finished).toBe(workload.requests);
	}
});
