import { runNoiseFloor } from '../comparability/run-noise-floor.ts';
import { shareOfCells } from '../comparability/share-of-cells.ts';
import { formatNumber } from '../format.ts';
import { InvalidInput } from '../schemas/sentence.ts';
import { judgeInterval } from './judge-interval.ts';
import { mayStateRatio, NO_CORE_TO_SPARE } from './machine-may-say.ts';
import { readCell } from './read-figure.ts';
import type { ClaimContext, OurFigure, Rule, TestOf, Verdict } from './verdict.ts';
import { placeOf } from './words.ts';

/**
 * A share of a cost, as what goes away when a part of the work is left out, in several sizes of it. The article names none, so
 * its figure holds only if it holds in all; it fails if all lie on one side of it; and where they lie on both it depends on
 * what the article does not say.
 */
export const share: Rule<'share'> = ({ parts, claimed }, context) => {
	const readings: Reading[] = [];
	for (const part of parts) {
		const reading = read(part, context);
		if ('verdict' in reading) return reading.verdict;
		readings.push(reading);
	}
	const [least, most] = claimed;
	const all = (side: (reading: Reading) => boolean) => readings.every(side);
	const verdict = all((one) => judgeInterval(one, claimed) === 'holds')
		? 'holds'
		: all(({ high }) => high < least) || all(({ low }) => low > most)
			? 'fails'
			: 'inconclusive';
	const listed = readings.map(({ figure, text }) => `${figure.label}: ${text}`).join('; ');
	const range = `${percent(least)} to ${percent(most)}`;
	const figures = readings.map(({ figure }) => figure);
	return { verdict, reason: `${WORDS[verdict]} the claimed ${range}: ${listed}.`, figures };
};

const WORDS = {
	holds: 'All lie within',
	fails: 'All lie on one side of',
	inconclusive: 'It depends on the size, which the claim does not give, whether it is',
};

type Reading = { low: number; high: number; text: string; figure: OurFigure };
type Part = TestOf<'share'>['parts'][number];

function read({ whole, without }: Part, context: ClaimContext): Reading | { verdict: Verdict } {
	const { metric } = whole;
	if (without.metric !== metric) {
		throw new InvalidInput(`A share needs one metric, not ${metric} and ${without.metric}.`);
	}
	const [a, b] = [readCell(whole, context), readCell(without, context)];
	if ('verdict' in a) return a;
	if ('verdict' in b) return b;
	const machineClass = context.run?.machine.class;
	if (machineClass && !mayStateRatio(machineClass, whole.track)) {
		return absent('not-measurable-here', NO_CORE_TO_SPARE);
	}
	const found = shareOfCells(a.cell, b.cell, metric);
	if (found?.low === undefined || found.high === undefined) {
		return absent('inconclusive', `${placeOf(whole)} shares too few rounds with ${without.load}.`);
	}
	const floor = machineClass === 'dev' ? floorOf(whole, without, context) : 1;
	if (floor === undefined) {
		const reason = `Run ${a.cell.run}, on a shared machine, has no twins that show its noise beside ${placeOf(whole)}.`;
		return absent('inconclusive', reason);
	}
	// The share is one less a ratio, which the floor widens on both sides.
	const [low, high] = [1 - (1 - found.low) * floor, 1 - (1 - found.high) / floor];
	const text = `${percent(found.share)} (${percent(low)} to ${percent(high)})`;
	const figure = { label: placeOf(whole), value: found.share, low, high, text };
	return { low, high, text, figure };
}

/** The larger of both loads' noise between twins. */
function floorOf(
	whole: Part['whole'],
	without: Part['without'],
	{ cells }: ClaimContext,
): number | undefined {
	const floors = [whole, without].map((place) => runNoiseFloor(cells, place)?.ratio);
	return floors.every((one) => one !== undefined) ? Math.max(...floors) : undefined;
}

const percent = (value: number): string => `${formatNumber(value * 100, 2)} %`;

function absent(verdict: Verdict['verdict'], reason: string): { verdict: Verdict } {
	return { verdict: { verdict, reason, figures: [] } };
}
