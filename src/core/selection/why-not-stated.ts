import type { CellLoad } from '../schemas/experiment.ts';
import type { MachineClass } from '../schemas/run.ts';

/**
 * Why a machine of this class states no such figure outside its run's own page; undefined when it
 * may. In a closed loop throughput and latency are both the capacity (Little's law), which on a
 * shared machine depends on who else uses it. At a fixed rate latency is shown, with the class beside it.
 *
 * @param metric measured, or derived from what is measured
 */
export function whyNotStated(
	metric: string,
	machineClass: MachineClass,
	load: CellLoad['kind'],
): string | undefined {
	const isCapacity =
		metric === 'throughputPerSecond' || (load === 'closed' && metric.startsWith('latency'));
	if (!isCapacity || machineClass === 'dedicated') return undefined;
	return 'A shared machine’s capacity is shown only on the page of its run.';
}
