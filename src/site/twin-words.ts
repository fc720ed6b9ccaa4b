import { formatNumber } from '../core/format.ts';
import type { PooledTwins } from './data/twins.ts';

/** A number and its unit stay on one line. */
const NO_BREAK = '\u00a0';

/** `6.2 %`: how far above 1 a ratio is. */
export function differenceWords(ratio: number): string {
	return `${percent(ratio)}${NO_BREAK}%`;
}

/** `6.2 to 9.8 %`, or one figure where both ends print alike. */
export function differenceSpan(ratios: readonly number[]): string {
	const [low, high] = [percent(Math.min(...ratios)), percent(Math.max(...ratios))];
	return `${low === high ? low : `${low} to ${high}`}${NO_BREAK}%`;
}

function percent(ratio: number): string {
	return formatNumber((ratio - 1) * 100, 2);
}

/** A load as a line of a picture names it: `prime n2000` and `500/s`. */
export function placeWords({
	experiment,
	loadDefinition,
	track,
}: Pick<PooledTwins, 'experiment' | 'loadDefinition' | 'track'>): LoadWords {
	const { operation } = loadDefinition;
	const name = operation === undefined ? experiment : `${experiment} ${operation}`;
	const details = [
		...(loadDefinition.kind === 'share'
			? [`${formatNumber(loadDefinition.share * 100)} % of capacity`]
			: []),
		...(loadDefinition.kind === 'open' ? [`${formatNumber(loadDefinition.ratePerSecond)}/s`] : []),
		...(track === 'all' ? ['all cores'] : []),
	];
	const detail = details.join(', ');
	return { name, detail, full: detail === '' ? name : `${name}, ${detail}` };
}

type Twins = Pick<PooledTwins, 'experiment' | 'load' | 'loadDefinition' | 'track'>;

/** As `placeWords`, but those of these twins that would be called alike by their load's own name. */
export function toldApart(twins: readonly Twins[]): (one: Twins) => LoadWords {
	const alike = Map.groupBy(twins, (one) => placeWords(one).full);
	const ambiguous = new Set([...alike].flatMap(([full, own]) => (own.length > 1 ? [full] : [])));
	return (one) => {
		const words = placeWords(one);
		if (!ambiguous.has(words.full)) return words;
		const { experiment: name, load, track } = one;
		const detail = track === 'all' ? `${load}, all cores` : load;
		return { name, detail, full: `${name}, ${detail}` };
	};
}

type LoadWords = { name: string; detail: string; full: string };
