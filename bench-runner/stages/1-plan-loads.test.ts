import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/schemas/experiment.ts';
import { readJson } from '../json-file.ts';
import { PlanSchema } from '../plan-file.ts';
import { sampleCatalogue, sampleExperiment } from '../sample-catalogue.ts';
import { closedLoad } from '../samples.ts';
import { temporaryRepository } from '../temporary.ts';
import { plan } from './1-plan.ts';

const now = new Date('2026-11-21T06:12:05.678Z');

describe('the loads of a plan', () => {
	it('keeps the order of loads that say so, and gives each trial its processes', () => {
		const experiment = sampleExperiment({ inOrder: true, processes: 4 });
		const { trials } = planFor(experiment, 8);
		const orders = trials
			.filter(({ track }) => track === '1')
			.map(({ windows }) => windows.map(({ load }) => load).join());
		expect(new Set(orders)).toEqual(new Set(['capacity,rate']));
		expect(trials.every(({ processes }) => processes === 4)).toBe(true);
	});

	it('takes a share of a closed load of the same experiment, and of nothing else', () => {
		const share = {
			...closedLoad,
			kind: 'share' as const,
			arrivals: 'poisson' as const,
			share: 0.5,
		};
		const withShare = (of: string) =>
			planFor(sampleExperiment({ loads: { capacity: closedLoad, half: { ...share, of } } }));
		expect(
			withShare('capacity')
				.trials[0]?.windows.map(({ load }) => load)
				.toSorted(),
		).toEqual(['capacity', 'half']);
		expect(() => withShare('half')).toThrow(
			'Load "half" of experiment "prime" is a share of "half", which is no closed load of it.',
		);
		const ofSubjects = { 'go/net-http:limit': 'go/net-http:none' };
		const half = { ...share, of: 'capacity', ofSubjects };
		expect(() => planFor(sampleExperiment({ loads: { capacity: closedLoad, half } }))).toThrow(
			'Load "half" of experiment "prime" is a share of what "go/net-http:none" can do, which is no subject of it.',
		);
	});
});

function planFor(experiment: Experiment, rounds?: number) {
	const options = { only: [], asPublished: false, resume: false, commit: false };
	const asked = { experiments: ['prime'], profile: 'full' as const, ...(rounds && { rounds }) };
	const folder = plan(
		temporaryRepository(),
		sampleCatalogue(experiment),
		{ ...options, ...asked },
		now,
	);
	return readJson(folder.plan, PlanSchema);
}
