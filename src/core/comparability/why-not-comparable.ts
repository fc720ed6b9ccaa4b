import type { MeasuredCell } from '../schemas/cell.ts';
import { subjectOf } from '../selection/find-cell.ts';

/**
 * Undefined when the figures of two cells may be set against each other; otherwise a sentence that says
 * why not. Two cells of one run share machine, commit and load generator; those of two runs may share
 * neither, and results of different generators are never compared.
 *
 * @param acrossLoads whoever asks has named both loads, and means what differs between them
 */
export function whyNotComparable(
	a: MeasuredCell,
	b: MeasuredCell,
	acrossLoads = false,
): string | undefined {
	const names = `${subjectOf(a)} and ${subjectOf(b)} cannot be compared`;
	const [one, other] = [generatorOf(a), generatorOf(b)];
	if (one !== other) return `${names}: ${one} and ${other} do not measure the same.`;
	for (const [property, said] of SHARED) {
		if (acrossLoads && property === 'load') continue;
		if (a[property] !== b[property]) {
			return `${names}: ${said} (${a[property]} and ${b[property]}).`;
		}
	}
	if (a.generatorShared !== b.generatorShared) {
		return `${names}: the load generator had a core of its own for only one of them.`;
	}
	return undefined;
}

function generatorOf({ loadDefinition }: MeasuredCell): string {
	return loadDefinition.generator ?? 'pacer';
}

const SHARED = [
	['run', 'they are of different runs'],
	['experiment', 'they answer different experiments'],
	['workload', 'they did different work'],
	['load', 'they had different loads'],
	['track', 'they are of different core tracks'],
	['cores', 'they had different numbers of cores'],
] as const;
