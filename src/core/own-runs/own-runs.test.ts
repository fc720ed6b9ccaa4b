import { describe, expect, it } from 'vitest';
import { sampleCell, sampleRun } from '../samples.ts';
import { gatherRuns, type OwnFile } from './gather-runs.ts';
import { limits } from './limits.ts';
import { parseJson } from './parse-json.ts';

const script = '<img src=x onerror="alert(1)">';

describe('parseJson', () => {
	it('parses what a run is made of', () => {
		expect(parseJson('{"a":[1,{"b":"]]]]{{{{\\"["}]}', 'x.json')).toEqual({
			a: [1, { b: ']]]]{{{{"[' }],
		});
	});

	it.each<[string, string, RegExp]>([
		['a huge file', `"${'x'.repeat(limits.fileBytes)}"`, /^x\.json is larger than a file of a run/],
		['a deep one', '['.repeat(100_000), /nests deeper than a file of a run \(16 levels\)\.$/],
		['a deep one of objects', '{"a":'.repeat(17) + '1' + '}'.repeat(17), /nests deeper/],
		['a ZIP archive', 'PK\u0003\u0004rest', /is a ZIP archive: unpack it/],
		['a string without an end', '"' + '\\"'.repeat(200_000), /is not JSON/],
		['NaN', '{"median": NaN}', /^x\.json is not JSON: /],
		['what is no JSON', script, /is not JSON/],
		['nothing', '', /is not JSON/],
		['a prototype', '{"a":{"__proto__":{"isAdmin":true}}}', /has a key named __proto__\.$/],
		['a prototype, spelled out', '{"\\u005f_proto__":1}', /has a key named __proto__\.$/],
		['a constructor', '{"constructor":{"prototype":1}}', /has a key named/],
	])('refuses %s in a sentence', (_, text, sentence) => {
		expect(() => parseJson(text, 'x.json')).toThrow(
			expect.objectContaining({ name: 'InvalidInput', message: expect.stringMatching(sentence) }),
		);
	});

	it('quotes no more of a file than a sentence holds', () => {
		expect.assertions(1);
		try {
			parseJson('x'.repeat(100_000), 'y'.repeat(10_000));
		} catch (error) {
			expect((error as Error).message.length).toBeLessThan(limits.sentenceCharacters + 3);
		}
	});
});

