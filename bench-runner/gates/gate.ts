import type { Load } from '../../src/core/schemas/experiment.ts';
import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { Capabilities } from '../../src/core/schemas/generator.ts';
import type { HeadRoom } from '../../src/core/schemas/head-room.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import type { KernelCounters } from '../probes/kernel.ts';
import type { Placement } from '../probes/placement.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import type { CoreSlowdown } from './core-speed.ts';

export { percent } from '../../src/core/gates/description.ts';

/** What a gate needs to know to say whether the machine was ours, whether anything was sent or not. */
export interface MachineContext {
	layout: Layout;
	metrics: WindowMetrics;
	result: Pick<LoadResult, 'elapsedSeconds'>;
	/** Of the server's core, beside the window. */
	coreSlowdown?: CoreSlowdown;
	/** Most windows of the run lost time to the hypervisor. */
	isStolenFrom?: boolean;
	/** Greatest percentile that must be the server's; 99 where it is absent. */
	tailUpTo?: AskedTail;
	/** What the kernel counted during the window; what the system does not count is absent. */
	kernel?: KernelCounters;
	/** Median over the cell's windows; absent with fewer than three. */
	usualPressureShare?: number;
}

/** All that a gate may look at to judge one window. */
export interface WindowContext extends MachineContext {
	load: Load;
	/** What the load's generator can know, and so what must not be missing. */
	capabilities: Capabilities;
	result: LoadResult;
	/** Answers a second that this generator had from a server that does nothing; no rate: it was tried in vain. */
	nullServer?: Pick<HeadRoom, 'ratePerSecond' | 'reason'>;
	/** Where the threads of each side were allowed to run while the window lasted. */
	placement?: Placement;
	/** Each inner list is one physical core's logical CPUs. */
	coreSiblings?: readonly (readonly number[])[];
	serverProcesses?: { before: number; after: number };
}

/** In the order in which they are asked: the first that leaves a cell enough rounds is the last that is published of it. */
export const askedTails = [99, 95, 90] as const;
export type AskedTail = (typeof askedTails)[number];

/** A check that a window must pass before its number counts. */
export interface WindowGate {
	id: string;
	/** Answers undefined where it does not apply, e.g. a schedule's lag in a closed loop. */
	judge(context: WindowContext): GateOutcome | undefined;
}

/** One that knows the machine alone, so that an inspection must pass it too. */
export interface MachineGate {
	id: string;
	judge(context: MachineContext): GateOutcome | undefined;
}

/** The common case: a value that must not exceed a threshold, with the sentence for when it does. */
export function atMost(
	gate: string,
	value: number | undefined,
	threshold: number,
	describe: (value: number) => string,
): GateOutcome {
	if (value === undefined) {
		return { gate, pass: false, threshold, reason: 'It could not be measured on this system.' };
	}
	const seen = { value: fourDigits(value), threshold: fourDigits(threshold) };
	if (value <= threshold) return { gate, pass: true, ...seen };
	return { gate, pass: false, ...seen, reason: describe(value) };
}

const fourDigits = (value: number) => Number(value.toPrecision(4));
