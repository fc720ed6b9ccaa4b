import { describe, expect, it, onTestFinished } from 'vitest';
import type { Inspection } from '../../src/core/schemas/experiment.ts';
import { startGuardian } from '../processes/guardian.ts';
import { createProgress } from '../progress.ts';
import { runFolder } from '../run-folder.ts';
import { sampleCatalogue } from '../sample-catalogue.ts';
import { ownCores, samplePlan, sampleTrial } from '../samples.ts';
import { createServices } from '../services.ts';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { coldStart } from './cold-start.ts';
import { footprint } from './footprint.ts';
import { idleCost } from './idle-cost.ts';
import type { InspectionContext } from './inspection.ts';

/** Listens after 50 ms, answers `{}`, and 30 ms late the first time. */
const server = `
	const answer = (request, response) => setTimeout(() => response.end(process.env.ANSWER ?? '{}'), 30);
	setTimeout(() => require('node:http').createServer(answer)
		.listen(Number(process.env.PORT), process.env.HOST), 50);
`;

/** Holds 1 kB for each that it is asked for. */
const holder = `
	const held = Buffer.alloc(1000 * Number(process.env.COUNT), 1);
	console.log('holding ' + process.env.COUNT);
	setInterval(() => held.length, 1000);
`;

describe('cold-start', () => {
	it('times the first connection, and after it the first right answer', async () => {
		const { metrics, answers } = await coldStart(contextOf('cold-start', server));
		expect(answers).toBe(1);
		expect(metrics.startMsToReady).toBeGreaterThan(50);
		const answered = Number(metrics.startMsToFirstAnswer) - Number(metrics.startMsToReady);
		expect(answered).toBeGreaterThan(29);
		expect(metrics.startCpuMs).toBeGreaterThan(1);
	});

	it('takes a wrong answer for no start, and a server that ends for none either', async () => {
		const wrong = contextOf('cold-start', server, { ANSWER: 'no' });
		await expect(coldStart(wrong)).rejects.toThrow(
			'GET /prime?n=2000 answered 200 no, not 200 {}.',
		);
		const ended = contextOf('cold-start', 'console.log("no port"); process.exit(4);');
		await expect(coldStart(ended)).rejects.toThrow('It ended with exit code 4 at its start.');
	});
});

it('footprint tells files of the server from its runtime, and memory before and after an answer', async () => {
	const context = contextOf('footprint', server);
	const { metrics, answers } = await footprint(context);
	expect(answers).toBe(1);
	expect(metrics.deployedBytes).toBe(server.length);
	expect(metrics.runtimeBytes).toBeGreaterThan(10e6);
	expect(metrics.binaryBytes).toBeUndefined();
	const { idleRssBytes = 0, idlePssBytes = 0, idlePrivateBytes = 0 } = metrics;
	expect(idleRssBytes).toBeGreaterThan(10e6);
	expect(idlePssBytes).toBeLessThanOrEqual(idleRssBytes);
	expect(idlePrivateBytes).toBeLessThanOrEqual(idlePssBytes);
	expect(metrics.answeredRssBytes).toBeGreaterThan(0.9 * idleRssBytes);
});

it('idle-cost divides what a program holds by how many it holds', async () => {
	const { metrics } = await idleCost(contextOf('idle-cost', holder, {}, 20_000));
	expect(metrics.heldBytesEach).toBeGreaterThan(800);
	expect(metrics.heldBytesEach).toBeLessThan(1500);
	const silent = contextOf('idle-cost', 'process.exit(0)', {}, 10);
	await expect(idleCost(silent)).rejects.toThrow('It ended with exit code 0. It said: nothing');
});

/** A script in the place of the sample catalogue's Go server. */
function contextOf(
	inspects: Inspection['inspects'],
	script: string,
	environment: Record<string, string> = {},
	count?: number,
): InspectionContext {
	const folder = temporaryFolder();
	writeFiles(folder, { 'server.cjs': script });
	const catalogue = sampleCatalogue();
	const implementation = catalogue.implementations.get('go/net-http');
	const variant = implementation?.variants['single'];
	if (!implementation || !variant) throw new Error('The sample catalogue changed.');
	Object.assign(variant, { start: ['node', 'server.cjs'], environment });
	Object.assign(implementation, { folder, deploys: ['server.cjs'] });
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	return {
		root: folder,
		catalogue,
		folder: runFolder(folder, '20260101-000000-prime-quick'),
		guardian,
		signal: new AbortController().signal,
		progress: createProgress(process.stderr),
		services: createServices(() => undefined),
		plan: samplePlan({ layouts: [{ ...ownCores, pinned: false }] }),
		trial: sampleTrial(),
		definition: {
			kind: 'inspection',
			inspects,
			operation: 'n2000',
			seconds: 1,
			tracks: ['1'],
			...(count !== undefined && { count }),
		},
		implementation,
		cpus: undefined,
	};
}
