import type { ChartTable } from '../../charts/chart.ts';
import { formatNumber, formatOffBy } from '../../core/format.ts';
import { figures, type PredictionRow } from '../../simulator/predict/predict.ts';
import type { CellPrediction } from '../../simulator/predict/predict-cells.ts';
import type { MixPrediction } from '../../simulator/predict/predict-mixes.ts';

/** `Predicted / Measured / Off by`: a row a subject and share of its capacity, the figures of the model side by side. */
export function modelTable(
	predictions: readonly CellPrediction[],
	nameOf: (prediction: CellPrediction) => string,
): ChartTable {
	return {
		columns: ['Subject', 'Load', ...figures.map((figure) => `${figure}, ms`)],
		rows: predictions.map((prediction) => [
			nameOf(prediction),
			`${Math.round(prediction.share * 100)} %`,
			...cellsOf(prediction.rows),
		]),
	};
}

/** The same of a mix's quick requests: a row a subject, number of cores and load. */
export function mixTable(
	predictions: readonly MixPrediction[],
	nameOf: (prediction: MixPrediction) => string,
): ChartTable {
	return {
		columns: ['Subject', 'Cores', 'Load', ...figures.map((figure) => `${figure}, ms`)],
		rows: predictions.map((prediction) => [
			nameOf(prediction),
			String(prediction.cell.cores),
			prediction.cell.load,
			...cellsOf(prediction.rows),
		]),
	};
}

function cellsOf(rows: readonly PredictionRow[]): string[] {
	return figures.map((figure) => {
		const row = rows.find((one) => one.figure === figure);
		if (row === undefined) return 'not measured';
		const { predictedMs, measuredMs, offBy } = row;
		return `${formatNumber(predictedMs)} / ${formatNumber(measuredMs)} / ${formatOffBy(offBy)}`;
	});
}

/** How many of the figures that were aimed at the model hit, and how far off they are: a sentence. Undefined of nothing. */
export function modelFinding(predictions: readonly CellPrediction[]): string | undefined {
	const aimed = predictions.filter(({ isAimedAt }) => isAimedAt).flatMap(({ rows }) => rows);
	if (aimed.length === 0) return undefined;
	const hit = aimed.filter(({ withinAim }) => withinAim).length;
	const off = (figure: string) => {
		const each = aimed
			.filter((row) => row.figure === figure)
			.map(({ offBy }) => Math.round(Math.abs(offBy) * 100));
		if (each.length === 0) return [];
		const [least, most] = [Math.min(...each), Math.max(...each)];
		return [`${figure} off by ${least === most ? least : `${least} to ${most}`} %`];
	};
	return `Up to 80 % of capacity ${hit} of ${aimed.length} figures are within the aim: ${figures.flatMap(off).join(', ')}.`;
}