describe('gatherRuns', () => {
	it('reads a run with its cells, from wherever the reader began', () => {
		for (const folder of ['', 'my run/', 'fork/content/results/20260101-0000-prime-standard/']) {
			const { runs, problems } = gatherRuns(filesOf({ folder }));
			expect(problems).toEqual([]);
			expect(runs).toMatchObject([{ run: { profile: 'standard' }, cells: [{ load: 'rate-500' }] }]);
		}
	});

	it('reads several, each with its own cells', () => {
		const other = { id: '20260102-0000-prime-standard' };
		const files = [...filesOf({ folder: 'a/' }), ...filesOf({ folder: 'a/b/', run: other })];
		const { runs, problems } = gatherRuns(files);
		expect(problems).toEqual([]);
		expect(runs.map(({ run, cells }) => [run.id, cells.length])).toEqual([
			['20260101-0000-prime-standard', 1],
			['20260102-0000-prime-standard', 1],
		]);
	});

	it('passes over what a run’s folder holds besides', () => {
		const besides = [
			{ path: 'prime/go/net-http/single/1/rate-500/internals.json', text: '{}' },
			{ path: 'README.md', text: 'no JSON' },
		];
		expect(gatherRuns([...filesOf({}), ...besides]).problems).toEqual([]);
	});

	it('shows script in strings as what it is: characters', () => {
		const labels = [script];
		const [found] = gatherRuns(filesOf({ run: { labels } })).runs;
		expect(found?.run.labels).toEqual([script]);
	});

	it('says that there is no run.json', () => {
		const cells = filesOf({}).filter(({ path }) => path !== 'run.json');
		expect(gatherRuns(cells)).toEqual({
			runs: [],
			problems: [expect.stringContaining('The file is no run.json: choose the folder of a run')],
		});
		expect(gatherRuns([]).problems).toEqual([expect.stringContaining('Among 0 files')]);
	});

	it.each<[string, Parameters<typeof filesOf>[0], RegExp]>([
		['a number beyond all numbers', { cellText: '1e400' }, /cell\.json is not valid: .*rounds/],
		['a negative count', { cellText: '-3' }, /cell\.json is not valid: .*rounds/],
		['NaN as text', { cellText: '"NaN"' }, /cell\.json is not valid: .*rounds/],
		['half a round', { cellText: '1.5' }, /cell\.json is not valid: .*rounds/],
		['a run that is none', { run: { rounds: 0 } }, /run\.json is not valid: "rounds"/],
		[
			'an endless id',
			{ run: { id: `20260101-0000-${'a'.repeat(500)}` } },
			/an id of 514 characters/,
		],
		[
			'a cell of another run',
			{ cell: { run: script } },
			/is a cell of run <img src=x .* not of 2026/,
		],
		['a run without cells', { cells: 0 }, /^Run 2026.* has no cell beside its run\.json\.$/],
		['one cell twice', { cells: 2 }, /cell\.json and 1\/cell\.json are both prime\/go/],
	])('refuses %s, with the file’s name', (_, changes, sentence) => {
		const { runs, problems } = gatherRuns(filesOf(changes));
		expect(runs).toEqual([]);
		expect(problems).toEqual([expect.stringMatching(sentence)]);
	});

	it('takes no longer for a crowd of folders than for as many files', () => {
		const crowd = Array.from({ length: limits.files }, (_, place) => ({
			path: `${'deep/'.repeat(20)}${place}/run.json`,
			text: '',
		}));
		const before = performance.now();
		expect(gatherRuns(crowd).runs).toEqual([]);
		expect(performance.now() - before).toBeLessThan(2000);
	});

	it('counts a run once that is there twice', () => {
		const files = [...filesOf({ folder: 'a/' }), ...filesOf({ folder: 'b/' })];
		const { runs, problems } = gatherRuns(files);
		expect(runs).toHaveLength(1);
		expect(problems).toEqual([expect.stringContaining('is there twice; the first counts.')]);
	});

	it('says the first of many mistakes, and how many more there are', () => {
		const wrong = Array.from({ length: 50 }, (_, place) => ({ path: `${place}.json`, text: '{}' }));
		const { problems } = gatherRuns([...filesOf({}), ...wrong]);
		expect(problems).toHaveLength(limits.sentences + 1);
		expect(problems.at(-1)).toBe('And 45 more of this run’s files.');
	});

	it('bounds its sentences, whatever a file names its keys', () => {
		const wrong = { path: 'x.json', text: JSON.stringify({ ['k'.repeat(200_000)]: 1 }) };
		const { problems } = gatherRuns([...filesOf({}), wrong]);
		expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(
			limits.sentenceCharacters + 3,
		);
	});
});

/** A run of one cell as files, changed as the test needs. */
function filesOf({
	folder = '',
	run = {},
	cell = {},
	cells = 1,
	cellText = '6',
}: {
	folder?: string;
	run?: Partial<ReturnType<typeof sampleRun>>;
	cell?: Partial<ReturnType<typeof sampleCell>>;
	cells?: number;
	/** Stands in for a number of rounds. */
	cellText?: string;
}): OwnFile[] {
	const about = sampleRun(run);
	const one = sampleCell({
		run: about.id,
		load: 'rate-500',
		summary: { serverCpuMsPerRequest: { median: 1, rounds: 123_456 } },
		...cell,
	});
	const text = JSON.stringify(one).replace('123456', cellText);
	const places = Array.from({ length: cells }, (_, place) => (place === 0 ? '' : `${place}/`));
	return [
		{ path: `${folder}run.json`, text: JSON.stringify(about) },
		...places.map((place) => ({ path: `${folder}${place}cell.json`, text })),
	];
}
