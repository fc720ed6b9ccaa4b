import { describe, expect, it } from 'vitest';
import { sampleCell, sampleLoad, sampleMachine, sampleRun } from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import type { Run } from '../schemas/run.ts';
import {
	whyCellNotComparable,
	whyOnlyRatios,
	whyRunsNotComparable,
} from './why-not-comparable-runs.ts';

const other = (changes: Partial<Run> = {}) => sampleRun({ id: '20260102-0000-b', ...changes });
const layout = {
	track: '1' as const,
	pinned: true,
	serverCpus: [0],
	generatorCpus: [1],
	generatorShared: false,
};

describe('whyRunsNotComparable', () => {
	it('has nothing against two runs of one experiment, a quick one among them', () => {
		expect(whyRunsNotComparable(sampleRun(), other({ profile: 'quick', gates: [] }))).toBe(
			undefined,
		);
	});

	it('has nothing against two runs of what an article published', () => {
		const [a, b] = [sampleRun({ asPublished: true }), other({ asPublished: true })];
		expect(whyRunsNotComparable(a, b)).toBeUndefined();
	});

	it.each<[Partial<Run>, string]>([
		[{ id: sampleRun().id }, 'cannot be compared with itself'],
		[{ profile: 'smoke' }, 'Run 20260102-0000-b has the smoke profile'],
		[
			{ gates: [{ gate: 'clean-checkout', pass: false }] },
			'did not pass its gates: clean-checkout',
		],
		[{ trials: { planned: 1, measured: 0, failed: 1 } }, 'measured nothing'],
		[{ experiments: ['hello'] }, 'no experiment in common (prime and hello)'],
		[{ asPublished: true }, 'Run 20260102-0000-b holds the loads that an article published'],
		[{ generator: { id: 'wrk', version: '4.2.0' } }, 'loaded by pacer 0.1.0 and wrk 4.2.0'],
		[{ generator: { id: 'pacer', version: '0.2.0' } }, 'by pacer 0.1.0 and pacer 0.2.0'],
	])('refuses %j in a sentence, in either order', (changes, sentence) => {
		expect(whyRunsNotComparable(sampleRun(), other(changes))).toContain(sentence);
		expect(whyRunsNotComparable(other(changes), sampleRun())).toMatch(/\.$/);
	});
});

describe('whyOnlyRatios', () => {
	it('has nothing against two runs of one kind of machine', () => {
		expect(whyOnlyRatios(sampleRun(), other({ layouts: [layout] }))).toBeUndefined();
		expect(whyOnlyRatios(other({ layouts: [layout] }), other({ layouts: [layout] }))).toBe(
			undefined,
		);
	});

	it.each<[Partial<Run['machine']>, string]>([
		[{ class: 'dev' }, 'different machine classes (dedicated and dev)'],
		[{ cpuModel: 'Another CPU' }, 'different processors (Sample CPU and Another CPU)'],
		[{ architecture: 'arm64' }, 'different architectures'],
		[{ physicalCores: 8 }, 'different numbers of cores (4 and 8)'],
	])('keeps absolute figures of %j apart', (machine, sentence) => {
		const elsewhere = other({ machine: sampleMachine(machine) });
		expect(whyOnlyRatios(sampleRun(), elsewhere)).toContain(sentence);
	});

	it('keeps pinned and unpinned apart', () => {
		const loose = other({ layouts: [{ ...layout, pinned: false }] });
		expect(whyOnlyRatios(other({ layouts: [layout] }), loose)).toContain('On track 1 only one');
	});

	it('keeps apart what was kept awake and what was not', () => {
		const [asleep, awake] = [layout, { ...layout, awakeCpus: [0, 1] }].map((one) =>
			other({ layouts: [one] }),
		);
		if (!asleep || !awake) throw new Error('Two layouts make two runs.');
		expect(whyOnlyRatios(asleep, awake)).toContain('did not keep the same CPUs awake');
		expect(whyOnlyRatios(awake, awake)).toBeUndefined();
	});

	it('keeps apart what was sent by a generator that goes first and by one that waits its turn', () => {
		const first = other({ layouts: [{ ...layout, generatorFirst: true }] });
		expect(whyOnlyRatios(first, other({ layouts: [layout] }))).toContain(
			'came before other programs',
		);
	});
});

describe('whyCellNotComparable', () => {
	it('has nothing against the same load, for however long', () => {
		const longer = sampleCell({ loadDefinition: { ...sampleLoad, seconds: 60 } });
		expect(whyCellNotComparable(sampleCell(), longer)).toBeUndefined();
	});

	it.each<[Partial<MeasuredCell>, string]>([
		[{ workload: 'hello' }, 'different work (prime and hello)'],
		[{ loadDefinition: { ...sampleLoad, connections: 64 } }, 'connections 16 and 64'],
		[{ loadDefinition: { ...sampleLoad, generator: 'wrk' } }, 'generator none and "wrk"'],
		[{ cores: 2 }, 'had 1 and 2 cores'],
		[{ generatorShared: true }, 'in only one of the runs'],
		[{ gates: [{ gate: 'rounds', pass: false }], run: 'b' }, 'did not pass gate rounds in b'],
	])('refuses %j', (changes, sentence) => {
		const reason = whyCellNotComparable(sampleCell(), sampleCell(changes));
		expect(reason).toContain('go/net-http:single at capacity-n20000 on track 1');
		expect(reason).toContain(sentence);
	});
});
