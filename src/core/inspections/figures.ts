import type { Cell, MetricName } from '../schemas/cell.ts';

/** A metric under its heading, with its unit. */
export type FigureColumn = { metric: MetricName; title: string };

/** What inspections find, in the order in which a table shows it. */
const found: readonly FigureColumn[] = [
	{ metric: 'binaryBytes', title: 'Binary, MB' },
	{ metric: 'deployedBytes', title: 'Deployed, MB' },
	{ metric: 'runtimeBytes', title: 'Runtime beside it, MB' },
	{ metric: 'imageBytesAboveBase', title: 'Image above its base, MB' },
	{ metric: 'idleRssBytes', title: 'Idle memory, MB' },
	{ metric: 'idlePssBytes', title: 'Proportional, MB' },
	{ metric: 'idlePrivateBytes', title: 'Private, MB' },
	{ metric: 'answeredRssBytes', title: 'After one answer, MB' },
	{ metric: 'answeredPssBytes', title: 'Proportional after it, MB' },
	{ metric: 'startMsToReady', title: 'To ready, ms' },
	{ metric: 'startMsToFirstAnswer', title: 'To first answer, ms' },
	{ metric: 'startCpuMs', title: 'CPU until then, ms' },
	{ metric: 'buildSecondsClean', title: 'Clean build, s' },
	{ metric: 'buildSecondsIncremental', title: 'After one line, s' },
	{ metric: 'linesOfCode', title: 'Lines of code' },
	{ metric: 'heldBytes', title: 'Held, MB' },
	{ metric: 'heldBytesEach', title: 'Bytes each' },
	{ metric: 'serverCpuMsPerRequest', title: 'CPU a request, ms' },
];

/** Columns for cells that are read side by side: those that any of them has, where they are inspections. */
export function columnsFor(
	cells: readonly Cell[],
	ofLoads: readonly FigureColumn[],
): readonly FigureColumn[] {
	if (cells[0]?.loadDefinition.kind !== 'inspection') return ofLoads;
	return found.filter(({ metric }) =>
		cells.some((cell) => cell.status === 'measured' && cell.summary[metric] !== undefined),
	);
}
