import { sampleCell, sampleMachine, sampleRun, sampleWindows } from '../samples.ts';
import type { MeasuredCell, MetricName } from '../schemas/cell.ts';
import type { CellMetric } from '../schemas/claim.ts';
import type { MachineClass } from '../schemas/run.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import type { ClaimContext } from './verdict.ts';

/*
 * Short ways for the tests of rules to write a run. The figures are made up.
 */

/** `sampleMetric('a')` names `go/a:single` at `capacity-n20000` on 1 in requests a second. */
export function sampleMetric(name: string, changes: Partial<CellMetric> = {}): CellMetric {
	return {
		subject: `go/${name}:single`,
		track: '1',
		load: 'capacity-n20000',
		metric: 'throughputPerSecond',
		...changes,
	};
}

/** The cell of `go/<name>:single` with one value of the metric a round. */
export function sampleRounds(
	name: string,
	values: readonly number[],
	metric: MetricName = 'throughputPerSecond',
): MeasuredCell {
	const estimate = medianInterval(values);
	return sampleCell({
		implementation: `go/${name}`,
		windows: sampleWindows(values.map((value) => ({ [metric]: value }))),
		...(estimate && { summary: { [metric]: estimate } }),
	});
}

/** A run on one machine class with these cells, which had one core and all cores. */
export function sampleContext(
	cells: readonly MeasuredCell[],
	machineClass: MachineClass = 'dedicated',
): ClaimContext {
	const layout = { pinned: true, serverCpus: [0], generatorCpus: [1], generatorShared: false };
	const layouts = (['1', 'all'] as const).map((track) => ({ track, ...layout }));
	return { run: sampleRun({ machine: sampleMachine({ class: machineClass }), layouts }), cells };
}

export const noRun: ClaimContext = { run: undefined, cells: [] };
