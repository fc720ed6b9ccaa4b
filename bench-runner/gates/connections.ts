import { atMost, type WindowGate } from './gate.ts';

/** Keep-alive is part of the load: a connection that failed or was opened again is another workload. */
export const connections: WindowGate = {
	id: 'connections',
	judge({ result }) {
		const { planned, established, reconnects } = result.connections;
		return atMost(
			'connections',
			Math.max(0, planned - established) + reconnects,
			0,
			() => `${established} of ${planned} connections were opened, ${reconnects} opened again.`,
		);
	},
};
