import type { ArticleClaims, Check, Claim } from '../core/schemas/claim.ts';
import { here, thisBuild } from './this-build.ts';

/** A prefilled issue about one claim, in the repository that the build came from. */
export function disputeUrl(article: ArticleClaims, claim: Claim | Check): string {
	const page = new URL(here(`/claims/${article.id}/#${claim.id}`), thisBuild.origin);
	const fields = new URLSearchParams({
		title: `Claim ${article.id}/${claim.id}`,
		body: `${page}\n\n> ${claim.says}\n\nWhat is wrong with the verdict, or with our reading of the article, and why:\n`,
	});
	return `https://github.com/${thisBuild.repository}/issues/new?${fields}`;
}
