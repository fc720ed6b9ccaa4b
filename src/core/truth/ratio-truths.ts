import { detectableInErrors } from '../statistics/detectable.ts';
import { ratioOfPaired } from '../statistics/paired-ratio.ts';
import { COVERS, dice, NOISE, rounds, truth, type Dice, type Truth } from './truth.ts';

const GROUP = 'The interval of a ratio';
const TRUE_RATIO = 1.1;

/** Two subjects in the rounds of one run, as natural logarithms; the first is `TRUE_RATIO` times the second. */
type Model = (dice: Dice, count: number) => { a: number[]; b: number[] };

/** Does the t interval on per-round log ratios hold the true ratio as often as it says? */
export function ratioTruths(): Truth[] {
	return [
		...[6, 8, 10].map((count) =>
			covers(`${count} rounds, log-normal noise of 6 %`, count, 100 + count, lone),
		),
		...[6, 8, 10].map((count) =>
			covers(`${count} rounds that each have a mood of 20 %`, count, 200 + count, moody),
		),
		covers('8 rounds, noise with heavy tails (Student’s t, 3 degrees)', 8, 301, heavyTailed, {
			...COVERS,
			most: 0.98,
		}),
		covers('8 rounds on a machine that slows by a fifth, order shuffled', 8, 302, drifting),
		covers('the same, but one subject always first and the other last', 8, 303, inFixedOrder, {
			least: 0.8,
			most: 0.93,
			kind: 'limit',
		}),
		...[0.5, 5, 50, 500].map((stay, index) =>
			covers(
				`8 rounds of 40 windows beside a neighbour that slows by two fifths and stays for ${stay} windows`,
				8,
				311 + index,
				besideNeighbour(stay),
				{ ...COVERS, most: 0.98 },
			),
		),
		covers(
			'8 rounds, of which one subject alone has 1 in 10 half as slow again',
			8,
			304,
			oneSided,
			{
				least: 0.7,
				most: 0.93,
				kind: 'limit',
			},
		),
		detects(),
	];
}

function covers(
	statement: string,
	count: number,
	seed: number,
	model: Model,
	demand: Parameters<typeof truth>[2] = COVERS,
): Truth {
	const chance = dice(seed);
	const happened = () => {
		const { a, b } = model(chance, count);
		const { low, high } = ratioOfPaired(a.map(Math.exp), b.map(Math.exp));
		return low <= TRUE_RATIO && TRUE_RATIO <= high;
	};
	return truth([GROUP, `holds the true ratio: ${statement}`], happened, demand);
}

/** The spread is known here, so the detectable ratio is computed once, from the true one. */
function detects(): Truth {
	const chance = dice(305);
	const count = 8;
	const difference = detectableInErrors(count, 0.95) * ((NOISE * Math.SQRT2) / Math.sqrt(count));
	const happened = () => {
		const noisy = (mean: number) => rounds(count, () => Math.exp(mean + NOISE * chance.normal()));
		const { low, high } = ratioOfPaired(noisy(difference), noisy(0));
		return low > 1 || high < 1;
	};
	const statement = 'excludes 1 when the true ratio is the one called detectable: 8 rounds';
	return truth([GROUP, statement], happened, { least: 0.78, most: 0.82 });
}

const SHIFT = Math.log(TRUE_RATIO);

const lone: Model = ({ normal }, count) => ({
	a: rounds(count, () => SHIFT + NOISE * normal()),
	b: rounds(count, () => NOISE * normal()),
});

const moody: Model = ({ normal }, count) => {
	const moods = rounds(count, () => 0.2 * normal());
	return {
		a: moods.map((mood) => mood + SHIFT + NOISE * normal()),
		b: moods.map((mood) => mood + NOISE * normal()),
	};
};

/** Student's t of 3 degrees, scaled to the same standard deviation: a stray round is 6 times as far out. */
const heavyTailed: Model = ({ normal }, count) => {
	const stray = () => {
		const chiSquared = normal() ** 2 + normal() ** 2 + normal() ** 2;
		return (NOISE * normal()) / Math.sqrt(chiSquared);
	};
	return { a: rounds(count, () => SHIFT + stray()), b: rounds(count, stray) };
};

/** Logarithm of how slow the machine is at a time from 0 to 1. */
const slowdown = (time: number) => Math.log(1.2) * time;

/** Places in a round are drawn, as stage 1-plan shuffles them. */
const drifting: Model = ({ normal, even }, count) => {
	const places = rounds(count, even);
	const at = (round: number, place: number) => slowdown((round + place) / count);
	return {
		a: rounds(count, (round) => SHIFT + at(round, places[round] as number) + NOISE * normal()),
		b: rounds(count, (round) => at(round, even()) + NOISE * normal()),
	};
};

const inFixedOrder: Model = ({ normal }, count) => ({
	a: rounds(count, (round) => SHIFT + slowdown(round / count) + NOISE * normal()),
	b: rounds(count, (round) => slowdown((round + 1) / count) + NOISE * normal()),
});

/** The mean of the logarithms is still `SHIFT`: what is lost is the shape, not the truth that is asked for. */
const oneSided: Model = ({ normal, even }, count) => {
	const slow = Math.log(1.5);
	return {
		a: rounds(count, () => SHIFT - slow / 10 + (even() < 0.1 ? slow : 0) + NOISE * normal()),
		b: rounds(count, () => NOISE * normal()),
	};
};

const WINDOWS_OF_A_ROUND = 40;

/**
 * Somebody on the same physical core comes and goes, each time for `stay` windows in the mean, and has as much of the time as
 * not. Two windows of each round are drawn, as stage 1-plan shuffles them, and each is slowed for the part that they share.
 */
function besideNeighbour(stay: number): Model {
	return (chance, count) => {
		const busy = busyShares(chance, count * WINDOWS_OF_A_ROUND, stay);
		const slowed = (round: number, place: number) =>
			Math.log(1 + 0.4 * (busy[round * WINDOWS_OF_A_ROUND + place] as number));
		const drawn = rounds(count, () => twoPlaces(chance));
		return {
			a: drawn.map(([place], round) => SHIFT + slowed(round, place) + NOISE * chance.normal()),
			b: drawn.map(([, place], round) => slowed(round, place) + NOISE * chance.normal()),
		};
	};
}

/** The share of each window during which the neighbour was there; stays are exponential. */
function busyShares({ even }: Dice, windows: number, stay: number): number[] {
	const shares = rounds(windows, () => 0);
	let isThere = even() < 0.5;
	for (let from = 0; from < windows; isThere = !isThere) {
		const to = Math.min(windows, from - stay * Math.log(1 - even()));
		for (let window = Math.floor(from); isThere && window < to; window++)
			shares[window] =
				(shares[window] as number) + Math.min(to, window + 1) - Math.max(from, window);
		from = to;
	}
	return shares;
}

function twoPlaces({ even }: Dice): [number, number] {
	const first = Math.floor(even() * WINDOWS_OF_A_ROUND);
	const other = Math.floor(even() * (WINDOWS_OF_A_ROUND - 1));
	return [first, other < first ? other : other + 1];
}
