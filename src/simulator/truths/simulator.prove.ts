import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { everyPolicy } from '../samples.ts';
import { check, describeChecked } from './check.ts';
import { truths } from './truths.ts';

it('agrees with queueing theory in ten long replications of each case', () => {
	const checked = truths.map((truth) => check(truth, 10, 200_000));
	process.stdout.write(`${checked.map(describeChecked).join('\n')}\n`);
	expect(checked.filter(({ holds }) => !holds)).toEqual([]);
});

const REQUESTS = 300_000;
const SpeedsSchema = z.array(
	z.object({ name: z.string(), perSecond: z.number(), finished: z.number() }),
);

/**
 * In a process of its own, as Node.js and browsers run it: Vitest turns every import into a look-up, which costs nine tenths
 * of the speed. The second of two plays counts, and the processor's time in it: neighbours take none of that.
 */
it('plays two million events a second of a long mixed workload under every policy', () => {
	const at = (file: string) =>
		JSON.stringify(pathToFileURL(join(import.meta.dirname, '..', file)).href);
	const script = `
		import { everyPolicy, mixedModel } from ${at('samples.ts')};
		import { simulate } from ${at('simulate.ts')};
		import { drawWorkload } from ${at('workload.ts')};
		const workload = drawWorkload(mixedModel(1, 0.6, ${REQUESTS}));
		const speeds = everyPolicy.map(({ name, make, threads }) => {
			simulate(workload, make, { cores: 2, threads });
			const begun = process.cpuUsage();
			const { events, finished } = simulate(workload, make, { cores: 2, threads });
			const { user, system } = process.cpuUsage(begun);
			return { name, perSecond: (1e6 * events) / (user + system), finished };
		});
		process.stdout.write(JSON.stringify(speeds));`;
	const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
		encoding: 'utf8',
	});
	const speeds = SpeedsSchema.parse(JSON.parse(printed));
	const words = speeds.map(
		({ name, perSecond }) => `${name}: ${(perSecond / 1e6).toFixed(1)} million events a second`,
	);
	process.stdout.write(`${words.join('\n')}\n`);
	expect(speeds.map(({ name }) => name)).toEqual(everyPolicy.map(({ name }) => name));
	expect(speeds.every(({ finished }) => finished === REQUESTS)).toBe(true);
	expect(speeds.filter(({ perSecond }) => perSecond < 2e6)).toEqual([]);
});
