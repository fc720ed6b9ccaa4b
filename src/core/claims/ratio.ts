import { formatRatio } from '../format.ts';
import { judgeInterval } from './judge-interval.ts';
import { readRatio, type RatioReading } from './read-ratio.ts';
import type { Rule, TestOf, Verdict } from './verdict.ts';

/**
 * A claimed ratio against the interval of ours. Where the article gave its two sides different numbers of
 * cores, ours of equal cores cannot confirm it, but can refute it: see `bound`.
 */
export const ratio: Rule<'ratio'> = (test, context) => {
	const ours = readRatio(test.numerator, test.denominator, context);
	if ('verdict' in ours) return ours.verdict;
	const cores = test.coresStated;
	if (cores && cores.numerator !== cores.denominator) return bound(test, cores, ours);
	const verdict = judgeInterval(ours, test.claimed);
	const reason = `Ours is ${ours.text}${WORDS[verdict]} the claimed ${range(test.claimed)}.`;
	return { verdict, reason, figures: [ours.figure] };
};

const WORDS = {
	holds: ', inside',
	fails: ', outside',
	inconclusive: ', neither wholly inside nor wholly outside',
};

/**
 * No server carries more than n times the traffic on n cores that it carries on one (perfect scaling; the
 * universal scalability law only takes away from it: Gunther, "Guerrilla Capacity Planning", 2007, chapter
 * 4). So our ratio at equal cores, times the cores of the numerator, is the most that the article's machine
 * could show, given that the denominator had as many cores as ours.
 */
function bound(
	test: TestOf<'ratio'>,
	cores: { numerator: number; denominator: number },
	ours: RatioReading,
): Verdict {
	const { metric } = test.numerator;
	const figures = [ours.figure];
	const stated = `The article compares ${cores.numerator} cores with ${cores.denominator}`;
	if (metric !== 'throughputPerSecond' || cores.denominator !== ours.cores) {
		const reason = `${stated}; ours has ${ours.cores} on both sides and bounds nothing in ${metric}.`;
		return { verdict: 'not-measurable-here', reason, figures };
	}
	const most = ours.high * (cores.numerator / ours.cores);
	const scaled = `${stated}. Ours, at ${ours.cores} on both sides, is ${ours.text}. With ${cores.numerator} cores it could be at most ${formatRatio(most)} times`;
	const claimed = range(test.claimed);
	const [least] = test.claimed;
	return most < least
		? { verdict: 'fails', reason: `${scaled}, below the claimed ${claimed}.`, figures }
		: {
				verdict: 'not-measurable-here',
				reason: `${scaled}. Whether it is the claimed ${claimed}, only such a machine can tell.`,
				figures,
			};
}

function range([least, most]: readonly [number, number]): string {
	return `${formatRatio(least)} to ${formatRatio(most)}`;
}
