import type { CellMetric } from '../schemas/claim.ts';
import { formatNumber } from '../format.ts';
import { judgeInterval } from './judge-interval.ts';
import { readRatio, type RatioReading } from './read-ratio.ts';
import type { Rule, Verdict } from './verdict.ts';

/**
 * Subjects are equal, to a stated tolerance, only when every pair's whole interval lies within it: finding
 * no difference is not finding none (Schuirmann's two one-sided tests, J. Pharmacokinet. Biopharm. 15, 1987).
 */
export const tie: Rule<'tie'> = ({ cells, tolerance }, context) => {
	const readings: RatioReading[] = [];
	for (const [a, b] of pairsOf(cells)) {
		const reading = readRatio(a, b, context);
		if ('verdict' in reading) return reading.verdict;
		readings.push(reading);
	}
	const within = [1 / (1 + tolerance), 1 + tolerance] as const;
	const verdicts = readings.map((reading) => judgeInterval(reading, within));
	const verdict = worst(verdicts);
	const shown = readings.filter((_, index) => verdicts[index] === verdict);
	const listed = shown.map(({ figure, text }) => `${figure.label}: ${text}`).join('; ');
	const reason = `${WORDS[verdict]} ${formatNumber(tolerance * 100)} %: ${listed}.`;
	return { verdict, reason, figures: readings.map(({ figure }) => figure) };
};

type Outcome = Extract<Verdict['verdict'], 'holds' | 'fails' | 'inconclusive'>;

const WORDS: Record<Outcome, string> = {
	holds: 'All are within',
	fails: 'Some differ by more than',
	inconclusive: 'The noise does not tell whether all are within',
};

function worst(verdicts: readonly Outcome[]): Outcome {
	if (verdicts.includes('fails')) return 'fails';
	return verdicts.includes('inconclusive') ? 'inconclusive' : 'holds';
}

function pairsOf(cells: readonly CellMetric[]): [CellMetric, CellMetric][] {
	return cells.flatMap((a, index) =>
		cells.slice(index + 1).map((b): [CellMetric, CellMetric] => [a, b]),
	);
}
