import { sumOfKnown } from '../sum-of-known.ts';
import { describeKnown } from './describe-known.ts';
import { atMost, type WindowGate } from './gate.ts';

/** Keep-alive is part of the load: a connection that failed or was opened again is another workload. */
export const connections: WindowGate = {
	id: 'connections',
	judge({ result, capabilities }) {
		const { planned, established, reconnects } = result.connections;
		if (established === undefined && !capabilities.knows.includes('connections')) return undefined;
		return atMost(
			'connections',
			established === undefined
				? undefined
				: sumOfKnown(Math.max(0, planned - established), reconnects),
			0,
			() =>
				`${established} of ${planned} connections were opened, ${describeKnown([[reconnects, 'opened again']])}.`,
		);
	},
};
