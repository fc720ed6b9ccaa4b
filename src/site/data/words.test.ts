import { describe, expect, it } from 'vitest';
import { sampleCell, sampleMachine, sampleRun } from '../../core/samples.ts';
import { VerdictNameSchema } from '../../core/schemas/claim.ts';
import { gatePage, gateSummary } from './gates.ts';
import { labelsOf, loadLabel, subjectLabel, trackLabel, type Tells } from './labels.ts';
import { languageOf, languages } from './languages.ts';
import { derive, inWords, measuredBehind } from './metrics.ts';
import { readImplementations } from './read-content.ts';
import { provenanceParts } from './provenance.ts';
import { uniqueId } from './unique-id.ts';
import { verdictIdentities } from './verdicts.ts';

describe('labels', () => {
	it('give the language, the framework as its title spells it, and the variant', () => {
		const titled = (title: string) => ({ title }) as Parameters<typeof subjectLabel>[1];
		expect(subjectLabel('go/net-http:as-published', titled('Go, net/http'))).toEqual({
			name: 'Go',
			framework: 'net/http',
			variant: 'as published',
			detail: 'as published',
			full: 'Go net/http, as published',
		});
		expect(subjectLabel('node/http:pool', titled('node:http')).full).toBe(
			'Node.js node:http, pool',
		);
		expect(subjectLabel('rust/axum:inline').full).toBe('Rust axum, inline');
	});

	it('of a chart that compares frameworks name these, and the variant where one has several', () => {
		const subjects = ['rust/axum:inline', 'rust/axum:mimalloc', 'rust/actix:thread-per-core'];
		const sources = { subjects, implementations: readImplementations(), measured: {} };
		const details = (tells: { tells?: Tells }) =>
			subjects.map((subject) => labelsOf(tells, sources)(subject).detail);
		expect(details({ tells: 'framework' })).toEqual([
			'axum, inline',
			'axum, mimalloc',
			'actix-web',
		]);
		expect(details({})).toEqual(['inline', 'mimalloc', 'thread per core']);
	});

	it('of a chart about JSON name Go’s engine and its version, as the run has it', () => {
		const subjects = ['go/net-http:single', 'go/net-http:json-v2', 'node/fastify:single'];
		const versions = { runtime: 'go1.26.8', 'encoding/json': 'v1, its own engine in go1.26.8' };
		const measured = { 'go/net-http': { sourceSha256: '0'.repeat(64), versions } };
		const sources = { subjects, implementations: readImplementations(), measured };
		const labels = subjects.map(labelsOf({ tells: 'json-engine' }, sources));
		expect(labels.map(({ detail }) => detail)).toEqual(['json v1', 'json v2', 'single']);
		expect(labels.map(({ full }) => full)).toEqual([
			'Go net/http, single, encoding/json v1, its own engine in go1.26.8',
			'Go net/http, json v2, encoding/json v2, experimental in go1.26.8',
			'Node.js Fastify, single',
		]);
	});

	it('of a chart about shared state name how requests share it, whatever the variant is called', () => {
		const subjects = [
			'go/net-http:single',
			'rust/axum:rw-lock',
			'rust/axum:moka',
			'node/http:single',
		];
		const sources = { subjects, implementations: readImplementations(), measured: {} };
		const labels = subjects.map(labelsOf({ tells: 'sharing' }, sources));
		expect(labels.map(({ detail }) => detail)).toEqual(['Mutex', 'RwLock', 'moka', 'Map']);
	});

	it('say what a load does', () => {
		const base = { operation: 'n2000', connections: 16, seconds: 1, tracks: ['1' as const] };
		expect(loadLabel({ kind: 'closed', ...base })).toBe('n2000, 16 connections in a closed loop');
		expect(loadLabel({ kind: 'open', arrivals: 'poisson', ratePerSecond: 500, ...base })).toBe(
			'n2000, 500 requests a second in an open loop',
		);
		expect([trackLabel('1'), trackLabel('all')]).toEqual(['one core', 'all cores']);
	});
});

describe('identities', () => {
	it('tell languages apart by shape, by dash and by colour, each alone', () => {
		const all = Object.values(languages);
		for (const part of ['shape', 'dash', 'colour'] as const) {
			expect(new Set(all.map((one) => String(one[part]))).size).toBe(all.length);
		}
		expect(languageOf('go/net-http:single')).toBe('go');
		expect(languageOf('systems/gateway-go:rust-auth-cache')).toBe('go');
		expect(languageOf('systems/gateway')).toBeUndefined();
	});

	it('give every verdict a word and a shape of its own', () => {
		const all = VerdictNameSchema.options.map((name) => verdictIdentities[name]);
		expect(new Set(all.map(({ word }) => word)).size).toBe(all.length);
		expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
	});
});

describe('metrics', () => {
	it('derive what a core has time for, and the time of one operation', () => {
		expect(derive('requestsPerCoreSecond', 25)).toBe(40);
		expect(derive('nsPerOperation', 30, 10_000_000)).toBe(3);
		expect(derive('serverCpuMsPerRequest', 7)).toBe(7);
		expect(() => derive('nsPerOperation', 30)).toThrow('states its demand');
		expect(measuredBehind('nsPerOperation')).toBe('serverCpuMsPerRequest');
		expect(measuredBehind('serverRssBytesMax')).toBe('serverRssBytesMax');
	});

	it('come with their unit', () => {
		expect(inWords('serverRssBytesMax', 45_200_000)).toEqual({ number: '45.2', unit: 'MB' });
		expect(inWords('nsPerOperation', 3.456)).toEqual({
			number: '3.46',
			unit: 'ns of CPU an operation',
		});
	});
});

it('provenance names date, machine, rounds and every label', () => {
	const run = sampleRun({
		machine: sampleMachine({ class: 'dev', physicalCores: 2 }),
		labels: ['quick profile'],
	});
	expect(provenanceParts({ run })).toEqual([
		'1 January 2026',
		'shared development machine, 2 cores',
		'6 rounds',
		'quick profile',
	]);
});

it('a gate has a place on the page of gates, and one that is no more has none', () => {
	expect(gatePage('head-room')).toBe('/trust/gates/#gate-head-room');
	expect(gatePage('quiet-machine')).toBeUndefined();
});

it('gates are counted over cells, with the reason of each that did not pass', () => {
	const pass = { gate: 'errors', pass: true };
	const cells = [
		sampleCell({ id: 'a', gates: [pass] }),
		sampleCell({ id: 'b', gates: [{ gate: 'errors', pass: false, reason: 'Two timed out.' }] }),
		sampleCell({ id: 'c', gates: [{ ...pass, reason: '1 of 8 windows did not pass.' }] }),
	];
	expect(gateSummary(cells)).toEqual([
		{
			gate: 'errors',
			passed: 2,
			of: 3,
			reasons: ['b: Two timed out.'],
			notes: ['c: 1 of 8 windows did not pass.'],
		},
	]);
});

it('ids are unique on a page and the same on every build', () => {
	const page = {};
	expect([
		uniqueId(page, 'x'),
		uniqueId(page, 'x'),
		uniqueId(page, 'y'),
		uniqueId({}, 'x'),
	]).toEqual(['x', 'x-2', 'y', 'x']);
});
