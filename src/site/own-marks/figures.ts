import type { OwnReading } from '../../charts/own-reading.ts';
import { threeDigits } from '../../charts/words.ts';
import type { EnvironmentRow } from '../../core/comparability/environment.ts';
import type { KeptCell } from '../../core/own-runs/kept-runs.ts';

/** A figure of a reader's run in the unit of the chart. */
export interface OwnFigure {
	value: number;
	words: string;
}

/** Undefined where the run has not measured it. */
export function ownFigure(cell: KeptCell, { of, per, unit }: OwnReading): OwnFigure | undefined {
	const percentile = cell.percentiles.find((one) => `p${one.percentile}` === of);
	const estimate = Object.entries(cell.summary).find(([metric]) => metric === of)?.[1];
	const value = percentile?.valueMs ?? estimate?.median;
	if (value === undefined) return undefined;
	const low = percentile ? percentile.lowMs : estimate?.low;
	const high = percentile ? percentile.highMs : estimate?.high;
	const interval =
		low === undefined || high === undefined
			? ''
			: ` (${threeDigits(low * per)} to ${threeDigits(high * per)})`;
	const gates = cell.failedGates.length > 0 ? `, not passed: ${cell.failedGates.join(', ')}` : '';
	const name = percentile ? `${of} ` : '';
	return {
		value: value * per,
		words: `${name}${threeDigits(value * per)} ${unit}${interval}${gates}`,
	};
}

/** More would be a page of versions; the comparison shows all. */
const SHOWN = 4;

/** `CPU (here A, yours B); governor (here performance, yours none); and 3 more`. */
export function differenceWords(rows: readonly EnvironmentRow[]): string {
	const differ = rows.filter(({ same }) => !same);
	if (differ.length === 0) return 'no difference of environment';
	const more = differ.length - SHOWN;
	return [
		...differ
			.slice(0, SHOWN)
			.map(({ name, a, b }) => `${name} (here ${a ?? 'none'}, yours ${b ?? 'none'})`),
		...(more > 0 ? [`and ${more} more`] : []),
	].join('; ');
}
