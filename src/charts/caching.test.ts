import { expect, test } from 'vitest';
import { cachingLatency } from './caching-latency.ts';
import { cachingOrigin } from './caching-origin.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { sampleContext } from './samples.ts';

const cells = cellsOfExperiment('caching');

test('says what the origin still got, from the least room to the most', () => {
	expect(cachingOrigin.finding(sampleContext(cachingOrigin, cells))).toMatch(
		/^Of 100 requests the origin got [\d.]+ to [\d.]+ with room for 25, [\d.]+ to [\d.]+ with room for 500, [\d.]+ to [\d.]+ with room for all\.$/,
	);
	const none = cells.filter(({ status }) => status === 'failed');
	expect(cachingOrigin.finding(sampleContext(cachingOrigin, none))).toBeUndefined();
});

test('draws each request under the room that its cache has, and asks nobody for a load that is not theirs', () => {
	const { rows, finding } = cachingLatency;
	const context = sampleContext(cachingLatency, cells);
	expect(finding(context)).toMatch(
		/^With nothing kept: p50 .* ms\. With room for 25: p50 .* ms\. With room for 500: p50 .* ms\. With room for all: p50 .* ms\.$/,
	);
	const names = rows(context).map(({ name, text }) => `${name} ${text}`);
	expect(names.filter((name) => name.includes('not asked'))).toEqual([]);
	const kept = context.cells.filter(({ load }) => load === 'rate-1000-no-store');
	expect(kept).toHaveLength(3);
});
