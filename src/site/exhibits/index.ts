import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { helloBesideStore } from './hello-beside-store.ts';
import { instrumentCpu } from './instrument-cpu.ts';
import { loadTesters, loadTestersDelay } from './load-testers.ts';
import { twinCpu } from './twin-cpu.ts';
import { twinMetrics } from './twin-metrics.ts';

/** Every exhibit by the name that pages use; it gives nothing where nothing is measured yet. */
export const exhibits: ReadonlyMap<string, () => Exhibit | undefined> = new Map([
	['twin-cpu', twinCpu],
	['twin-metrics', twinMetrics],
	['load-testers', loadTesters],
	['load-testers-delay', loadTestersDelay],
	['instrument-cpu', instrumentCpu],
	['hello-beside-store', helloBesideStore],
]);
