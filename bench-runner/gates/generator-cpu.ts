import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * A busy generator measures itself: k6's guide asks for 20 % idle (grafana/k6-docs, "Running large tests"). Where it has
 * no core of its own, what it takes is taken from the server, so only 5 % of one core is allowed.
 */
export const generatorCpu: WindowGate = {
	id: 'generator-cpu',
	judge({ layout, metrics, capabilities }) {
		const given = layout.generatorCpus.length;
		const cpus = Math.min(capabilities.threads ?? given, given);
		const cores = layout.generatorShared ? 0.05 : 0.8 * cpus;
		return atMost(
			'generator-cpu',
			metrics.generatorCoresUsed,
			cores,
			(used) =>
				`The load generator used ${percent(used)} of a core${layout.generatorShared ? ' that it shares with the server' : ''}.`,
		);
	},
};
