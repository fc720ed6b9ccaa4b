import { generatorCpu as about } from '../../src/core/gates/generator.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * A busy generator measures itself: k6's guide asks for 20 % idle (grafana/k6-docs, "Running large tests"). Where it has
 * no core of its own, what it takes is taken from the server, so only 5 % of one core is allowed.
 */
export const generatorCpu: WindowGate = {
	id: about.id,
	judge({ layout, metrics, capabilities }) {
		const given = layout.generatorCpus.length;
		const cpus = Math.min(capabilities.threads ?? given, given);
		const cores = layout.generatorShared ? 0.05 : about.limit * cpus;
		return atMost(
			about.id,
			metrics.generatorCoresUsed,
			cores,
			(used) =>
				`The load generator used ${percent(used)} of a core${layout.generatorShared ? ' that it shares with the server' : ''}.`,
		);
	},
};
