import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { median } from '../../src/core/statistics/quantiles.ts';
import { buildPacer, pacerBinary } from '../load-generators/pacer.ts';
import { findGenerator } from '../load-generators/index.ts';
import { runGenerator } from '../load-generators/run-generator.ts';
import { open, windowOf } from '../load-generators/samples.ts';
import { watchTree } from '../probes/process-tree.ts';
import { layoutFor, readCores, withAwakeCpus } from '../probes/topology.ts';
import { canPin, type ProcessGroup, startGroup } from './group.ts';
import { startGuardian } from './guardian.ts';
import { canKeepAwake, keepAwake } from './keep-awake.ts';

/*
 * What a server that does nothing costs on a core that may halt, over what it costs on one kept awake, in turns. Printed,
 * and not asserted: on a virtual machine with neighbours it is above 1, on a quiet one it says that nothing had to be done.
 */

const root = join(import.meta.dirname, '../..');
const signal = new AbortController().signal;
const layout = layoutFor('1', readCores());
const turns = 8;
const port = 17_999;

it.skipIf(!canPin() || !canKeepAwake() || layout === undefined || layout.generatorShared)(
	'prints CPU time per request at 1,000 a second, asleep over awake',
	async () => {
		if (layout === undefined) throw new Error('A machine with a core has a layout of one.');
		await buildPacer(root);
		const guardian = startGuardian();
		onTestFinished(() => guardian.close());
		const command = [pacerBinary(root), 'null', '--port', String(port), '--body-bytes', '27'];
		const server = startGroup({ command, cwd: root, cpus: layout.serverCpus, guardian });
		onTestFinished(async () => void (await server.stop(1)));
		const microseconds = { awake: [] as number[], asleep: [] as number[] };
		await delay(300);
		for (let turn = 0; turn < turns; turn += 1) {
			const letSleep = keepAwake([withAwakeCpus(layout)]);
			await delay(300);
			microseconds.awake.push(await cpuUsPerRequest(server, layout.generatorCpus));
			letSleep();
			await delay(300);
			microseconds.asleep.push(await cpuUsPerRequest(server, layout.generatorCpus));
		}
		const [asleep = NaN, awake = NaN] = [median(microseconds.asleep), median(microseconds.awake)];
		process.stdout.write(
			`asleep ${asleep.toFixed(1)} us, awake ${awake.toFixed(1)} us, ${(asleep / awake).toFixed(2)} times\n`,
		);
		expect(asleep / awake).toBeGreaterThan(0);
	},
);

async function cpuUsPerRequest(server: ProcessGroup, cpus: readonly number[]): Promise<number> {
	const guardian = startGuardian();
	const generator = findGenerator('pacer');
	const tool = await generator.prepare({ root, signal, report: () => {} });
	const usage = watchTree(server.pid);
	const before = usage()?.cpuNs ?? NaN;
	const window = windowOf({ ...open, ratePerSecond: 1000 }, { port, cpus });
	const { counts } = await runGenerator(generator, tool, window, { guardian, signal });
	guardian.close();
	expect(counts.valid).toBeGreaterThan(0);
	return ((usage()?.cpuNs ?? NaN) - before) / counts.valid / 1000;
}
