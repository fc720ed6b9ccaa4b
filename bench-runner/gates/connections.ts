import { connections as about } from '../../src/core/gates/traffic.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { describeKnown } from './describe-known.ts';
import { atMost, type WindowGate } from './gate.ts';

/**
 * Keep-alive is part of the load: a connection that failed or was opened again is another workload. Where each request
 * opens its own, nothing is to stay open; an attempt that failed is a failed request, which the gate errors counts.
 */
export const connections: WindowGate = {
	id: about.id,
	judge({ load, result, capabilities }) {
		if (load.newConnections) return undefined;
		const { planned, established, reconnects } = result.connections;
		if (established === undefined && !capabilities.knows.includes('connections')) return undefined;
		return atMost(
			about.id,
			established === undefined
				? undefined
				: sumOfKnown(Math.max(0, planned - established), reconnects),
			about.limit,
			() =>
				`${established} of ${planned} connections were opened, ${describeKnown([[reconnects, 'opened again']])}.`,
		);
	},
};
