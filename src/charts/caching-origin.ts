import { roomOf, ROOMS } from './caching-rooms.ts';
import type { ChartContext } from './chart.ts';
import { estimateChart } from './estimate-chart.ts';
import { span } from './words.ts';

/** How many requests does the origin still get? */
export const cachingOrigin = estimateChart({
	question: 'caching-origin',
	experiment: 'caching',
	title: 'Requests that the origin counted, of 100 that the cache was asked',
	metric: 'originRequestsPerRequest',
	load: 'rate-1000',
	track: '1',
	axis: 'of the requests reached the origin',
	finding,
});

function finding({ cells }: ChartContext): string | undefined {
	const parts = ROOMS.flatMap((room) => {
		const shares = cells.flatMap((cell) =>
			cell.status === 'measured' && roomOf(cell) === room
				? (cell.summary.originRequestsPerRequest?.median ?? [])
				: [],
		);
		return shares.length === 0
			? []
			: [`${span(shares.map((share) => 100 * share))} with ${room.title}`];
	});
	return parts.length === 0 ? undefined : `Of 100 requests the origin got ${parts.join(', ')}.`;
}
