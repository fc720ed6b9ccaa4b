import { buildImplementation } from '../../implementations/contract/build.ts';
import { workloadsOf } from '../../src/core/schemas/implementation.ts';
import { matchesAny } from '../../src/core/selection/subject-pattern.ts';
import { findSubject, partSubjects, readCatalogue } from '../catalogue.ts';
import { describeError } from '../error.ts';
import { startGuardian } from '../processes/guardian.ts';
import { createServices } from '../services.ts';
import { verifySubject } from '../stages/3-verify.ts';

/** Builds every implementation and puts every variant through the contract and the proofs of its workloads. */
export async function verifyAll(root: string, only: readonly string[]): Promise<number> {
	const catalogue = readCatalogue(root);
	const guardian = startGuardian();
	const services = createServices(() => undefined);
	let failed = 0;
	const say = (line: string) => void process.stdout.write(`${line}\n`);
	try {
		for (const implementation of catalogue.implementations.values()) {
			const subjects = Object.keys(implementation.variants)
				// What only stands behind a front is asked through it.
				.filter((variant) => workloadsOf(implementation, variant).length > 0)
				.map((variant) => `${implementation.id}:${variant}`)
				.filter((subject) => matchesAny(subject, only));
			if (subjects.length === 0) continue;
			try {
				const all = subjects.flatMap((one) => [one, ...partSubjects(catalogue, one)]);
				const programs = all.map((one) => findSubject(catalogue, one).implementation);
				for (const program of new Set(programs)) await buildImplementation(program, program.folder);
			} catch (error) {
				failed += subjects.length;
				say(`fail  ${implementation.id}: ${describeError(error)}`);
				continue;
			}
			for (const subject of subjects) {
				const { variant } = findSubject(catalogue, subject);
				const workloads = workloadsOf(implementation, variant).flatMap(
					(id) => catalogue.workloads.get(id) ?? [],
				);
				const { checked, failures } = await verifySubject(catalogue, subject, workloads, {
					guardian,
					services,
				});
				if (failures.length > 0) failed++;
				say(`${failures.length > 0 ? 'fail' : 'pass'}  ${subject}  ${checked} checks`);
				for (const failure of failures) say(`      ${failure}`);
			}
		}
	} finally {
		await services.stop();
		guardian.close();
	}
	return failed > 0 ? 1 : 0;
}
