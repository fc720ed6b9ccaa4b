import { formatRatio, formatCount } from '../format.ts';
import type { Rule, TestOf } from './verdict.ts';

/** A sentence of an article against the figures that the article itself prints. */
export const ownFigures: Rule<'own-figures'> = ({ rows, claimed }) => {
	const [least, most] = claimed;
	const outside = rows.filter((row) => valueOf(row) < least || valueOf(row) > most);
	const listed = (outside.length > 0 ? outside : rows).map(describe).join(', ');
	const range = `${formatCountOrRatio(least)} to ${formatCountOrRatio(most)}`;
	return outside.length > 0
		? { verdict: 'fails', reason: `Its own figures lie outside ${range}: ${listed}.`, figures: [] }
		: { verdict: 'holds', reason: `Its own figures lie in ${range}: ${listed}.`, figures: [] };
};

type Row = TestOf<'own-figures'>['rows'][number];

function valueOf({ numerator, denominator }: Row): number {
	return denominator === undefined ? numerator : numerator / denominator;
}

function describe(row: Row): string {
	return `${row.label} ${formatCountOrRatio(valueOf(row))}`;
}

function formatCountOrRatio(value: number): string {
	return value >= 100 ? formatCount(value) : formatRatio(value);
}
