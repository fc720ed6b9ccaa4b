import type { MeasuredCell } from '../schemas/cell.ts';
import type { Run } from '../schemas/run.ts';
import { subjectOf } from '../selection/find-cell.ts';

/** Undefined when figures of two runs may be set against each other at all; otherwise one sentence that says why not. */
export function whyRunsNotComparable(a: Run, b: Run): string | undefined {
	if (a.id === b.id) return `Run ${a.id} cannot be compared with itself.`;
	for (const run of [a, b]) {
		const problem = whyRunNotUsable(run);
		if (problem) return problem;
	}
	if (!a.experiments.some((experiment) => b.experiments.includes(experiment))) {
		return `Runs ${a.id} and ${b.id} have no experiment in common (${a.experiments.join(', ')} and ${b.experiments.join(', ')}).`;
	}
	const published = [a, b].find((run) => run.asPublished);
	if (published && !(a.asPublished && b.asPublished)) {
		return `Run ${published.id} holds the loads that an article published, by the article’s tools, and the other run our own loads, so they are never compared.`;
	}
	const [first, second] = [a, b].map(({ generator }) => `${generator.id} ${generator.version}`);
	if (first !== second) {
		return `Runs ${a.id} and ${b.id} were loaded by ${first} and ${second}, and results of different generators are never compared.`;
	}
	return undefined;
}

/**
 * Undefined when absolute figures of two runs may be compared. Otherwise the sentence that says why not: only
 * ratios of subjects within each run remain.
 */
export function whyOnlyRatios(a: Run, b: Run): string | undefined {
	for (const [property, said] of MACHINE) {
		const [first, second] = [a.machine[property], b.machine[property]];
		if (first !== second) {
			return `The two runs are of ${said} (${first} and ${second}), so only ratios within each run are compared.`;
		}
	}
	for (const [property, said] of LAYOUT) {
		const differ = a.layouts.find((one) =>
			b.layouts.some(
				(other) => other.track === one.track && String(other[property]) !== String(one[property]),
			),
		);
		if (differ) {
			return `On track ${differ.track} ${said}, so only ratios within each run are compared.`;
		}
	}
	return undefined;
}

/** Undefined when one cell of two runs was measured in the same way in both; otherwise a sentence. */
export function whyCellNotComparable(a: MeasuredCell, b: MeasuredCell): string | undefined {
	const failed = [a, b].flatMap((cell) =>
		cell.gates.filter(({ pass }) => !pass).map(({ gate }) => `gate ${gate} in ${cell.run}`),
	);
	const name = `${subjectOf(a)} at ${a.load} on track ${a.track}`;
	if (failed.length > 0) return `${name} did not pass ${failed.join(' and ')}.`;
	if (a.workload !== b.workload) {
		return `${name} did different work (${a.workload} and ${b.workload}).`;
	}
	const load = differenceOfLoads(a.loadDefinition, b.loadDefinition);
	if (load) return `${name} had another load: ${load}.`;
	if (a.cores !== b.cores) return `${name} had ${a.cores} and ${b.cores} cores.`;
	if (a.generatorShared !== b.generatorShared) {
		return `${name}: the load generator had a core of its own in only one of the runs.`;
	}
	return undefined;
}

/** A failed gate or a smoke profile of the whole run. A quick run is comparable: few rounds make its intervals wide. */
export function whyRunNotUsable(run: Run): string | undefined {
	if (run.profile === 'smoke') {
		return `Run ${run.id} has the smoke profile, whose windows are too short to be compared.`;
	}
	const failed = run.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	if (failed.length > 0) return `Run ${run.id} did not pass its gates: ${failed.join(', ')}.`;
	if (run.trials.measured === 0) return `Run ${run.id} measured nothing.`;
	return undefined;
}

const MACHINE = [
	['class', 'different machine classes'],
	['cpuModel', 'different processors'],
	['architecture', 'different architectures'],
	['physicalCores', 'machines with different numbers of cores'],
] as const;

/** Where it ran and for how long are no part of what a server had to do. */
const NOT_THE_LOAD = new Set(['tracks', 'subjects', 'profiles', 'seconds', 'asPublished']);

function differenceOfLoads(a: object, b: object): string | undefined {
	const [first, second] = [a, b].map((load) => new Map<string, unknown>(Object.entries(load)));
	const names = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
	for (const name of names) {
		const values = [first, second].map((load) => said(load?.get(name)));
		if (!NOT_THE_LOAD.has(name) && values[0] !== values[1])
			return `${name} ${values.join(' and ')}`;
	}
	return undefined;
}

function said(value: unknown): string {
	return value === undefined ? 'none' : JSON.stringify(value);
}

const LAYOUT = [
	['pinned', 'only one of the two runs pinned processes to cores'],
	['awakeCpus', 'the two runs did not keep the same CPUs awake'],
	['generatorFirst', 'the load generator came before other programs in only one of the two runs'],
] as const;
