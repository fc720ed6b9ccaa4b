import type { Experiment } from '../src/core/schemas/experiment.ts';
import type { Catalogue } from './catalogue.ts';
import { closedLoad, openLoad } from './samples.ts';

/** Three subjects, two loads; the first subject has a twin and runs on both tracks. */
export function sampleExperiment(changes: Partial<Experiment> = {}): Experiment {
	const profile = { rounds: 3, warmupSeconds: 1, windowScale: 1 };
	return {
		id: 'prime',
		question: 'Which is faster?',
		workload: 'prime',
		subjects: [
			{ id: 'go/net-http:single', tracks: ['1', 'all'] },
			{ id: 'node/http:single', tracks: ['1'] },
			{ id: 'node/http:pool', tracks: ['1'] },
		],
		duplicate: 'go/net-http:single',
		warmup: { operation: 'n2000', connections: 16 },
		loads: { capacity: { ...closedLoad, tracks: ['1', 'all'] }, rate: openLoad },
		profiles: { smoke: profile, quick: profile, standard: profile, full: profile },
		predicts: [],
		...changes,
	};
}

export function sampleCatalogue(experiment: Experiment = sampleExperiment()): Catalogue {
	const variant = { kind: 'idiomatic' as const, summary: '', environment: {}, deviations: [] };
	const implementation = (id: string, language: 'go' | 'node', names: string[]) => ({
		id,
		language,
		title: id,
		tools: [language],
		build: [],
		version: ['server', '--version'],
		workloads: { prime: 'prime.txt' },
		variants: Object.fromEntries(names.map((name) => [name, { ...variant, start: ['server'] }])),
		deploys: ['server'],
		folder: `/nowhere/${id}`,
	});
	const expected = { status: 200, body: '{}' };
	const operation = { method: 'GET' as const, path: '/prime?n=2000', expect: expected };
	return {
		experiments: new Map([[experiment.id, experiment]]),
		workloads: new Map([
			[
				'prime',
				{
					id: 'prime',
					title: 'Prime',
					reason: 'A test.',
					operations: { n2000: operation },
					proofs: [operation],
				},
			],
		]),
		implementations: new Map([
			['go/net-http', implementation('go/net-http', 'go', ['single'])],
			['node/http', implementation('node/http', 'node', ['single', 'pool'])],
		]),
	};
}
