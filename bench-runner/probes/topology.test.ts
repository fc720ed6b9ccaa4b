import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canPin } from '../processes/group.ts';
import {
	layoutFor,
	parseCpuList,
	readCores,
	withAwakeCpus,
	withGeneratorFirst,
} from './topology.ts';

it.each([
	['0', [0]],
	['0,2-4\n', [0, 2, 3, 4]],
	['8-9,15', [8, 9, 15]],
	['', []],
])('parseCpuList(%j)', (text, cpus) => {
	expect(parseCpuList(text)).toEqual(cpus);
});

describe('layoutFor', () => {
	const pinned = canPin();

	it.each([
		['one core', [[0]], [0], [0], true],
		['two cores', [[0], [1]], [0], [1], false],
		['four cores', [[0], [1], [2], [3]], [0], [3], false],
		[
			"SMT: the server's sibling stays empty",
			[
				[0, 4],
				[1, 5],
				[2, 6],
				[3, 7],
			],
			[0],
			[3, 7],
			false,
		],
		['one core of two siblings', [[0, 1]], [0], [0, 1], true],
	])('track 1, %s', (_, cores, serverCpus, generatorCpus, generatorShared) => {
		expect(layoutFor('1', cores)).toEqual({
			track: '1',
			pinned,
			serverCpus,
			generatorCpus,
			generatorShared,
		});
	});

	it.each([
		['two cores: the server has both', [[0], [1]], [0, 1], [1], true],
		['four cores: one is spared', [[0], [1], [2], [3]], [0, 1, 2], [3], false],
		[
			'SMT: siblings stay together',
			[
				[0, 3],
				[1, 4],
				[2, 5],
			],
			[0, 3, 1, 4],
			[2, 5],
			false,
		],
		[
			'two cores of two siblings',
			[
				[0, 2],
				[1, 3],
			],
			[0, 2, 1, 3],
			[1, 3],
			true,
		],
	])('track all, %s', (_, cores, serverCpus, generatorCpus, generatorShared) => {
		expect(layoutFor('all', cores)).toEqual({
			track: 'all',
			pinned,
			serverCpus,
			generatorCpus,
			generatorShared,
		});
	});

	it('has no layout where there is nothing to compare or nothing at all', () => {
		expect(layoutFor('all', [[0, 1]])).toBeUndefined();
		expect(layoutFor('1', [])).toBeUndefined();
	});
});

describe('readCores', () => {
	it('holds each CPU of this process once', () => {
		const cpus = readCores().flat();
		expect(new Set(cpus).size).toBe(cpus.length);
		expect(cpus).toHaveLength(availableParallelism());
	});

	it.runIf(canPin())('sees only the CPUs that the process may use', () => {
		const [cpu = 0] = readCores().at(-1) ?? [];
		const module = JSON.stringify(join(import.meta.dirname, 'topology.ts'));
		const script = `import(${module}).then(({ readCores }) => console.log(JSON.stringify(readCores())))`;
		const printed = execFileSync('taskset', ['-c', String(cpu), process.execPath, '-e', script]);
		expect(JSON.parse(printed.toString())).toEqual([[cpu]]);
	});
});

it('withAwakeCpus names every CPU of both sides once', () => {
	const [one, all] = (['1', 'all'] as const).map((track) => layoutFor(track, [[0], [1]]));
	if (!one || !all) throw new Error('Two cores have both layouts.');
	expect(withAwakeCpus(one)).toEqual({ ...one, awakeCpus: [0, 1] });
	expect(withAwakeCpus(all)).toEqual({ ...all, awakeCpus: [0, 1] });
});

it.runIf(canPin())('withGeneratorFirst says so of each layout that is pinned', () => {
	const [one, all] = (['1', 'all'] as const).map((track) => layoutFor(track, [[0], [1]]));
	if (!one || !all) throw new Error('Two cores have both layouts.');
	expect(withGeneratorFirst(one)).toEqual({ ...one, generatorFirst: true });
	expect(withGeneratorFirst(all)).toEqual({ ...all, generatorFirst: true });
	expect(withGeneratorFirst({ ...all, pinned: false })).not.toHaveProperty('generatorFirst');
});
