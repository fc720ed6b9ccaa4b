import type { SendingLoad } from '../../src/core/schemas/experiment.ts';
import type { Capabilities, GeneratorId } from '../../src/core/schemas/generator.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';

/** Undefined when the generator can drive the load; otherwise what it lacks, as half a sentence. */
export function whyNotPossible(
	load: SendingLoad,
	operations: readonly Operation[],
	id: GeneratorId,
	can: Capabilities,
): string | undefined {
	if (load.kind !== 'closed' && !can.openLoop.includes(load.arrivals)) {
		return can.openLoop.length === 0
			? `${id} drives closed loops alone, because it sends a connection's next request only after the answer to the last`
			: `${id} keeps a rate with ${can.openLoop.join(' or ')} arrivals alone, not ${load.arrivals} ones`;
	}
	if (load.kind === 'closed' && load.ratePerSecondMax !== undefined && !can.rateCeiling) {
		return `${id} cannot hold a closed loop below a rate`;
	}
	if (operations.length > 1 && !can.mixedOperations) {
		return `${id} asks for one operation only, not for a mix`;
	}
	if (load.newConnections && !can.newConnections) {
		return `${id} keeps its connections and cannot time the opening of one for each request`;
	}
	if (load.refusal !== undefined && !can.refusals) {
		return `${id} cannot tell a refusal that is expected from a wrong answer`;
	}
	const spoken = operations.some(({ websocket }) => websocket);
	if (spoken !== (can.speaks === 'websocket')) {
		return spoken ? `${id} opens no WebSockets` : `${id} sends messages on WebSockets alone`;
	}
	if (operations.some(({ parameters }) => parameters) && !can.templates) {
		return `${id} cannot fill parameters into paths and bodies`;
	}
	return whyNotCorrected(load, id, can.correction);
}

function whyNotCorrected(
	load: SendingLoad,
	id: GeneratorId,
	correction: Capabilities['correction'],
): string | undefined {
	if (load.correction === undefined) return undefined;
	if (!correction)
		return `${id} corrects no latencies, so there is nothing to turn ${load.correction}`;
	if (!correction.canSwitch) {
		return `the correction of ${id} cannot be turned ${load.correction}: it always ${correction.does}`;
	}
	if (load.kind !== 'closed' || load.ratePerSecondMax !== undefined) return undefined;
	return `${id} corrects latencies only where it is given a rate`;
}
