import { compareCells } from '../comparability/compare-cells.ts';
import { runNoiseFloor } from '../comparability/run-noise-floor.ts';
import { tiers } from '../comparability/tiers.ts';
import { detectableInErrors, detectionProbability } from '../statistics/detectable.ts';
import { drawMoods, METRIC, PLACE, simulatedCell, simulatedTwin } from './simulated-cells.ts';
import { dice, NOISE, rounds, truth, type Truth } from './truth.ts';

const GROUP = 'Two subjects of a run';
const ROUNDS = 8;

/**
 * Does the whole decision (pairing, interval, A/A floor, tie) call equals equal and see what it should?
 *
 * "A noise of 6 %" has two readings. Where a round's ratio scatters by 6 %, a true 10 % is found by the interval with a
 * probability of 96.9 %, and beside the floor in more than 80 % of runs. Where each of the two measurements scatters so,
 * the ratio has 8.5 %, and theory allows 77.7 % at 8 rounds (83.8 % at 9): no procedure of this size keeps 80 %. The floor
 * is made of single rounds and so takes more away: it is the price of calling equals different in 1 % of runs, not 5 %.
 */
export function decisionTruths(): Truth[] {
	const perMeasurement = 'each measurement has a noise of 6 %, so that a round’s ratio has 8.5 %';
	const perRatio = 'a round’s ratio has a noise of 6 %';
	return [
		// Nominally one in twenty; three standard errors more may turn up in 5,000 draws.
		called('different though identical, by the interval alone', 1, NOISE, 501, {
			most: 0.05 + 0.0093,
			floor: false,
		}),
		called('different though identical, with the A/A floor', 1, NOISE, 502, { most: 0.05 }),
		called(`different, truly 10 % apart: ${perRatio}`, 1.1, NOISE / Math.SQRT2, 503, {
			least: 0.8,
		}),
		called(`different, truly 10 % apart: ${perMeasurement}, interval alone`, 1.1, NOISE, 504, {
			...around(detectionProbability(Math.log(1.1) / standardError(NOISE), ROUNDS, 0.95)),
			kind: 'limit',
			floor: false,
		}),
		called(`different, truly 10 % apart: ${perMeasurement}`, 1.1, NOISE, 505, {
			least: 0.4,
			most: 0.75,
			kind: 'limit',
		}),
		detectsPastFloor(),
		...familyTruths(),
	];
}

type Demand = { least?: number; most?: number; kind?: Truth['kind']; floor?: boolean };

function called(
	statement: string,
	level: number,
	noise: number,
	seed: number,
	demand: Demand,
): Truth {
	const chance = dice(seed);
	const happened = () => {
		const moods = drawMoods(chance, ROUNDS);
		const a = simulatedCell('a', { moods, level, noise }, chance);
		const b = simulatedCell('b', { moods, level: 1, noise }, chance);
		const twin = simulatedTwin('b', { moods, level: 1, noise }, chance);
		const floor = demand.floor === false ? undefined : runNoiseFloor([a, b, twin], PLACE);
		return differ(compareCells(a, b, METRIC, { floor }));
	};
	return truth([GROUP, `are called ${statement} (${ROUNDS} rounds)`], happened, demand);
}

/** The detectable difference that `show` prints counts the floor in. */
function detectsPastFloor(): Truth {
	const chance = dice(506);
	const noise = 0.03;
	const floor = { ratio: 1.08, pairs: ROUNDS, statistic: 'maximum' } as const;
	const error = standardError(noise);
	const floorInErrors = Math.log(floor.ratio) / error;
	const level = Math.exp(detectableInErrors(ROUNDS, 0.95, floorInErrors) * error);
	const happened = () => {
		const moods = drawMoods(chance, ROUNDS);
		const a = simulatedCell('a', { moods, level, noise }, chance);
		const b = simulatedCell('b', { moods, level: 1, noise }, chance);
		return differ(compareCells(a, b, METRIC, { floor }));
	};
	const statement = 'are told apart at the difference called detectable beside a floor of 8 %';
	return truth([GROUP, `${statement} (${ROUNDS} rounds)`], happened, around(0.8, 0.02));
}

/** Seven subjects make 21 pairs, so that chance has 21 occasions; `tiers` corrects for them. */
function familyTruths(): Truth[] {
	const group = 'Seven identical subjects';
	const row = (statement: string, seed: number, happened: Family, demand: Demand) => {
		const chance = dice(seed);
		const run = () => {
			const moods = drawMoods(chance, ROUNDS);
			const draw = (name: string) => simulatedCell(name, { moods, level: 1, noise: NOISE }, chance);
			const cells = rounds(7, (index) => draw(`s${index}`));
			return happened(cells, { ...draw('s0'), duplicate: true });
		};
		return truth([group, `${statement} (${ROUNDS} rounds)`], run, demand);
	};
	return [
		row('fall into more than one tier', 511, (cells) => tiers(cells, PLACE).length > 1, {
			most: 0.05,
		}),
		row(
			'fall into more than one tier, with the A/A floor',
			512,
			(cells, twin) => tiers([...cells, twin], PLACE).length > 1,
			{ most: 0.05 },
		),
		row('have a pair that differs at the confidence of the tiers', 513, anyPairAt(21), {
			most: 0.05,
		}),
		row('would have a pair that differs if each were judged at 95 %', 514, anyPairAt(1), {
			least: 0.3,
			most: 0.55,
			kind: 'limit',
		}),
	];
}

type Cells = ReturnType<typeof simulatedCell>[];
type Family = (cells: Cells, twin: Cells[number]) => boolean;

function anyPairAt(pairs: number): Family {
	const confidence = 1 - 0.05 / pairs;
	return (cells) =>
		cells.some((a, index) =>
			cells.slice(index + 1).some((b) => differ(compareCells(a, b, METRIC, { confidence }))),
		);
}

function differ(comparison: ReturnType<typeof compareCells>): boolean {
	if (!comparison.comparable) throw new Error(comparison.reason);
	return comparison.verdict !== 'tie';
}

/** Of the mean log ratio of two subjects whose measurements have this noise. */
function standardError(noise: number): number {
	return (noise * Math.SQRT2) / Math.sqrt(ROUNDS);
}

/** Three standard errors of a share near 0.8, unless a demand is stricter. */
function around(share: number, by = 0.018): { least: number; most: number } {
	return { least: share - by, most: share + by };
}
