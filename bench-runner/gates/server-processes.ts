import { serverProcesses as about } from '../../src/core/gates/machine.ts';
import { atMost, type WindowGate } from './gate.ts';

/** A whole server that ends fails its trial; a worker of a cluster can die unseen. */
export const serverProcesses: WindowGate = {
	id: about.id,
	judge({ serverProcesses: processes }) {
		if (processes === undefined) return undefined;
		const { before, after } = processes;
		return atMost(
			about.id,
			Math.abs(after - before),
			about.limit,
			() => `The server had ${before} processes before the window and ${after} after it.`,
		);
	},
};
