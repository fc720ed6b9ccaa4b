import { steal as about } from '../../src/core/gates/machine.ts';
import { spoilingShare } from '../../src/core/statistics/server-tail.ts';
import { atMost, type MachineGate, percent } from './gate.ts';

/**
 * Time a hypervisor gave to another guest. Few systems report it; none reported is no proof of none taken. It is counted
 * in ticks of 10 ms, so in a short window half a per cent is less than the one tick that chance can put there. Half a per cent
 * spoils half of what lies beyond p99; a cell that gives that up (`kept-tail.ts`) bears as much of p95 or p90. Where most
 * windows of a run lose as much no window can do without: then the percentiles that it would spoil are not published
 * (`core/statistics/server-tail.ts`), and the run is labelled.
 */
export const steal: MachineGate = {
	id: about.id,
	judge({ layout, metrics, result, isStolenFrom = false, tailUpTo = 99 }) {
		if (metrics.stealShare === undefined || isStolenFrom) return undefined;
		const cpus = new Set([...layout.serverCpus, ...layout.generatorCpus]).size;
		const oneTick = 0.01 / (result.elapsedSeconds * cpus);
		return atMost(
			about.id,
			metrics.stealShare,
			Number(Math.max(spoilingShare(tailUpTo), oneTick).toPrecision(3)),
			(share) => `The hypervisor took ${percent(share)} of the CPU time.`,
		);
	},
};
