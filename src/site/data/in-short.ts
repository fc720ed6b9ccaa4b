import type { ArticleClaims } from '../../core/schemas/claim.ts';
import { judgedArticle, type JudgedClaim } from './claims.ts';

/** What became of an article's claims; its checks, which are ours, stand apart. */
export type InShort = { stands: JudgedClaim[]; falls: JudgedClaim[]; open: number };

export function inShort(article: ArticleClaims): InShort {
	const judged = judgedArticle({ ...article, checks: [] });
	const stands = judged.filter(({ verdict }) => verdict.verdict === 'holds');
	const falls = judged.filter(({ verdict }) => ['fails', 'impossible'].includes(verdict.verdict));
	return { stands, falls, open: judged.length - stands.length - falls.length };
}
