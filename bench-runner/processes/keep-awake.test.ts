import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPacer } from '../load-generators/pacer.ts';
import { layoutFor } from '../probes/topology.ts';
import { canPin } from './group.ts';
import { startGuardian } from './guardian.ts';
import { keepAwake, refuseSleep } from './keep-awake.ts';

const root = join(import.meta.dirname, '../..');
const guardian = startGuardian();
const layout = layoutFor('1', [[0]]);
if (!layout) throw new Error('A machine with a core has a layout of one.');
const context = { root, guardian };

// The first time it is compiled.
beforeAll(() => buildPacer(root), 300_000);
afterAll(() => guardian.close());

it.skipIf(!canPin())(
	'runs until it is stopped, and whenever its CPU has nothing else to do',
	async () => {
		const awake = keepAwake(context, { ...layout, awakeCpus: [0] });
		if (!awake) throw new Error('A layout with CPUs to keep awake keeps them so.');
		await expect.poll(() => cpuTicks(awake.pid), { timeout: 20_000 }).toBeGreaterThan(0);
		await refuseSleep(awake);
		await awake.stop(1);
		await expect(refuseSleep(awake)).rejects.toThrow(
			'what keeps CPUs awake ended with signal SIGTERM',
		);
	},
);

it('says why it could not', async () => {
	const awake = keepAwake(context, { ...layout, awakeCpus: [99_999] });
	while (!awake?.hasExited()) await delay(10);
	await expect(refuseSleep(awake)).rejects.toThrow(/exit code 1\. It said: pacer cannot keep CPU/);
	await awake.stop(1);
});

it('keeps nothing awake that the layout does not name', async () => {
	const awake = keepAwake(context, layout);
	expect(awake).toBeUndefined();
	await refuseSleep(awake);
});

/** User time, field 14 of proc_pid_stat(5): the twelfth after the name. */
function cpuTicks(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]);
}
