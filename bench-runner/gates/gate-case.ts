import type { WindowContext } from './gate.ts';

/** Gate, what is judged, and what the reason says where it does not pass. */
export type GateCase = [
	gate: string,
	what: string,
	context: Partial<WindowContext>,
	expected: RegExp | 'passes' | 'does not apply',
];
