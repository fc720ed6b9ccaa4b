import { formatNumber } from '../../src/core/format.ts';
import type {
	FigureSummary,
	InternalsMetric,
	InternalsSummary,
	Profile,
} from '../../src/core/schemas/internals-summary.ts';
import type { Run } from '../../src/core/schemas/run.ts';
import { alignColumns, onCores, wrap } from './text-table.ts';

/** A column: which figure of which runtimes, which of its summaries, and how many of it make one of the title's unit. */
interface Column {
	title: string;
	names: readonly InternalsMetric[];
	of: keyof FigureSummary;
	per?: number;
}

/** One figure a question; what a runtime does not tell is a dash, and all of them are in the files. */
const columns: readonly Column[] = [
	{
		title: 'waited to run, worst ms',
		names: ['eventLoopDelayMsMax', 'schedulingLatencyMsMax'],
		of: 'max',
	},
	{ title: 'busy', names: ['eventLoopUtilisation', 'workerBusyShare'], of: 'median' },
	{ title: 'longest GC pause ms', names: ['gcPauseMsMax'], of: 'max' },
	{ title: 'heap MB', names: ['heapUsedBytes', 'heapLiveBytes'], of: 'median', per: 1e6 },
	{ title: 'tasks', names: ['goroutines', 'aliveTasks'], of: 'median' },
];

/** What the runtimes reported of themselves, a table a load, and where their CPU time went; no line where none was asked. */
export function describeInternals(
	{ instrumented }: Run,
	internals: readonly InternalsSummary[],
): string[] {
	if (!instrumented) return [];
	const tables = Map.groupBy(internals, ({ load, track }) => `${load}, server ${onCores(track)}`);
	return [
		'',
		...wrap(
			'Instrumented trials: one more of each subject after the rounds, which reports its runtime’s own figures. Its windows are in no figure above.',
		),
		...instrumented.failures.flatMap(({ subject, track, reason }) =>
			wrap(`${subject} ${onCores(track)}: ${reason}`, '  '),
		),
		...[...tables].flatMap(([title, group]) => ['', title, ...describeGroup(group)]),
	];
}

function describeGroup(group: readonly InternalsSummary[]): string[] {
	const known = columns.filter((column) => group.some((one) => valueOf(one, column) !== undefined));
	const profiled = group.flatMap(({ profile, ...one }) => (profile ? [{ one, profile }] : []));
	const missing = new Set(group.flatMap(({ profileMissing }) => profileMissing ?? []));
	return [
		...alignColumns([
			['', ...known.map(({ title }) => title), 'lines'],
			...group.map((one) => [
				nameOf(one),
				...known.map((column) => formatKnown(valueOf(one, column))),
				String(one.lines),
			]),
		]),
		...(profiled.length === 0
			? []
			: alignColumns([
					['share of CPU time', 'JSON', 'memory', 'HTTP', 'kernel', 'other', 'samples'],
					...profiled.map(({ one, profile }) => [nameOf(one), ...describeProfile(profile)]),
				])),
		...[...missing].flatMap((reason) => wrap(`No profile: ${reason}`, '  ')),
	];
}

function describeProfile({ shares, samples }: Profile): string[] {
	const { json, memory, http, kernel, other } = shares;
	const percent = (share: number) => `${formatNumber(share * 100, 2)} %`;
	return [...[json, memory, http, kernel, other].map(percent), String(samples)];
}

function nameOf({ implementation, variant }: Pick<InternalsSummary, 'implementation' | 'variant'>) {
	return `${implementation}:${variant}`;
}

function valueOf({ metrics }: InternalsSummary, { names, of, per = 1 }: Column) {
	const value = names.flatMap((name) => metrics[name]?.[of] ?? [])[0];
	return value === undefined ? undefined : value / per;
}

function formatKnown(value: number | undefined): string {
	return value === undefined ? '-' : formatNumber(value);
}
