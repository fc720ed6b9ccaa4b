import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * The server's core at its usual speed. Compared with the run's own median, so that it says nothing of the machine, and
 * measured by a computation that knows no server, so that what it leaves out favours none.
 */
export const coreSpeed: WindowGate = {
	id: 'core-speed',
	judge({ coreSlowdown }) {
		if (coreSlowdown === undefined) return undefined;
		return atMost(
			'core-speed',
			coreSlowdown,
			0.05,
			(share) =>
				`A fixed computation took ${percent(share)} longer than usual on the server's core.`,
		);
	},
};
