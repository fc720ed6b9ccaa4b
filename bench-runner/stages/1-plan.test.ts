import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../arguments.ts';
import { readJson } from '../json-file.ts';
import { type Plan, PlanSchema } from '../plan-file.ts';
import { readCores } from '../probes/topology.ts';
import { sampleCatalogue, sampleExperiment } from '../sample-catalogue.ts';
import { closedLoad, openLoad } from '../samples.ts';
import { git, temporaryRepository } from '../temporary.ts';
import { estimateRunSeconds, plan } from './1-plan.ts';

const now = new Date('2026-11-21T06:12:05.678Z');

describe('the plan', () => {
	it('has every subject once a round on each track it is declared for, and the twin beside its original', () => {
		const { trials, rounds } = planFor({}, now);
		expect(rounds).toBe(3);
		const onAllCores = readCores().length > 1 ? ['all go/net-http:single', 'all twin'] : [];
		for (const round of [1, 2, 3]) {
			const entrants = trials.filter((trial) => trial.round === round).map(describeTrial);
			expect(entrants.toSorted()).toEqual([
				'1 go/net-http:single',
				'1 node/http:pool',
				'1 node/http:single',
				'1 twin',
				...onAllCores,
			]);
		}
	});

	it('gives each trial an id and a place of its own, and each window its load, its definition and its length', () => {
		const { trials } = planFor({}, now);
		expect(new Set(trials.map(({ id }) => id)).size).toBe(trials.length);
		const second = trials.filter(({ round }) => round === 2);
		expect(second.map(({ order }) => order)).toEqual(second.map((_, index) => index + 1));
		expect(second[0]?.id).toBe('prime/round-02-trial-01');
		for (const { track, windows } of trials) {
			expect(windows.map(({ load }) => load).toSorted()).toEqual(
				track === '1' ? ['capacity', 'rate'] : ['capacity'],
			);
		}
		const profile = { rounds: 1, warmupSeconds: 0, windowScale: 0.5 };
		const { smoke: _, ...others } = sampleExperiment().profiles;
		const halved = sampleExperiment({ profiles: { ...others, smoke: profile } });
		const [trial] = planFor({ profile: 'smoke' }, now, halved).trials;
		expect(trial?.windows[0]).toMatchObject({ seconds: 0.5, definition: { seconds: 1 } });
	});

	it('allows for the time that a variant takes to be ready', () => {
		const catalogue = sampleCatalogue();
		const variant = catalogue.implementations.get('node/http')?.variants['pool'];
		if (!variant) throw new Error('The sample has no pool.');
		const before = estimateRunSeconds(catalogue, options({}));
		variant.startSeconds = 20;
		expect(estimateRunSeconds(catalogue, options({})) - before).toBeCloseTo(3 * 20);
	});

	it('shuffles trials and windows anew in each round', () => {
		const { trials } = planFor({ profile: 'full', rounds: 12 }, now);
		const rounds = Map.groupBy(trials, ({ round }) => round);
		const orders = [...rounds.values()].map((round) => round.map(describeTrial).join());
		expect(new Set(orders).size).toBeGreaterThan(6);
		const windows = trials
			.filter(({ track }) => track === '1')
			.map((trial) => trial.windows.map(({ load }) => load).join());
		expect(new Set(windows)).toEqual(new Set(['capacity,rate', 'rate,capacity']));
	});

	it('is the same for the same seed, and the seed is in it', () => {
		const first = planFor({}, now);
		expect(planFor({}, now).trials).toEqual(first.trials);
		expect(first.seed).toBe(Math.floor(now.getTime() / 1000));
		const later = planFor({}, new Date(now.getTime() + 1000));
		expect(later.trials.map(describeTrial)).not.toEqual(first.trials.map(describeTrial));
	});

	it('is named by time, experiment and profile, and says which commit and what was left out', () => {
		const root = temporaryRepository();
		const folder = plan(root, sampleCatalogue(), options({ only: ['go/*'] }), now);
		const written = readJson(folder.plan, PlanSchema);
		expect(written).toMatchObject({
			id: '20261121-061205-prime-standard',
			commit: git(root, 'rev-parse', 'HEAD'),
			dirty: false,
			labels: ['only go/*'],
			workloads: { prime: 'prime' },
		});
		expect(new Set(written.trials.map(({ implementation }) => implementation))).toEqual(
			new Set(['go/net-http']),
		);
	});

	it('takes only the loads and tracks of its profile', () => {
		const few = {
			rounds: 1,
			warmupSeconds: 0,
			windowScale: 1,
			loads: ['rate'],
			tracks: ['1' as const],
		};
		const { smoke: _, ...others } = sampleExperiment().profiles;
		const { trials } = planFor(
			{ profile: 'smoke' },
			now,
			sampleExperiment({ profiles: { ...others, smoke: few } }),
		);
		expect(trials).toHaveLength(4);
		expect(trials.every(({ track }) => track === '1')).toBe(true);
		expect(trials.flatMap(({ windows }) => windows.map(({ load }) => load))).toEqual(
			new Array(4).fill('rate'),
		);
	});
});

