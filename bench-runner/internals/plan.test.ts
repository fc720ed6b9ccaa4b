import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../arguments.ts';
import { readJson } from '../json-file.ts';
import { type Plan, PlanSchema } from '../plan-file.ts';
import { readCores } from '../probes/topology.ts';
import { sampleCatalogue, sampleExperiment } from '../sample-catalogue.ts';
import { openLoad } from '../samples.ts';
import { plan } from '../stages/1-plan.ts';
import { temporaryRepository } from '../temporary.ts';
import { planInstrumentedTrials } from './plan.ts';

const instrumented = { loads: ['rate'] };
const hasTwoCores = readCores().length > 1;

describe('instrumented trials', () => {
	it('follow the rounds, one for each subject and track with such a load, without twins', () => {
		const { trials, instrumentedTrials = [] } = planned({ instrumented });
		expect(instrumentedTrials.map(describeTrial).toSorted()).toEqual([
			'1 go/net-http:single rate',
			'1 node/http:pool rate',
			'1 node/http:single rate',
		]);
		expect(instrumentedTrials.map(({ id }) => id)).toEqual([
			'prime/instrumented-trial-01',
			'prime/instrumented-trial-02',
			'prime/instrumented-trial-03',
		]);
		for (const trial of instrumentedTrials) {
			expect(trial).toMatchObject({ instrumented: true, warmupSeconds: 1 });
			expect(Object.keys(trial)).not.toContain('round');
			expect(Object.keys(trial)).not.toContain('profiled');
		}
		expect(trials).toHaveLength(hasTwoCores ? 18 : 12);
	});

	it.runIf(hasTwoCores)('come on every track that has the load', () => {
		const { instrumentedTrials = [] } = planned({ instrumented: { loads: ['capacity', 'rate'] } });
		expect(instrumentedTrials.map(describeTrial).toSorted()).toEqual([
			'1 go/net-http:single capacity,rate',
			'1 node/http:pool capacity,rate',
			'1 node/http:single capacity,rate',
			'all go/net-http:single capacity',
		]);
	});

	it('leave the rounds as they would be without them, and are shuffled too', () => {
		const without = planned({});
		expect(without).not.toHaveProperty('instrumentedTrials');
		expect(planned({ instrumented }).trials).toEqual(without.trials);
		const orders = Array.from({ length: 12 }, (_, seed) =>
			planInstrumentedTrials(sampleExperiment({ instrumented }), 'standard', without.trials, seed)
				.map(describeTrial)
				.join(),
		);
		expect(new Set(orders).size).toBeGreaterThan(2);
	});

	it('are one each, however many rounds there are, and only of the subjects asked for', () => {
		const { instrumentedTrials = [] } = planned({ instrumented }, { rounds: 5, only: ['node/*'] });
		expect(instrumentedTrials.map(describeTrial).toSorted()).toEqual([
			'1 node/http:pool rate',
			'1 node/http:single rate',
		]);
	});

	it('are in every profile but smoke, or in those that the experiment names', () => {
		const smoke: Partial<RunOptions> = { profile: 'smoke', rounds: 1, only: ['node/http:pool'] };
		expect(planned({ instrumented }, smoke).instrumentedTrials).toBeUndefined();
		expect(planned({ instrumented }, { profile: 'quick' }).instrumentedTrials).toHaveLength(3);
		const named = { ...instrumented, profiles: ['smoke' as const] };
		expect(planned({ instrumented: named }, smoke).instrumentedTrials).toHaveLength(1);
		expect(planned({ instrumented: named }).instrumentedTrials).toBeUndefined();
	});

	it('never ask for a load that the profile leaves out', () => {
		const { standard, ...others } = sampleExperiment().profiles;
		const profiles = { ...others, standard: { ...standard, loads: ['capacity'] } };
		expect(planned({ instrumented, profiles }).instrumentedTrials).toBeUndefined();
	});

	it('have loads of their own, which are in no round', () => {
		const { rate: _, ...others } = sampleExperiment().loads;
		const loads = { ...others, hard: { ...openLoad, instrumentedOnly: true as const } };
		const { trials, instrumentedTrials = [] } = planned({
			loads,
			instrumented: { loads: ['hard'] },
		});
		expect(trials.flatMap(({ windows }) => windows.map(({ load }) => load))).not.toContain('hard');
		expect(instrumentedTrials.map(describeTrial).toSorted()).toEqual([
			'1 go/net-http:single hard',
			'1 node/http:pool hard',
			'1 node/http:single hard',
		]);
	});

	it('count in the time that the plan takes, with the profiler’s', () => {
		const without = planned({}).estimateSeconds;
		const seconds = (profiled: object) =>
			planned({ instrumented: { ...instrumented, ...profiled } }).estimateSeconds - without;
		const plain = seconds({});
		expect(plain).toBeCloseTo(3 * 2.528, 1);
		expect(seconds({ profiled: true })).toBeGreaterThan(plain + 3);
	});

	it('are refused of a load that the experiment does not have, by name', () => {
		expect(() => planned({ instrumented: { loads: ['rates'] } })).toThrow(
			expect.objectContaining({
				message: 'Experiment "prime" instruments the load "rates", which it does not have.',
				hint: 'It has: capacity, rate.',
			}),
		);
	});

	it('keep the order and the processes of the experiment', () => {
		const loads = ['capacity', 'rate'];
		const experiment = sampleExperiment({ instrumented: { loads }, inOrder: true, processes: 4 });
		const { trials } = planned({ inOrder: true, processes: 4 });
		for (let seed = 0; seed < 8; seed++) {
			for (const trial of planInstrumentedTrials(experiment, 'standard', trials, seed)) {
				expect(trial.processes).toBe(4);
				if (trial.track === '1') expect(trial.windows.map(({ load }) => load)).toEqual(loads);
			}
		}
	});
});

function planned(
	changes: Partial<ReturnType<typeof sampleExperiment>>,
	options: Partial<RunOptions> = {},
): Plan {
	const folder = plan(
		temporaryRepository(),
		sampleCatalogue(sampleExperiment(changes)),
		{
			experiments: ['prime'],
			profile: 'standard',
			only: [],
			asPublished: false,
			resume: false,
			commit: false,
			...options,
		},
		new Date('2026-11-21T06:12:05Z'),
	);
	return readJson(folder.plan, PlanSchema);
}

function describeTrial({
	track,
	implementation,
	variant,
	windows,
}: NonNullable<Plan['instrumentedTrials']>[number]) {
	const loads = windows.map(({ load }) => load).toSorted();
	return `${track} ${implementation}:${variant} ${loads.join()}`;
}
