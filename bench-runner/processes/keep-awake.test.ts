import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { layoutFor } from '../probes/topology.ts';
import { canKeepAwake, keepAwake } from './keep-awake.ts';

const layout = layoutFor('1', [[0]]);
if (!layout) throw new Error('A machine with a core has a layout of one.');

it.skipIf(!canKeepAwake())('makes cores poll where they would have halted', async () => {
	const before = polls();
	const letSleep = keepAwake([{ ...layout, awakeCpus: [0] }]);
	try {
		await expect.poll(polls, { timeout: 20_000 }).toBeGreaterThan(before);
	} finally {
		letSleep();
	}
});

it('says what to do where the request is refused', () => {
	const folder = import.meta.dirname;
	expect(() => keepAwake([{ ...layout, awakeCpus: [0] }], folder)).toThrow(
		`The run was planned with cores kept awake, and ${folder} cannot be written: EISDIR`,
	);
});

it('asks for nothing that the plan does not want', () => {
	expect(keepAwake([layout])).not.toThrow();
	expect(keepAwake([])).not.toThrow();
});

/** How often the first core has entered the first of its idle states, in which it polls. */
const polls = () =>
	Number(readFileSync('/sys/devices/system/cpu/cpu0/cpuidle/state0/usage', 'utf8'));
