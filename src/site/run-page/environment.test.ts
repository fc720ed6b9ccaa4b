import { describe, expect, test } from 'vitest';
import { sampleMachine, sampleRun } from '../../core/samples.ts';
import { environmentRows } from './environment.ts';

const row = (run: Parameters<typeof environmentRows>[0], name: string) =>
	environmentRows(run).find(([found]) => found === name)?.[1];

describe('environmentRows', () => {
	test('leaves out what the machine did not tell', () => {
		expect(row(sampleRun(), 'Virtualisation')).toBeUndefined();
		const machine = sampleMachine({ virtualisation: 'kvm' });
		expect(row(sampleRun({ machine }), 'Virtualisation')).toBe('kvm');
	});

	test('says where the generator shared the server’s cores', () => {
		const layouts = [
			{
				track: 'all' as const,
				pinned: true,
				serverCpus: [0, 1],
				generatorCpus: [1],
				generatorShared: true,
			},
		];
		expect(row(sampleRun({ layouts }), 'Track all')).toBe(
			'server on CPU 0, 1; generator on CPU 1, shared with the server',
		);
	});

	test('says which CPUs were kept awake, and that the generator went first', () => {
		const layouts = [
			{
				track: '1' as const,
				pinned: true,
				serverCpus: [0],
				generatorCpus: [1],
				generatorShared: false,
				awakeCpus: [0, 1],
				generatorFirst: true as const,
			},
		];
		expect(row(sampleRun({ layouts }), 'Track 1')).toBe(
			'server on CPU 0; generator on CPU 1, first in turn at a given rate; CPU 0, 1 kept awake',
		);
	});

	test('shows a run that was interrupted', () => {
		expect(row(sampleRun({ resumedAt: ['2026-01-01T00:05:00Z'] }), 'Taken up again')).toBe(
			'2026-01-01 00:05',
		);
	});
});
