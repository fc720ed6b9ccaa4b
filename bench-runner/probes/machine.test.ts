import { expect, it } from 'vitest';
import { changesOfMachine, describeMachine } from './machine.ts';

it('says what differs from the machine of the plan, and nothing of one that is the same', () => {
	const planned = describeMachine([[0], [1]]);
	expect(changesOfMachine(planned)).toEqual([]);
	expect(changesOfMachine({ ...planned, cpuModel: 'Another processor' })).toEqual([
		`The processor was Another processor at the start and ${planned.cpuModel} at the end.`,
	]);
	const { kernel, ...rest } = planned;
	expect(changesOfMachine({ ...rest, kernel: '0.0', governor: 'never heard of' })).toEqual([
		expect.stringMatching(/^The frequency governor was never heard of at the start and /),
		`The kernel was 0.0 at the start and ${kernel} at the end.`,
	]);
});
