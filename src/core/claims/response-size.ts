import { formatCount } from '../format.ts';
import { readFigure } from './read-figure.ts';
import type { OurFigure, Rule } from './verdict.ts';

/** Bytes a response that the article's bandwidth and rate imply, against what our servers send for the same. */
export const responseSize: Rule<'response-size'> = (test, context) => {
	const figures: OurFigure[] = [];
	for (const wanted of test.ours) {
		const reading = readFigure(wanted, context);
		if ('verdict' in reading) return reading.verdict;
		figures.push(reading.figure);
	}
	const sizes = figures.map(({ value }) => value);
	const least = Math.min(...sizes);
	const most = Math.max(...sizes);
	const implied = test.rows.map(({ label, bytesPerSecond, ratePerSecond }) => {
		return { label, bytes: bytesPerSecond / ratePerSecond };
	});
	const broken = implied.filter(
		({ bytes }) => bytes < least / (1 + test.tolerance) || bytes > most * (1 + test.tolerance),
	);
	const rows = broken.length > 0 ? broken : implied;
	const listed = rows.map(({ label, bytes }) => `${label} ${formatCount(bytes)}`).join(', ');
	const ours = `ours send ${formatCount(least)} to ${formatCount(most)}, head and body`;
	const reason = `Bandwidth / rate gives, in bytes a response, ${listed}; ${ours}.`;
	return { verdict: broken.length > 0 ? 'fails' : 'holds', reason, figures };
};
