import type { Cell, MeasuredCell, Percentile } from '../core/schemas/cell.ts';
import type { CellLoad, DeclaredLoad, Experiment } from '../core/schemas/experiment.ts';
import type { InternalsSummary } from '../core/schemas/internals-summary.ts';
import { operationsOf } from '../core/operations-of.ts';
import { matchesAny } from '../core/selection/subject-pattern.ts';
import { readExperiments } from '../site/data/read-content.ts';
import { languageOf } from '../site/data/languages.ts';
import { scatteredCell } from './samples.ts';

/*
 * A whole made-up run of an experiment, from its own definition: what a chart draws must exist there. The figures stand for
 * nothing measured.
 */

const experiments = readExperiments();

/** @throws Error where content/experiments has no such file */
export function experimentOf(id: string): Experiment {
	const experiment = experiments.get(id);
	if (experiment === undefined) throw new Error(`content/experiments/${id}.yaml does not exist.`);
	return experiment;
}

/** A cell of every subject, track and load that the experiment declares, and of its twin. */
export function cellsOfExperiment(id: string): Cell[] {
	const experiment = experimentOf(id);
	return experiment.subjects.flatMap((subject) =>
		Object.entries(experiment.loads).flatMap(([load, definition]) =>
			subject.tracks
				.filter(
					(track) =>
						definition.tracks.includes(track) && matchesAny(subject.id, definition.subjects ?? []),
				)
				.flatMap((track) => {
					const place = { experiment, subject: subject.id, load, definition, track };
					const twin = subject.id === experiment.duplicate;
					return twin ? [cellAt(place, false), cellAt(place, true)] : [cellAt(place, false)];
				}),
		),
	);
}

/** What a collector would report of each instrumented load. */
export function internalsOfExperiment(id: string): InternalsSummary[] {
	const { instrumented, subjects, loads } = experimentOf(id);
	return subjects.flatMap((subject) =>
		(instrumented?.loads ?? []).flatMap((load) => {
			const definition = loads[load];
			const [implementation = '', variant = ''] = subject.id.split(':');
			if (definition === undefined) return [];
			const loadDefinition = asRun(definition);
			if (loadDefinition.kind === 'inspection') return [];
			const place = { experiment: id, implementation, variant, track: '1', load } as const;
			return [
				{
					...place,
					id: [...Object.values(place), 'internals'].join('/'),
					run: 'sample',
					loadDefinition,
					seconds: 1,
					counts: { valid: 1, invalid: 0, failed: 0 },
					processes: 1,
					lines: 1,
					metrics: { gcPauseMsMax: { max: subject.id.length } },
					series: [],
				},
			];
		}),
	);
}

type Place = {
	experiment: Experiment;
	subject: string;
	load: string;
	definition: DeclaredLoad;
	track: '1' | 'all';
};

/** Figures that differ from subject to subject, and from load to load. */
function cellAt(place: Place, duplicate: boolean): MeasuredCell {
	const { experiment, subject, load, definition, track } = place;
	const cpu = size(place);
	const cores = track === '1' ? 1 : 2;
	const loadDefinition = asRun(definition);
	const [implementation = '', variant = ''] = subject.split(':');
	const id = [
		experiment.id,
		implementation,
		variant,
		track,
		load,
		...(duplicate ? ['duplicate'] : []),
	];
	const percentiles = loadDefinition.kind === 'open' ? percentilesOf(cpu, waitMs(definition)) : [];
	const operations = operationsOf(definition);
	return scatteredCell(
		subject,
		{
			serverCpuMsPerRequest: cpu,
			serverCoresUsed: cores * 0.98,
			databaseCpuMsPerRequest: 3 * cpu,
			databaseCoresUsed: 0.7,
			...(experiment.workload === 'cache' && { originRequestsPerRequest: cpu / 100 }),
			generatorCoresUsed: 0.2,
			serverRssBytesMax: Math.round(30e6 * cpu),
			throughputPerSecond: (1000 * cores) / cpu,
			latencyMsP50: 2 * cpu,
			latencyMsP99: 9 * cpu,
			bytesPerResponse: 200,
			...(definition.refusal !== undefined && {
				answeredShare: 0.6 + 0.01 * cpu,
				refusalMsP50: cpu,
				refusalMsP99: 3 * cpu,
				drainSeconds: 0.1 * cpu,
			}),
			...(experiment.unranked && {
				serverRssSlopeBytesPerMinute: 1000 * cpu,
				serverRssSlopeBytesPerMinuteLow: -500 * cpu,
				serverRssSlopeBytesPerMinuteHigh: 3000 * cpu,
			}),
			...(definition.kind === 'inspection' && inspected(cpu)),
			...(definition.newConnections && {
				connectMsP50: 0.02 * cpu,
				connectMsP95: 0.03 * cpu,
				connectMsP99: 0.09 * cpu,
			}),
		},
		{
			id: id.join('/'),
			experiment: experiment.id,
			workload: experiment.workload,
			duplicate,
			track,
			cores,
			load,
			loadDefinition,
			percentiles,
			...programsOf(subject, cpu),
			...(operations.length > 1 && {
				operations: Object.fromEntries(operations.map((one) => [one.id, percentiles])),
			}),
		},
	);
}

/** Of every inspection, whichever it is. */
const inspected = (size: number) => ({
	deployedBytes: Math.round(2e6 * size),
	runtimeBytes: 150_000_000,
	idleRssBytes: Math.round(10e6 * size),
	startMsToFirstAnswer: 8 * size,
	buildSecondsClean: 9 * size,
	buildSecondsIncremental: 3 * size,
	heldBytesEach: 300 * size,
});

/** Of a system, whose front has two parts here; a server by itself has none. */
function programsOf(subject: string, cpu: number): Pick<MeasuredCell, 'programCpuMsPerRequest'> {
	if (!subject.startsWith('systems/')) return {};
	const of = (share: number) => ({ median: share * cpu, rounds: 6 });
	return { programCpuMsPerRequest: { front: of(0.4), auth: of(0.35), compute: of(0.25) } };
}

/** Of operations such as `ms20-u50`, which no answer can undercut. */
function waitMs({ operation }: DeclaredLoad): number {
	const [, ms = '0'] = /^ms(\d+)/.exec(operation ?? '') ?? [];
	return Number(ms);
}

function percentilesOf(cpu: number, wait: number): Percentile[] {
	return [50, 90, 95, 99, 99.9].map((percentile, index) => {
		const ms = cpu * (2 + index ** 2);
		const interval = { lowMs: wait + ms * 0.9, highMs: wait + ms * 1.1 };
		return { percentile, valueMs: wait + ms, ...interval, exceedances: 100 };
	});
}

function size({ experiment, subject, load }: Place): number {
	const language = { node: 4, go: 2, rust: 1 }[languageOf(subject) ?? 'rust'];
	const place = experiment.subjects.findIndex((one) => one.id === subject);
	return language * (1 + place / 10) * (1 + Object.keys(experiment.loads).indexOf(load) / 5);
}

/** Shares of a capacity have become rates by the time they are run. */
function asRun(load: DeclaredLoad): CellLoad {
	if (load.kind !== 'share') return load;
	const { kind, of, ofSubjects, share, ...rest } = load;
	return { ...rest, kind: 'open', ratePerSecond: 1000 * share, capacity: { share, load: of } };
}
