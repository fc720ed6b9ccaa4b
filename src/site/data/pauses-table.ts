import type { ChartTable } from '../../charts/chart.ts';
import { formatNumber } from '../../core/format.ts';
import type { Pauses } from '../../simulator/predict/pauses.ts';
import type { Times } from '../../simulator/predict/predict.ts';
import type { CellPrediction } from '../../simulator/predict/predict-cells.ts';

type Row = {
	readonly name: string;
	readonly prediction: Pick<CellPrediction, 'share' | 'rows'>;
	readonly pauses: Pauses;
	/** What the model says with the pauses. */
	readonly times: Times;
};

/** Less than this is as good as right, and a share of next to nothing says nothing. */
const LEAST_MISS = 1.05;

/** Without and with the pauses, beside what was measured; and how much of what was missing they explain. */
export function pausesTable(rows: readonly Row[]): { finding: string; table: ChartTable } {
	const told = rows.flatMap(({ name, prediction, pauses, times }) =>
		prediction.rows
			.filter(({ figure }) => figure === 'mean' || figure === 'p99')
			.map(({ figure, predictedMs, measuredMs }) => ({
				explains: (times[figure] - predictedMs) / (measuredMs - predictedMs),
				missing: measuredMs > LEAST_MISS * predictedMs,
				cells: [
					`${name}, ${Math.round(100 * prediction.share)} %`,
					`${formatNumber(1000 * pauses.perRequest, 2)} of ${formatNumber(pauses.ms, 2)} ms`,
					figure,
					formatNumber(predictedMs),
					formatNumber(times[figure]),
					formatNumber(measuredMs),
				],
			})),
	);
	const explained = told
		.filter(({ missing }) => missing)
		.map(({ explains }) => Math.round(100 * Math.max(0, explains)));
	const [least, most] = [Math.min(...explained), Math.max(...explained)];
	return {
		finding:
			explained.length === 0
				? 'Nothing is missing that pauses could explain.'
				: `Pauses explain ${least === most ? least : `${least} to ${most}`} % of what the model misses here${most > 100 ? '; above 100 %, it is too long with them' : ''}.`,
		table: {
			columns: [
				'Subject and load',
				'In 1,000 requests',
				'Figure, ms',
				'Predicted',
				'With pauses',
				'Measured',
			],
			rows: told.map(({ cells }) => cells),
		},
	};
}
