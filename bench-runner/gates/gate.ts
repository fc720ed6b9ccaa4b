import type { Load } from '../../src/core/schemas/experiment.ts';
import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { Capabilities } from '../../src/core/schemas/generator.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import type { CoreSlowdown } from './core-speed.ts';

/** All that a gate may look at to judge one window. */
export interface WindowContext {
	load: Load;
	layout: Layout;
	metrics: WindowMetrics;
	/** What the load's generator can know, and so what must not be missing. */
	capabilities: Capabilities;
	result: LoadResult;
	/** Of the server's core, beside the window. */
	coreSlowdown?: CoreSlowdown;
}

/** A check that a window must pass before its number counts. */
export interface WindowGate {
	id: string;
	/** Answers undefined where it does not apply, e.g. a schedule's lag in a closed loop. */
	judge(context: WindowContext): GateOutcome | undefined;
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
	const rounded = Number(value.toPrecision(4));
	if (value <= threshold) return { gate, pass: true, value: rounded, threshold };
	return { gate, pass: false, value: rounded, threshold, reason: describe(value) };
}

export function percent(share: number): string {
	return `${Number((share * 100).toPrecision(3))} %`;
}