describe('loads that are not for everybody', () => {
	const loads = {
		capacity: closedLoad,
		only: { ...closedLoad, subjects: ['node/*'] },
		long: { ...closedLoad, profiles: ['full' as const] },
		article: {
			...closedLoad,
			generator: 'autocannon' as const,
			seconds: 10,
			tracks: ['1' as const, 'all' as const],
			subjects: ['node/http:single'],
			asPublished: true as const,
		},
	};
	const profile = {
		rounds: 1,
		warmupSeconds: 1,
		windowScale: 2,
		loads: ['capacity', 'only', 'long'],
	};
	const profiles = { smoke: profile, quick: profile, standard: profile, full: profile };
	const planned = (changes: Partial<RunOptions>, own = loads) =>
		planFor(changes, now, sampleExperiment({ loads: own, profiles })).trials.map((trial) => [
			describeTrial(trial),
			...trial.windows.map(({ load, seconds }) => `${load} ${seconds}`).toSorted(),
		]);

	it('gives a subject the loads that name it, in the profiles that they name', () => {
		expect(planned({ profile: 'quick', only: ['node/http:single', 'go/*'] }).toSorted()).toEqual([
			['1 go/net-http:single', 'capacity 2'],
			['1 node/http:single', 'capacity 2', 'only 2'],
			['1 twin', 'capacity 2'],
		]);
		expect(planned({ profile: 'full', only: ['node/http:pool'] })).toEqual([
			['1 node/http:pool', 'capacity 2', 'long 2', 'only 2'],
		]);
	});

	it('starts no server that gets no load', () => {
		const { only } = loads;
		const trials = planned({}, { only } as typeof loads).map(([subject]) => subject);
		expect(trials.toSorted()).toEqual(['1 node/http:pool', '1 node/http:single']);
		expect(() => planned({ only: ['go/*'] }, { only } as typeof loads)).toThrow(
			'No load of "prime" is for go/* in the profile "standard".',
		);
	});

	it('runs what an article published alone, as long as the article did, on every core', () => {
		const plan = planFor({ asPublished: true }, now, sampleExperiment({ loads, profiles }));
		expect(plan).toMatchObject({
			id: '20261121-061205-prime-as-published-standard',
			asPublished: true,
		});
		expect(planned({ asPublished: true }).toSorted()).toEqual([
			['1 node/http:single', 'article 10'],
			['all node/http:single', 'article 10'],
		]);
		expect(() => planFor({ asPublished: true }, now)).toThrow(
			'No article published a command for the experiment "prime".',
		);
	});
});

describe('what is refused', () => {
	it('names what a load generator cannot do', () => {
		const loads = { rate: { ...openLoad, generator: 'wrk' as const } };
		expect(() => planFor({}, now, sampleExperiment({ loads }))).toThrow(
			/^Load "rate" of experiment "prime" cannot be run: wrk drives closed loops alone/,
		);
	});

	it('does not squeeze what is longer than its profile', () => {
		expect(() => planFor({ profile: 'smoke', rounds: 40 }, now)).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(
					/^The plan of \d+ trials takes about [\d.]+ minutes; the profile "smoke" allows 0\.3 minutes\.$/,
				),
				hint: expect.stringContaining('--only'),
			}),
		);
	});

	it('names a pattern that no subject matches, and the subjects', () => {
		expect(() => planFor({ only: ['rust/*'] }, now)).toThrow(
			expect.objectContaining({
				message: 'No subject of "prime" matches rust/*.',
				hint: 'Its subjects: go/net-http:single, node/http:single, node/http:pool.',
			}),
		);
	});

	it('names an operation that the workload does not have', () => {
		const loads = { capacity: { ...closedLoad, operation: 'n7' } };
		expect(() => planFor({}, now, sampleExperiment({ loads }))).toThrow(
			expect.objectContaining({
				message: expect.stringContaining(
					'Load "capacity" of experiment "prime" asks for the operation "n7"',
				),
				hint: 'The workload has: n2000.',
			}),
		);
	});

	it('names an experiment that does not exist', () => {
		expect(() => planFor({ experiments: ['primes'] }, now)).toThrow('no experiment "primes"');
	});
});

function planFor(changes: Partial<RunOptions>, when: Date, experiment = sampleExperiment()): Plan {
	const folder = plan(temporaryRepository(), sampleCatalogue(experiment), options(changes), when);
	return readJson(folder.plan, PlanSchema);
}

function options(changes: Partial<RunOptions>): RunOptions {
	return {
		experiments: ['prime'],
		profile: 'standard',
		only: [],
		asPublished: false,
		resume: false,
		commit: false,
		...changes,
	};
}

function describeTrial({ track, duplicate, implementation, variant }: Plan['trials'][number]) {
	return `${track} ${duplicate ? 'twin' : `${implementation}:${variant}`}`;
}
