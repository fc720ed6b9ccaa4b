import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DriveContext } from '../drive.ts';
import { CliError } from '../error.ts';
import { writeJson } from '../json-file.ts';
import type { InstrumentedTrial } from '../plan-file.ts';
import { attachPerf, type Perf, whyNoPerf } from './profile/perf.ts';
import { languageOf, readReports } from './read-lines.ts';

/** What an instrumented trial has beside its server and its load. */
export interface Instruments {
	/** What the server is started with. */
	environment: Record<string, string>;
	/** Before the first window; the ids are those of the servers' process groups. */
	attach(pids: readonly number[]): Promise<void>;
	/** After the last window, while the servers still run. */
	detach(): Promise<void>;
	/**
	 * Writes what was seen, when nothing is measured any more. A profile that could not be taken has its reason instead.
	 *
	 * @throws CliError or InvalidInput where the server wrote nothing of itself, or not what it should
	 */
	finish(): Promise<void>;
	/** Leaves nothing outside of the run's folder, whatever became of the trial. */
	discard(): void;
}

type Surroundings = Pick<DriveContext, 'root' | 'folder' | 'catalogue' | 'guardian' | 'signal'>;

export function prepareInstruments(context: Surroundings, trial: InstrumentedTrial): Instruments {
	const { folder, root } = context;
	const internals = folder.internals(trial.id);
	const profile = folder.profile(trial.id);
	// What an earlier attempt left would be taken for this one's.
	rmSync(dirname(profile), { recursive: true, force: true });
	mkdirSync(internals, { recursive: true });
	const missing = trial.profiled && whyNoPerf();
	const isProfiled = trial.profiled && missing === undefined;
	let perf: Perf | undefined;
	return {
		environment: {
			INTERNALS_FOLDER: internals,
			...(isProfiled && environmentForProfiler(context, trial)),
		},
		async attach(pids) {
			if (isProfiled) perf = await attachPerf(pids, dirname(profile), context);
		},
		detach: async () => perf?.detach(),
		async finish() {
			if (missing) writeJson(profile, { missing });
			if (perf) writeJson(profile, await perf.read(root));
			refuseSilence(internals, trial);
		},
		discard: () => perf?.discard(),
	};
}

/** Said when the trial ends, so that a resumed run tries it again. */
function refuseSilence(internals: string, { implementation }: InstrumentedTrial): void {
	const reports = readReports(internals, languageOf(implementation));
	if (reports.some(({ lines }) => lines.length > 0)) return;
	throw new CliError('The server wrote nothing into the folder that INTERNALS_FOLDER named.');
}

/**
 * V8 compiles while it runs, so the system cannot know the names of its functions: with this it writes them to
 * `/tmp/perf-<pid>.map`, where perf looks (Node.js, "Diagnostics: Using Linux perf"). It comes after what a variant or the
 * runner's user has set.
 */
function environmentForProfiler(
	{ catalogue }: Surroundings,
	{ implementation, variant }: InstrumentedTrial,
): Record<string, string> {
	const declared = catalogue.implementations.get(implementation);
	if (declared?.language !== 'node') return {};
	const own = declared.variants[variant]?.environment['NODE_OPTIONS'];
	const options = [own ?? process.env['NODE_OPTIONS'], '--perf-basic-prof'];
	return { NODE_OPTIONS: options.filter(Boolean).join(' ') };
}
