import { shareOfCells } from '../../core/comparability/share-of-cells.ts';
import { formatNumber } from '../../core/format.ts';
import type { MetricName } from '../../core/schemas/cell.ts';
import type { CoreTrack } from '../../core/schemas/experiment.ts';
import { findMeasured } from '../../core/selection/find-cell.ts';
import { namesOfFailedGates } from './figures.ts';
import { absentOfTwo, type FoundOfTwo } from './found-of-two.ts';
import { chosenRun } from './index.ts';

export type ShareQuery = {
	experiment: string;
	subject: string;
	track: CoreTrack;
	/** Load that does all of the work. */
	whole: string;
	/** Load that leaves the part out whose share is asked. */
	without: string;
	metric: MetricName;
	pinned?: string | undefined;
};

/**
 * Which share of a figure goes away when a part of the work is left out, in the run that pages show.
 *
 * @returns in words: `51 % (42 to 59 %)`, the range only where there are rounds enough for a 95 % interval
 * @throws InvalidInput when the experiment declares no such subject or load
 */
export function share(query: ShareQuery): FoundOfTwo {
	const { experiment, subject, track, metric, pinned } = query;
	const place = { experiment, subject, track, metric, pinned };
	const missing = absentOfTwo([query.whole, query.without].map((load) => ({ ...place, load })));
	if (missing) return missing;
	const chosen = chosenRun(experiment, pinned);
	const cell = (load: string) => findMeasured(chosen?.cells ?? [], { subject, track, load });
	const [whole, without] = [cell(query.whole), cell(query.without)];
	const none = {
		status: 'not measured yet',
		reason: 'The run did not measure both loads.',
	} as const;
	if (chosen === undefined || whole === undefined || without === undefined) return none;
	const found = shareOfCells(whole, without, metric);
	if (found === undefined) return none;
	return {
		status: 'measured',
		words: wordsOf(found),
		value: found.share,
		rounds: found.rounds,
		chosen,
		failedGates: namesOfFailedGates({ gates: [...whole.gates, ...without.gates] }),
	};
}

function wordsOf({ share: found, low, high }: { share: number; low?: number; high?: number }) {
	const percent = (part: number) => formatNumber(part * 100, 2).replace('-', '−');
	const range =
		low === undefined || high === undefined ? '' : ` (${percent(low)} to ${percent(high)} %)`;
	return `${percent(found)} %${range}`;
}
