import { tmpdir } from 'node:os';
import { buildImplementation } from '../../implementations/contract/build.ts';
import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { Instrument } from '../../src/core/schemas/instrument.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import { type Catalogue, readCatalogue } from '../catalogue.ts';
import { CliError, describeError, Interrupted } from '../error.ts';
import type { Tool } from '../load-generators/generator.ts';
import { findGenerator } from '../load-generators/index.ts';
import { readCheckout } from '../probes/checkout.ts';
import { describeMachine } from '../probes/machine.ts';
import { waitForQuiet } from '../probes/quiet.ts';
import { layoutFor, readCores } from '../probes/topology.ts';
import { readVersions } from '../probes/versions.ts';
import { abortOnSignals } from '../processes/abort-on-signals.ts';
import { startGuardian } from '../processes/guardian.ts';
import { takeLock } from '../processes/lock.ts';
import { pinRunner } from '../processes/pin-runner.ts';
import { clock, createProgress } from '../progress.ts';
import type { Bench } from './bench.ts';
import {
	estimateSeconds,
	type InstrumentProfile,
	instrumentPlans,
	type Peer,
	peers,
} from './profiles.ts';
import { reportInstrument } from './report.ts';
import { measureRounds, type Windows } from './rounds.ts';
import { storeInstrument } from './store.ts';

export interface InstrumentOptions {
	profile: InstrumentProfile;
	/** Peers beside pacer; none named: all. */
	only: readonly Peer[];
	commit: boolean;
}

/**
 * Measures the instrument itself: pacer beside its peers, and beside a known truth.
 *
 * @returns the exit code: 1 where a whole part of it gave no result
 */
export async function instrument(root: string, options: InstrumentOptions): Promise<number> {
	if (options.commit && options.profile !== 'standard') {
		throw new CliError(
			'A smoke run is never published.',
			'Leave --profile out: it is standard then.',
		);
	}
	const releaseLock = takeLock(tmpdir());
	const guardian = startGuardian();
	const { signal, release } = abortOnSignals();
	const progress = createProgress(process.stderr);
	try {
		const labels: string[] = [];
		const bench: Bench = {
			root,
			guardian,
			signal,
			progress,
			layout: layoutOfOneCore(),
			...(await prepare(root, options.only, { signal, labels, report: progress.now })),
		};
		const measured = await measure(bench, options.profile, labels);
		progress.end();
		process.stdout.write(reportInstrument(measured));
		process.stdout.write(`${storeInstrument(root, measured, options.commit)}\n`);
		const parts = [
			measured.closed,
			measured.open,
			measured.memory,
			measured.truth,
			measured.omission,
		];
		return parts.every(({ length }) => length > 0) ? 0 : 1;
	} catch (error) {
		// What was under way threw for want of what the signal stopped.
		throw signal.aborted ? new Interrupted() : error;
	} finally {
		progress.end();
		guardian.close();
		release();
		releaseLock();
	}
}

async function measure(
	bench: Bench,
	profile: InstrumentProfile,
	labels: string[],
): Promise<Instrument> {
	const { root, progress, signal, layout, tools, calibration } = bench;
	const plan = instrumentPlans[profile];
	progress.note(`About ${clock(estimateSeconds(plan, tools.size))} minutes (${profile}).`);
	const machine = describeMachine(readCores());
	pinRunner([layout]);
	if (profile === 'standard') {
		const busy = await waitForQuiet(
			(cores) => progress.now(`waiting for a quiet machine: ${cores.toFixed(2)} cores busy`),
			signal,
		);
		if (busy) labels.push(`When it began, ${busy}.`);
	}
	const startedAt = new Date();
	const seed = Math.floor(startedAt.getTime() / 1000);
	const windows: Windows = await measureRounds(bench, plan, seed);
	return {
		schema: 1,
		id: idOf(startedAt),
		profile,
		startedAt: startedAt.toISOString(),
		endedAt: new Date().toISOString(),
		...readCheckout(root),
		machine,
		layout,
		seed,
		generators: Object.fromEntries([...tools].map(([id, { version }]) => [id, { version }])),
		calibrationVersions: readVersions(calibration),
		...windows,
		labels,
	};
}

function layoutOfOneCore(): Layout {
	const layout = layoutFor('1', readCores());
	if (layout) return layout;
	throw new CliError('No core was found to measure on.');
}

interface Preparing {
	signal: AbortSignal;
	labels: string[];
	report(activity: string): void;
}

/** Builds what is ours and finds the peers; one that cannot be had is left out, with a label that says why. */
async function prepare(
	root: string,
	only: readonly Peer[],
	{ signal, labels, report }: Preparing,
): Promise<Pick<Bench, 'tools' | 'calibration' | 'operation'>> {
	const { calibration, operation } = findKnown(readCatalogue(root));
	report('building the calibration server');
	await buildImplementation(calibration, calibration.folder);
	const tools = new Map<GeneratorId, Tool>();
	const wanted = peers.filter((id) => id === 'pacer' || only.length === 0 || only.includes(id));
	for (const id of wanted) {
		report(`preparing ${id}`);
		try {
			tools.set(id, await findGenerator(id).prepare({ root, signal, report }));
		} catch (error) {
			if (id === 'pacer' || signal.aborted) throw error;
			labels.push(`${id} is left out: ${describeError(error)}`);
		}
	}
	return { tools, calibration, operation };
}

function findKnown({ implementations, workloads }: Catalogue) {
	const calibration = implementations.get('rust/calibration');
	const operation = workloads.get('hello')?.operations['hello'];
	if (calibration && operation) return { calibration, operation };
	throw new CliError('The calibration server or the workload hello is missing.');
}

/** `20261121-083000` */
function idOf(time: Date): string {
	return time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
