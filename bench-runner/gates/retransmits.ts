import { retransmits as about } from '../../src/core/gates/traffic.ts';
import { atMost, type WindowGate } from './gate.ts';

/** Judged by the answers that one could have delayed; one in all is allowed, since it may be a stranger's. */
export const retransmits: WindowGate = {
	id: about.id,
	judge({ kernel, result }) {
		if (kernel?.retransmits === undefined) return undefined;
		return atMost(
			about.id,
			kernel.retransmits,
			Math.max(1, Math.floor(about.limit * result.counts.valid)),
			(segments) =>
				`TCP took ${segments} segments for lost and sent them again, most of them after 200 ms or more.`,
		);
	},
};
