import { expect, it } from 'vitest';
import { cellsOfExperiment } from './experiment-samples.ts';
import { sampleContext } from './samples.ts';
import { socketsLatency } from './sockets.ts';

it('heads the latencies of an echo with how many WebSockets were open, fewest first', () => {
	const rows = socketsLatency.rows(sampleContext(socketsLatency, cellsOfExperiment('sockets')));
	const headings = rows.filter(({ name }) => name.endsWith('WebSockets')).map(({ name }) => name);
	expect(headings).toEqual(['100', '1,000', '5,000'].map((open) => `${open} open WebSockets`));
});
