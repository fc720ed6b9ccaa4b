import { quantileInterval } from '../statistics/quantile-interval.ts';
import { shareInterval, type ShareEstimate } from '../statistics/share-interval.ts';
import { ratioOfUnpaired } from '../statistics/unpaired-ratio.ts';
import { COVERS, dice, NOISE, rounds, truth, type Dice, type Truth } from './truth.ts';

/** Is what is said across runs right: a figure beside that of another run, and the pooled A/A pairs? */
export function runTruths(): Truth[] {
	return [...betweenRuns(), pooledFloor(), shareOfDifferent()];
}

const TRUE_CHANGE = 1.1;

function betweenRuns(): Truth[] {
	const figure = 'The interval of a change between runs';
	const ratio = 'The interval of a ratio between runs';
	return [
		holds([figure, 'holds the true change: 8 rounds each'], 601, (chance) => [
			sample(chance, 8, NOISE, TRUE_CHANGE),
			sample(chance, 8, NOISE, 1),
		]),
		holds([figure, 'holds it: 6 rounds beside 10 that are three times as noisy'], 602, (chance) => [
			sample(chance, 6, NOISE, TRUE_CHANGE),
			sample(chance, 10, 3 * NOISE, 1),
		]),
		holds(
			[figure, 'holds it where the machine itself is 5 % another in each run'],
			603,
			(chance) => [
				sample(chance, 8, NOISE, TRUE_CHANGE * state(chance)),
				sample(chance, 8, NOISE, state(chance)),
			],
			{ least: 0.5, most: 0.8, kind: 'limit' },
		),
		holds(
			[ratio, 'holds it all the same, subject beside reference within each run'],
			604,
			(chance) => [
				insideRun(chance, TRUE_CHANGE, state(chance)),
				insideRun(chance, 1, state(chance)),
			],
		),
	];
}

function holds(
	words: [string, string],
	seed: number,
	draw: (chance: Dice) => [number[], number[]],
	demand: Parameters<typeof truth>[2] = COVERS,
): Truth {
	const chance = dice(seed);
	const happened = () => {
		const { low, high } = ratioOfUnpaired(...draw(chance));
		return low <= TRUE_CHANGE && TRUE_CHANGE <= high;
	};
	return truth(words, happened, demand);
}

function sample({ normal }: Dice, count: number, noise: number, level: number): number[] {
	return rounds(count, () => level * Math.exp(noise * normal()));
}

/** What a run's machine is like throughout it, beside another day. */
function state({ normal }: Dice): number {
	return Math.exp(0.05 * normal());
}

/** Ratios of subject to reference in each of 8 rounds of one run. */
function insideRun(chance: Dice, level: number, machine: number): number[] {
	const subject = sample(chance, 8, NOISE, machine * level);
	const reference = sample(chance, 8, NOISE, machine);
	return subject.map((value, round) => value / (reference[round] as number));
}

/** |N(0, 1)| stays within 1.959964 in 95 of 100 rounds. */
function pooledFloor(): Truth {
	const chance = dice(611);
	const happened = () => {
		const estimate = quantileInterval(
			rounds(80, () => Math.abs(chance.normal())),
			0.95,
		);
		if (estimate?.low === undefined || estimate.high === undefined) throw new Error('No interval.');
		return estimate.low <= 1.959964 && 1.959964 <= estimate.high;
	};
	const statement = 'holds the true one: 80 A/A pairs';
	return truth(['The interval of a pooled A/A floor', statement], happened, { least: 0.95 });
}

function shareOfDifferent(): Truth {
	const chance = dice(612);
	const covers = rounds(19, (count) => {
		const { low, high } = shareInterval(count, 18) as ShareEstimate;
		return low <= 0.05 && 0.05 <= high;
	});
	const happened = () =>
		covers[rounds(18, chance.even).filter((value) => value < 0.05).length] === true;
	const statement = 'holds the true share of 5 %: 18 comparisons';
	return truth(['The interval of how many twins differ', statement], happened, { least: 0.95 });
}
