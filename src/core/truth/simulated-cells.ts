import { sampleCell, sampleWindows } from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import { rounds, type Dice } from './truth.ts';

export const METRIC = 'serverCpuMsPerRequest';
export const PLACE = { track: '1', load: 'capacity-n20000', metric: METRIC } as const;

/** A cell of a subject whose rounds share these moods: `level` times each, with noise of its own. */
export function simulatedCell(
	name: string,
	{ moods, level, noise }: { moods: readonly number[]; level: number; noise: number },
	{ normal }: Dice,
): MeasuredCell {
	const values = moods.map((mood) => level * mood * Math.exp(noise * normal()));
	const estimate = medianInterval(values);
	return sampleCell({
		implementation: `go/${name}`,
		windows: sampleWindows(values.map((value) => ({ [METRIC]: value }))),
		...(estimate && { summary: { [METRIC]: estimate } }),
	});
}

/** The A/A duplicate of what was just drawn: the same subject, measured again in each round. */
export function simulatedTwin(...args: Parameters<typeof simulatedCell>): MeasuredCell {
	return { ...simulatedCell(...args), duplicate: true };
}

export function drawMoods({ normal }: Dice, count: number): number[] {
	return rounds(count, () => Math.exp(0.2 * normal()));
}
