import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { findExperiment, findSubject, findWorkload, readCatalogue } from './catalogue.ts';
import { sampleCatalogue, sampleExperiment } from './sample-catalogue.ts';
import { temporaryFolder, writeFiles } from './temporary.ts';

const workload = sampleCatalogue().workloads.get('prime');
const { folder: _, ...implementation } = findSubject(
	sampleCatalogue(),
	'go/net-http:single',
).implementation;

describe('readCatalogue', () => {
	it('reads what the folders hold, keyed by id, and leaves other files alone', () => {
		const root = repositoryWith({
			'content/experiments/notes.md': 'Not an experiment.',
			'implementations/go/README.md': 'Not an implementation.',
			'implementations/contract/package.json': '{}',
		});
		const { experiments, workloads, implementations } = readCatalogue(root);
		expect(experiments.get('prime')).toEqual(sampleExperiment());
		expect([...workloads.keys()]).toEqual(['prime']);
		expect([...implementations.keys()]).toEqual(['go/net-http']);
		expect(implementations.get('go/net-http')?.folder).toBe(
			join(root, 'implementations/go/net-http'),
		);
	});

	it('takes over what a load shares with another through <<', () => {
		const { loads, ...rest } = sampleExperiment();
		const lines = [
			...Object.entries(rest).map(([key, value]) => `${key}: ${asText(value)}`),
			'loads:',
			`  rate: &rate ${asText(loads['rate'])}`,
			'  other: { <<: *rate, seconds: 9 }',
		];
		const root = repositoryWith({ 'content/experiments/prime.yaml': lines.join('\n') });
		expect(readCatalogue(root).experiments.get('prime')?.loads).toEqual({
			rate: loads['rate'],
			other: { ...loads['rate'], seconds: 9 },
		});
	});

	it.each([
		['content/experiments/other.yaml', asText(sampleExperiment()), 'other.yaml says id "prime".'],
		['content/workloads/hello.yaml', asText(workload), 'hello.yaml says id "prime".'],
		[
			'implementations/go/chi/implementation.json',
			asText(implementation),
			'chi/implementation.json says id "go/net-http".',
		],
		[
			'content/workloads/prime.yaml',
			asText({ ...workload, proofs: [] }),
			/prime\.yaml is not valid: "proofs": /,
		],
		[
			'content/experiments/prime.yaml',
			asText({ ...sampleExperiment(), warmup: { connections: 1 } }),
			/prime\.yaml is not valid: "warmup": a warm-up has either an operation or a mix/,
		],
		['content/workloads/prime.yaml', 'id: prime\n id: two', /prime\.yaml could not be read: /],
		[
			'implementations/go/net-http/implementation.json',
			'{',
			/implementation\.json could not be read: .*JSON/,
		],
	])('refuses %s with a sentence that names it', (path, text, sentence) => {
		const root = repositoryWith({ [path]: text });
		expect(() => readCatalogue(root)).toThrow(sentence);
	});
});

describe('finding', () => {
	const catalogue = sampleCatalogue();

	it('finds a subject with its folder', () => {
		expect(findSubject(catalogue, 'node/http:pool')).toMatchObject({
			implementation: { id: 'node/http', folder: '/nowhere/node/http' },
			variant: 'pool',
		});
	});

	it.each([
		[
			'an unknown experiment',
			() => findExperiment(catalogue, 'primes'),
			'There is no experiment "primes".',
			'These exist: prime.',
		],
		[
			'an unknown workload',
			() => findWorkload(catalogue, sampleExperiment({ workload: 'hello' })),
			'Experiment "prime" names the workload "hello", which does not exist.',
			'Add content/workloads/hello.yaml or correct the name.',
		],
		[
			'an unknown implementation',
			() => findSubject(catalogue, 'go/chi:single'),
			'There is no implementation "go/chi".',
			'Add implementations/go/chi/implementation.json or correct the subject "go/chi:single".',
		],
		[
			'an unknown variant',
			() => findSubject(catalogue, 'node/http:cluster'),
			'Implementation "node/http" has no variant "cluster".',
			'It has: single, pool.',
		],
		[
			'a subject without a variant',
			() => findSubject(catalogue, 'node/http'),
			'Implementation "node/http" has no variant "".',
			'It has: single, pool.',
		],
	])('names %s and what there is', (_, find, message, hint) => {
		expect(find).toThrow(expect.objectContaining({ message, hint }));
	});
});

function repositoryWith(files: Record<string, string>): string {
	const root = temporaryFolder();
	writeFiles(root, {
		'content/experiments/prime.yaml': asText(sampleExperiment()),
		'content/workloads/prime.yaml': asText(workload),
		'implementations/go/net-http/implementation.json': asText(implementation),
		...files,
	});
	return root;
}

/** JSON is YAML too (YAML 1.2, section 1.3). */
function asText(value: unknown): string {
	return JSON.stringify(value);
}
