import { existsSync } from 'node:fs';
import type { InternalsSummary } from '../../src/core/schemas/internals-summary.ts';
import type { Run } from '../../src/core/schemas/run.ts';
import { formatJson, readJson } from '../json-file.ts';
import { windowCounts } from '../metrics.ts';
import { type InstrumentedTrial, type Plan, subjectOfTrial } from '../plan-file.ts';
import type { RunFolder } from '../run-folder.ts';
import { failureOf, TrialRecordSchema } from '../stages/4-load.ts';
import { type RawWindow, RawWindowSchema } from '../trial.ts';
import { RawProfileSchema } from './profile/perf-script.ts';
import { summariseProfile } from './profile/summarise.ts';
import { languageOf, readReports } from './read-lines.ts';
import { type Span, summariseLines } from './summarise-lines.ts';

/** A file holds at most this much, as a cell's does. */
const limitBytes = 20_000;

/** Everything that instrumented trials told; of one that failed there is the reason, and the others stand. */
export function summariseInternals(
	folder: RunFolder,
	{ id: run, instrumentedTrials = [] }: Plan,
): { summaries: InternalsSummary[] } & Pick<Run, 'instrumented'> {
	if (instrumentedTrials.length === 0) return { summaries: [] };
	const trials = instrumentedTrials.map((trial) => ({
		trial,
		record: readJson(folder.trial(trial.id), TrialRecordSchema),
	}));
	const failed = trials.filter(({ record }) => record.status === 'failed');
	const measured = trials.filter(({ record }) => record.status === 'measured');
	return {
		summaries: measured
			.flatMap(({ trial }) => summariseTrial(folder, run, trial))
			.toSorted((a, b) => a.id.localeCompare(b.id, 'en')),
		instrumented: {
			planned: trials.length,
			measured: measured.length,
			failures: failed.map(({ trial, record }) => ({
				subject: subjectOfTrial(trial),
				track: trial.track,
				...failureOf(record),
			})),
		},
	};
}

function summariseTrial(
	folder: RunFolder,
	run: string,
	trial: InstrumentedTrial,
): InternalsSummary[] {
	const language = languageOf(trial.implementation);
	const reports = readReports(folder.internals(trial.id), language);
	const path = folder.profile(trial.id);
	const profile = existsSync(path) ? readJson(path, RawProfileSchema) : undefined;
	return trial.windows.map(({ load }) => {
		const raw = readJson(folder.window(trial.id, load), RawWindowSchema);
		const span = spanOf(raw);
		return fitIntoLimit((rowsMax) => ({
			...describe(run, trial, raw),
			...summariseLines(reports, span, language, rowsMax),
			...(profile && summariseProfile(profile, span, language)),
		}));
	});
}

function describe(run: string, trial: InstrumentedTrial, { load, definition, result }: RawWindow) {
	const { experiment, implementation, variant, track } = trial;
	return {
		id: [experiment, implementation, variant, track, load, 'internals'].join('/'),
		run,
		experiment,
		implementation,
		variant,
		track,
		load,
		loadDefinition: definition,
		seconds: result.seconds,
		counts: windowCounts(result),
	};
}

/** From the first request on, where the generator says when that was. */
function spanOf({ startedAt, result }: RawWindow): Span {
	const from = result.startedAtUnixMs ?? Date.parse(startedAt);
	return { from, to: from + result.seconds * 1000 };
}

/** With fewer rows until the file fits. */
function fitIntoLimit(make: (rowsMax: number) => InternalsSummary): InternalsSummary {
	for (const rowsMax of [60, 40, 20]) {
		const made = make(rowsMax);
		if (Buffer.byteLength(formatJson(made)) <= limitBytes) return made;
	}
	return make(0);
}
