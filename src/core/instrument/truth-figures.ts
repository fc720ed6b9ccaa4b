import { type StatisticName, statisticNames } from '../calibration/mixture.ts';
import type { TruthWindow } from '../schemas/instrument.ts';
import { median } from '../statistics/quantiles.ts';

/** One statistic of one variant; medians over rounds, milliseconds. */
export interface TruthFigure {
	variant: string;
	statistic: StatisticName;
	truthMs: number;
	happenedMs: number;
	reportedMs: number;
	/**
	 * Reported less what happened, way there and back included: the median, and the furthest of any round. Requests are
	 * 1 / rate apart, so that a wait for the end of a stop is that much longer or shorter than its formula says.
	 */
	offByMs: number;
	offByMsFurthest: number;
	rounds: number;
}

export function truthFigures(windows: readonly TruthWindow[]): TruthFigure[] {
	return [...Map.groupBy(windows, ({ variant }) => variant)].flatMap(([variant, own]) =>
		statisticNames.map((statistic) => figureOf(variant, statistic, own)),
	);
}

function figureOf(
	variant: string,
	statistic: StatisticName,
	windows: readonly TruthWindow[],
): TruthFigure {
	const middle = (of: (window: TruthWindow) => number) => median(windows.map(of)) as number;
	const offBy = (window: TruthWindow) => window.reported[statistic] - window.happened[statistic];
	return {
		variant,
		statistic,
		truthMs: middle(({ truth }) => truth[statistic]),
		happenedMs: middle(({ happened }) => happened[statistic]),
		reportedMs: middle(({ reported }) => reported[statistic]),
		offByMs: middle(offBy),
		offByMsFurthest: windows.map(offBy).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a)),
		rounds: windows.length,
	};
}
