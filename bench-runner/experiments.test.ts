import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { operationsOf } from '../src/core/operations-of.ts';
import { ProfileNameSchema } from '../src/core/schemas/experiment.ts';
import { workloadsOf } from '../src/core/schemas/implementation.ts';
import { findSubject, findWorkload, readCatalogue } from './catalogue.ts';
import { readJson } from './json-file.ts';
import { PlanSchema } from './plan-file.ts';
import { readCores } from './probes/topology.ts';
import { plan } from './stages/1-plan.ts';
import { temporaryRepository } from './temporary.ts';

const catalogue = readCatalogue(join(import.meta.dirname, '..'));
const experiments = [...catalogue.experiments.values()];
const now = new Date('2026-11-28T12:00:00Z');

describe.each(experiments)('the experiment $id', (experiment) => {
	// With more cores there are as many tracks; with one there is none that leaves a core to the generator.
	it.runIf(readCores().length > 1).each(ProfileNameSchema.options)(
		'fits the time of the profile %s on a machine of two cores',
		(profile) => {
			const options = { experiments: [experiment.id], profile, only: [], commit: false };
			const folder = plan(
				temporaryRepository(),
				catalogue,
				{ ...options, asPublished: false, resume: false },
				now,
			);
			expect(readJson(folder.plan, PlanSchema).trials.length).toBeGreaterThan(0);
		},
	);

	it('asks its subjects for nothing but what they serve', () => {
		for (const { id } of experiment.subjects) {
			const { implementation, variant } = findSubject(catalogue, id);
			expect(workloadsOf(implementation, variant), id).toContain(experiment.workload);
		}
	});

	// idle-cost counts what a program holds that was asked nothing, and has no warm-up.
	const warmsUp = Object.values(experiment.profiles).some(({ warmupSeconds }) => warmupSeconds > 0);
	it.runIf(warmsUp)('warms up with operations that its workload has', () => {
		const { operations } = findWorkload(catalogue, experiment);
		const asked = operationsOf(experiment.warmup).map(({ id }) => id);
		expect(asked).not.toHaveLength(0);
		expect(Object.keys(operations)).toEqual(expect.arrayContaining(asked));
	});

	it('instruments loads that it has', () => {
		const known = Object.keys(experiment.loads);
		expect(known).toEqual(expect.arrayContaining(experiment.instrumented?.loads ?? []));
	});
});
