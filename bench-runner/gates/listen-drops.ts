import { listenDrops as about } from '../../src/core/gates/traffic.ts';
import { atMost, type WindowGate } from './gate.ts';

/** A connection that the kernel turned away comes back after a second, and the server never knew of it. */
export const listenDrops: WindowGate = {
	id: about.id,
	judge({ kernel }) {
		if (kernel?.listenDrops === undefined) return undefined;
		return atMost(
			about.id,
			kernel.listenDrops,
			about.limit,
			(drops) => `The kernel dropped ${drops} connections because an accept queue was full.`,
		);
	},
};
