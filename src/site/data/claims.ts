import { judge } from '../../core/claims/judge.ts';
import type { Verdict } from '../../core/claims/verdict.ts';
import { formatNumber } from '../../core/format.ts';
import type { ArticleClaims, Check, Claim } from '../../core/schemas/claim.ts';
import { InvalidInput } from '../../core/schemas/sentence.ts';
import {
	articles,
	chosenRun,
	experiments,
	internalsOf,
	refusalOf,
	type ChosenRun,
} from './index.ts';

/** A claim or check with its verdict in the run that pages show. */
export type JudgedClaim = {
	article: ArticleClaims;
	claim: Claim | Check;
	verdict: Verdict;
	/** Our figure to stand beside the article's; absent where the run has none or none is comparable. */
	ours?: string;
	/** The run that decided it; absent where arithmetic or a source did, or nothing yet. */
	chosen?: ChosenRun;
};

/** @throws InvalidInput when there is no such article or claim */
export function judgedClaim(articleId: string, claimId: string): JudgedClaim {
	const article = articles().get(articleId);
	if (article === undefined) {
		throw new InvalidInput(
			`No article is called "${articleId}"; content/claims has ${[...articles().keys()].join(', ')}.`,
		);
	}
	const claim = [...article.claims, ...article.checks].find(({ id }) => id === claimId);
	if (claim === undefined) {
		throw new InvalidInput(`content/claims/${articleId}.yaml has no claim "${claimId}".`);
	}
	return judged(article, claim);
}

/** Every claim and check of an article, in its order. */
export function judgedArticle(article: ArticleClaims): JudgedClaim[] {
	return [...article.claims, ...article.checks].map((claim) => judged(article, claim));
}

function judged(article: ArticleClaims, claim: Claim | Check): JudgedClaim {
	const experiment = writtenExperiment(claim);
	const chosen = experiment === undefined ? undefined : chosenRun(experiment);
	const refusal = experiment === undefined ? undefined : refusalOf(experiment);
	const verdict = judge(claim, {
		run: chosen?.run,
		...(refusal !== undefined && { refusal }),
		cells: chosen?.cells ?? [],
		...(chosen && { internals: internalsOf(chosen.published) }),
	});
	const ours = oursBeside(claim, verdict);
	const decided = verdict.figures.length > 0 && chosen !== undefined;
	return {
		article,
		claim,
		verdict,
		...(ours !== undefined && { ours }),
		...(decided && { chosen }),
	};
}

/** Most experiments that claims name are not written yet; their claims wait. */
function writtenExperiment({ experiment }: Claim | Check): string | undefined {
	return experiment !== undefined && experiments().has(experiment) ? experiment : undefined;
}

/** A rate stands beside a rate: what one core has time for, where ours is CPU time per request. */
function oursBeside({ test }: Claim | Check, { figures }: Verdict): string | undefined {
	const [first] = figures;
	if (first === undefined) return undefined;
	if (test?.kind !== 'demand' || test.ours?.metric !== 'serverCpuMsPerRequest') return first.text;
	return `${formatNumber(1000 / first.value)} requests a second on one core`;
}
