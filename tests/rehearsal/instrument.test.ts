import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InstrumentSchema } from '../../src/core/schemas/instrument.ts';
import { descendants, root, startBench, untilChild, untilGone } from './runner.ts';

/* Peak memory, the children of a process and the way a test sees them are read from /proc. */
const onLinux = test.skipIf(process.platform !== 'linux');

onLinux('the instrument is measured from end to end, beside a known truth', async () => {
	const runner = startInstrument();
	const exitCode = await runner.ended;
	const path = /^\.bench\/instrument\/\S+\.json$/m.exec(runner.output())?.[0] ?? '';
	const measured = InstrumentSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
	// A busy machine may take a core away for so long that a window is refused, with that reason and no other.
	expect(
		measured.failures.filter(({ reason }) => !/for 100 ms one of the two/.test(reason)),
	).toEqual([]);
	if (measured.failures.length === 0) expect(exitCode, runner.output()).toBe(0);
	expect(measured.closed.length).toBeGreaterThan(0);
	expect(measured.closed.every(({ generator }) => generator === 'pacer')).toBe(true);
	for (const { truth, reported, variant } of measured.truth) {
		// A busy machine makes answers late, and cannot make them early.
		if (variant.startsWith('delay')) expect(reported.p50).toBeGreaterThanOrEqual(truth.p50);
	}
	for (const { slowAnswers, connections } of measured.omission) {
		expect(slowAnswers.theory).toBe(connections);
	}
});

onLinux('an interrupted measurement of the instrument leaves no process', async () => {
	const runner = startInstrument();
	await untilChild(runner, /release\/pacer run/);
	const below = descendants(runner.child.pid ?? -1);
	runner.child.kill('SIGINT');
	expect(await runner.ended).toBe(130);
	expect(await untilGone(below)).toEqual([]);
	expect(runner.output()).not.toContain('.bench/instrument');
});

function startInstrument() {
	return startBench('instrument', '--profile', 'smoke', '--only', 'pacer');
}
