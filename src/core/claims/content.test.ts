import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
	ArticleClaimsSchema,
	type ArticleClaims,
	type CellMetric,
	type Check,
	type Test,
} from '../schemas/claim.ts';
import { ExperimentSchema } from '../schemas/experiment.ts';
import { parseOrExplain } from '../schemas/sentence.ts';
import { WorkloadSchema } from '../schemas/workload.ts';
import { judge } from './judge.ts';
import { noRun } from './samples.ts';
import { quantityOf } from './words.ts';

/*
 * The claims as they stand in content/claims: complete, well formed, and about cells that exist.
 */
const root = new URL('../../../content/', import.meta.url);
const articles = readdirSync(new URL('claims/', root)).map(readArticle);

describe('content/claims', () => {
	it('holds 92 claims and 12 checks of five articles', () => {
		const counts = articles.map(({ id, claims, checks }) => [id, claims.length, checks.length]);
		expect(counts).toEqual([
			['distributed-apis', 20, 1],
			['go-node-real-projects', 26, 5],
			['high-traffic-api', 14, 2],
			['prime-microservice', 21, 4],
			['rust-go-backends', 11, 0],
		]);
		expect(articles.flatMap(({ claims }) => claims)).toHaveLength(92);
	});

	it.each(articles)('gives each claim and check of $id a name of its own', ({ claims, checks }) => {
		const ids = [...claims, ...checks].map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it.each(articles)("prints the article's figure for each measured claim of $id", ({ claims }) => {
		const bare = claims.filter(({ kind, figure }) => kind === 'measured' && !figure);
		expect(bare).toEqual([]);
	});

	it.each(articles)('says that what is untestable in $id is so', ({ claims }) => {
		for (const claim of claims.filter(({ kind }) => kind === 'untestable')) {
			expect(judge(claim, noRun).verdict).toBe('untestable');
		}
	});

	it.each(articles)('tests $id only by cells that its experiments have', ({ claims, checks }) => {
		for (const { id, experiment, test } of [...claims, ...checks]) {
			for (const cell of test ? cellsOf(test) : []) {
				expect(exists(cell, experiment), `${id}: ${JSON.stringify(cell)}`).toBe(true);
			}
		}
	});

	it.each(articles)('has words for all that $id is compared in', ({ claims, checks }) => {
		const compared = [...claims, ...checks].flatMap(({ test }) => {
			if (test?.kind === 'ratio') return [test.numerator];
			if (test?.kind === 'tie') return test.cells;
			return test?.kind === 'order' ? test.ascending : [];
		});
		for (const { metric } of compared) expect(quantityOf(metric)).not.toBe(metric);
	});

	it.each(articles)('puts cells that exist beside each row of the tables of $id', ({ tables }) => {
		for (const { experiment, rows, metrics } of tables ?? []) {
			for (const { sides, label } of rows) {
				for (const { ours, theirs } of sides) {
					expect(exists(ours, experiment), `${label}: ${JSON.stringify(ours)}`).toBe(true);
					expect(metrics).toEqual(expect.arrayContaining(Object.keys(theirs)));
				}
			}
		}
	});

	it.each(articles)('has a test for each claim of $id', ({ id }) => {
		const without = article(id).filter(({ test }) => test === undefined);
		expect(without.map((claim) => claim.id)).toEqual([]);
	});

	it('needs as many divisions as the workload says', () => {
		const workload = parseOrExplain(WorkloadSchema, read('workloads/prime.yaml'), 'prime.yaml');
		const demands = article('prime-microservice').flatMap(({ test }) =>
			test?.kind === 'demand' ? [test.operationsPerRequest] : [],
		);
		expect(new Set(demands)).toEqual(
			new Set([workload.operations['n20000']?.demand?.['divisions']]),
		);
	});
});

describe('what arithmetic and sources decide before any run', () => {
	it.each([
		['prime-microservice', 'node-rate', 'impossible', '2.25 times too many'],
		['prime-microservice', 'go-rate', 'impossible', '3.46 times too many'],
		['prime-microservice', 'rust-rate', 'impossible', '4.49 times too many'],
		['prime-microservice', 'divisions', 'impossible', '10.1 thousand million a second'],
		['prime-microservice', 'littles-law', 'fails', ': Rust, 24,000 a second x 2 ms = 48 of 100.'],
		['prime-microservice', 'identical-logic', 'fails', '64 bits'],
		[
			'go-node-real-projects',
			'littles-law',
			'holds',
			'CRUD, Go, 12,400 a second x 7 ms = 86.8 of 100',
		],
		[
			'go-node-real-projects',
			'forty-percent',
			'fails',
			': at 500 users 1.64, at 1,000 users 1.93.',
		],
		['go-node-real-projects', 'capacity-sentence', 'holds', 'at 100 users 8,900'],
		['go-node-real-projects', 'cluster-ipc-cause', 'fails', 'one message'],
		['distributed-apis', 'stack-sizes', 'fails', '2 KB'],
		['prime-microservice', 'go-vs-node', 'not-yet-measured', 'no run yet'],
		['prime-microservice', 'response-size', 'not-yet-measured', 'no run yet'],
		['distributed-apis', 'encoding-share', 'not-yet-measured', 'no run yet'],
		['high-traffic-api', 'memory-order', 'not-yet-measured', 'no run yet'],
		['rust-go-backends', 'fastjson-api', 'untestable', 'counts neither time nor lines'],
		['go-node-real-projects', 'cluster-p99', 'not-yet-measured', 'no run yet'],
	])('%s/%s: %s', (articleId, id, verdict, words) => {
		const claim = article(articleId).find((candidate) => candidate.id === id);
		expect(claim).toBeDefined();
		const judged = judge(claim as Check, noRun);
		expect(judged.verdict).toBe(verdict);
		expect(judged.reason).toContain(words);
	});
});

function article(id: string): Check[] {
	const found = articles.find((candidate) => candidate.id === id);
	return found ? [...found.claims, ...found.checks] : [];
}

type CellPlace = Omit<CellMetric, 'metric'>;

function cellsOf(test: Test): CellPlace[] {
	switch (test.kind) {
		case 'figure':
			return [test.ours];
		case 'reported':
			return test.ours;
		case 'ratio':
			return [test.numerator, test.denominator];
		case 'tie':
			return test.cells;
		case 'order':
			return test.ascending;
		case 'share':
			return test.parts.flatMap(({ whole, without }) => [whole, without]);
		case 'demand':
			return test.ours ? [test.ours] : [];
		case 'response-size':
			return test.ours;
		case 'source':
			return test.ours ?? [];
		default:
			return [];
	}
}

function exists({ subject, track, load }: CellPlace, id: string | undefined): boolean {
	const file = `experiments/${id}.yaml`;
	if (id === undefined || !existsSync(new URL(file, root))) return false;
	const experiment = parseOrExplain(ExperimentSchema, read(file), file);
	const declared = experiment.subjects.find((candidate) => candidate.id === subject);
	return Boolean(
		declared?.tracks.includes(track) && experiment.loads[load]?.tracks.includes(track),
	);
}

function readArticle(file: string): ArticleClaims {
	const parsed = parseOrExplain(ArticleClaimsSchema, read(`claims/${file}`), file);
	expect(`${parsed.id}.yaml`).toBe(file);
	return parsed;
}

function read(path: string): unknown {
	return parse(readFileSync(new URL(path, root), 'utf8'), { merge: true });
}
