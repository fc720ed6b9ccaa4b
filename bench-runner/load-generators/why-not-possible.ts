import type { Load } from '../../src/core/schemas/experiment.ts';
import type { Capabilities, GeneratorId } from '../../src/core/schemas/generator.ts';

/** Undefined when the generator can drive the load; otherwise what it lacks, as half a sentence. */
export function whyNotPossible(load: Load, id: GeneratorId, can: Capabilities): string | undefined {
	if (load.kind === 'open' && !can.openLoop.includes(load.arrivals)) {
		return can.openLoop.length === 0
			? `${id} drives closed loops alone, because it sends a connection's next request only after the answer to the last`
			: `${id} keeps a rate with ${can.openLoop.join(' or ')} arrivals alone, not ${load.arrivals} ones`;
	}
	if (load.kind === 'closed' && load.ratePerSecondMax !== undefined && !can.rateCeiling) {
		return `${id} cannot hold a closed loop below a rate`;
	}
	if (load.mix !== undefined && !can.mixedOperations) {
		return `${id} asks for one operation only, not for a mix`;
	}
	if (load.correction !== undefined && !can.correction?.canSwitch) {
		return can.correction
			? `the correction of ${id} cannot be turned ${load.correction}: it always ${can.correction.does}`
			: `${id} corrects no latencies, so there is nothing to turn ${load.correction}`;
	}
	return undefined;
}
