import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { findGenerator } from '../load-generators/index.ts';
import { buildPacer, pacerBinary } from '../load-generators/pacer.ts';
import { runGenerator } from '../load-generators/run-generator.ts';
import { open, windowOf } from '../load-generators/samples.ts';
import { layoutFor, readCores } from '../probes/topology.ts';
import { valueAtShare } from '../../src/core/statistics/histogram.ts';
import { canGoFirst } from './go-first.ts';
import { canPin, startGroup } from './group.ts';
import { startGuardian } from './guardian.ts';

/*
 * How late a load generator leaves beside programs that always compute, when it waits for its turn and when it goes first.
 * Printed: how long a turn lasts is the kernel's affair. That going first is no later is asserted.
 */

const root = join(import.meta.dirname, '../..');
const signal = new AbortController().signal;
const layout = layoutFor('1', readCores());
const port = 17_998;

/** As many as the database has connections. Beside one alone a program that sleeps most of the time is hardly ever late. */
const company = 8;

it.skipIf(!canPin() || !canGoFirst() || layout === undefined || layout.generatorShared)(
	'prints how late 1 in 100 of 500 requests a second leaves beside busy programs',
	async () => {
		if (layout === undefined) throw new Error('A machine with a core has a layout of one.');
		await buildPacer(root);
		const guardian = startGuardian();
		onTestFinished(() => guardian.close());
		const cpus = layout.generatorCpus;
		const server = [pacerBinary(root), 'null', '--port', String(port), '--body-bytes', '27'];
		const programs = [
			startGroup({ command: server, cwd: root, cpus: layout.serverCpus, guardian }),
			...Array.from({ length: company }, () =>
				startGroup({ command: ['sh', '-c', 'while :; do :; done'], cwd: root, cpus, guardian }),
			),
		];
		onTestFinished(async () => void (await Promise.all(programs.map((one) => one.stop(1)))));
		await delay(300);
		const generator = findGenerator('pacer');
		const tool = await generator.prepare({ root, signal, report: () => {} });
		const latenessUs = async (goesFirst: boolean) => {
			const window = { ...windowOf({ ...open, ratePerSecond: 500 }, { port, cpus }), goesFirst };
			const { scheduleLag } = await runGenerator(generator, tool, window, { guardian, signal });
			if (!scheduleLag) throw new Error('pacer says how late it was.');
			return valueAtShare(scheduleLag, 0.99) ?? NaN;
		};
		const inTurn = await latenessUs(false);
		const first = await latenessUs(true);
		process.stdout.write(`in turn ${inTurn} us late, first ${first} us\n`);
		expect(first).toBeLessThanOrEqual(inTurn);
	},
);
