import { loadResult, openLoad } from '../samples.ts';
import type { WindowContext } from './gate.ts';

/** Gate, what is judged, and what the reason says where it does not pass. */
export type GateCase = [
	gate: string,
	what: string,
	context: Partial<WindowContext>,
	expected: RegExp | 'passes' | 'does not apply',
];

/** At a given rate, by a generator with cores of its own, which spins. */
export function inOpenLoop(context: Partial<WindowContext>): Partial<WindowContext> {
	const result = { ...(context.result ?? loadResult()), spinSeconds: 0.01 };
	return { ...context, load: openLoad, result };
}
