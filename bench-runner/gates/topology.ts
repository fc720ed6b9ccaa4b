import type { Layout } from '../../src/core/schemas/run.ts';
import { topology as about } from '../../src/core/gates/machine.ts';
import type { WindowGate } from './gate.ts';

/**
 * What the plan says of the cores is what happened: the affinity is read back from both sides while they work. The
 * server must have all of its CPUs too, since with fewer it would start fewer threads.
 */
export const topology: WindowGate = {
	id: about.id,
	judge({ layout, placement, coreSiblings = [] }) {
		if (!layout.pinned || placement === undefined) return undefined;
		const reasons = [
			differs('server', placement.server, layout.serverCpus),
			differs('generator', placement.generator, layout.generatorCpus),
			splitCore(layout, coreSiblings),
		].filter((reason) => reason !== undefined);
		const base = { gate: about.id, value: reasons.length, threshold: about.limit };
		if (reasons.length === 0) return { ...base, pass: true };
		return { ...base, pass: false, reason: `${reasons.join('; ')}.` };
	},
};

function differs(side: string, seen: readonly number[], planned: readonly number[]) {
	const [was, should] = [seen, planned].map((cpus) => [...cpus].sort((a, b) => a - b).join(', '));
	return was === should ? undefined : `the ${side} could use CPU ${was}, not ${should} as planned`;
}

/** Where the generator has no core of its own, it is the gate `generator-cpu` that keeps it small. */
function splitCore(
	{ serverCpus, generatorCpus, generatorShared }: Layout,
	coreSiblings: readonly (readonly number[])[],
) {
	if (generatorShared) return undefined;
	const split = coreSiblings.find(
		(core) =>
			core.some((cpu) => serverCpus.includes(cpu)) &&
			core.some((cpu) => generatorCpus.includes(cpu)),
	);
	return split && `server and generator share the physical core of CPUs ${split.join(', ')}`;
}
