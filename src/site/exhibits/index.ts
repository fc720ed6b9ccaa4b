import type { Exhibit } from '../../charts/exhibits/exhibit.ts';
import { twinCpu } from './twin-cpu.ts';
import { twinMetrics } from './twin-metrics.ts';

/** Every exhibit by the name that pages use; it gives nothing where nothing is measured yet. */
export const exhibits: ReadonlyMap<string, () => Exhibit | undefined> = new Map([
	['twin-cpu', twinCpu],
	['twin-metrics', twinMetrics],
]);
