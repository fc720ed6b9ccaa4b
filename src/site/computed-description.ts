import { passedFinding } from '../charts/passed-finding.ts';
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { boundChart } from './data/chart-data.ts';
import { describePage } from './describe-page.ts';
import { exhibits } from './exhibits/index.ts';

/**
 * Makes the findings of the charts and exhibits that a page names its description, for search engines and link
 * previews. Before the first run the sentence of its front matter stays.
 */
export const onRequest = defineRouteMiddleware((context) => {
	const { entry, head } = context.locals.starlightRoute;
	const description = describePage(entry.data.answeredBy.map(findingOf));
	if (description === '') return;

	for (const { tag, attrs } of head) {
		const describes = attrs?.['name'] === 'description' || attrs?.['property'] === 'og:description';
		if (tag === 'meta' && describes) attrs['content'] = description;
	}
});

/** Of a chart of one run, or of an exhibit. */
function findingOf(question: string): string | undefined {
	const exhibit = exhibits.get(question);
	if (exhibit !== undefined) return exhibit()?.finding;
	const { chart, context } = boundChart(question);
	return context && passedFinding(chart, context);
}
