import { describe, expect, it } from 'vitest';
import { gateDescriptions } from '../../src/core/gates/index.ts';
import { cellGates, runGates, windowGates } from './index.ts';

const gates = { window: windowGates, cell: cellGates, run: runGates };

describe.each(['window', 'cell', 'run'] as const)('gates of a %s', (level) => {
	it('are described, each of them and no other, in the order in which they judge', () => {
		const described = gateDescriptions.filter((one) => one.level === level);
		expect(described.map(({ id }) => id)).toEqual(gates[level].map(({ id }) => id));
	});
});

it.each(gateDescriptions.map((one) => [one.id, one] as const))(
	'%s asks a question, and names its limit, its source and what it cannot see',
	(_, { asks, threshold, source, blind }) => {
		expect(asks).toMatch(/^[A-Z].*\?$/);
		expect(threshold).toMatch(/^[^A-Z].*[^.]$|^ListenOverflows/);
		for (const sentence of [source, blind]) expect(sentence).toMatch(/^[A-Z].*\.$/);
	},
);
