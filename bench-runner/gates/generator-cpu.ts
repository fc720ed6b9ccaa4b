import { generatorCpu as about } from '../../src/core/gates/generator.ts';
import { isServerBusy } from './busy-server.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * A busy generator measures itself: k6's guide asks for 20 % idle (grafana/k6-docs, "Running large tests"). Where it has
 * no core of its own, what it takes is taken from the server, so only 5 % of one core is allowed. On cores of its own it
 * may be as busy as it likes in a closed loop whose server is busier: the rate is then the server's, and of a closed loop
 * no latency is published. Of an article's own command the database counts too, which runs on the generator's cores: the
 * article takes what its tool reports for the server's, and it is that of a full core beside it.
 */
export const generatorCpu: WindowGate = {
	id: about.id,
	judge({ load, layout, metrics, capabilities }) {
		const isClosed = load.kind === 'closed' && !layout.generatorShared;
		if (isClosed && isServerBusy({ metrics, layout })) return undefined;
		const given = layout.generatorCpus.length;
		const cpus = Math.min(capabilities.threads ?? given, given);
		const cores = layout.generatorShared ? 0.05 : about.limit * cpus;
		const database = load.asPublished ? metrics.databaseCoresUsed : undefined;
		const generator = metrics.generatorCoresUsed;
		return atMost(
			about.id,
			generator === undefined || database === undefined ? generator : generator + database,
			cores,
			(used) =>
				`The load generator${database === undefined ? '' : ' and the database beside it'} used ${percent(used)} of a core${layout.generatorShared ? ' that it shares with the server' : ''}.`,
		);
	},
};
