import { busyServerShare } from '../../src/core/gates/generator.ts';
import type { WindowContext } from './gate.ts';

/** Whether the server could do no more, so that it and no other set the rate. Not known is not busy. */
export function isServerBusy({
	metrics: { serverCoresUsed },
	layout,
}: Pick<WindowContext, 'metrics' | 'layout'>): boolean {
	if (serverCoresUsed === undefined) return false;
	return serverCoresUsed >= busyServerShare * layout.serverCpus.length;
}
