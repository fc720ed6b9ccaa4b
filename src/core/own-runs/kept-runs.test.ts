import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleRun } from '../samples.ts';
import { keptOf, keptText, readKept } from './kept-runs.ts';
import { limits } from './limits.ts';

const script = '<img src=x onerror="alert(1)">';
const measured = sampleCell({
	summary: { serverCpuMsPerRequest: { median: 5, low: 4, high: 6, rounds: 9 } },
});
const kept = keptOf({ run: sampleRun(), cells: [measured, sampleFailedCell()] });

it('keeps the environment and the summary of what was measured, and reads it again', () => {
	expect(kept.cells).toHaveLength(1);
	expect(kept.cells[0]).toMatchObject({ id: sampleCell().id, failedGates: [] });
	expect(kept.cells[0]).not.toHaveProperty('windows');
	expect(readKept(keptText([kept]))).toEqual([kept]);
});

it('keeps markup as the text that it is', () => {
	const strange = { ...kept, run: { ...kept.run, labels: [script] } };
	expect(readKept(keptText([strange]))[0]?.run.labels).toEqual([script]);
});

it('refuses in a sentence what is more than a tab should keep', () => {
	const many = Array.from({ length: 1 + limits.keptCharacters / 100 }, () => kept);
	expect(() => keptText(many)).toThrow(/^That is more than a tab keeps: /);
});

describe('what a tab kept is none where it', () => {
	it.each<[string, string | null]>([
		['is absent', null],
		['is no JSON', script],
		['is of another kind', '{"run":{}}'],
		['is too large', ' '.repeat(limits.keptCharacters) + keptText([])],
		['is too deep', '['.repeat(1000)],
		['has a prototype', keptText([kept]).replace('"run":', '"__proto__":1,"run":')],
		['has a figure that is none', keptText([kept]).replace(/"median":[\d.]+/, `"median":"1"`)],
		['has an id with markup', keptText([kept]).replace(kept.run.id, '<script>')],
		['has something more', keptText([kept]).replace('"run":', '"html":"<b>","run":')],
	])('%s', (_, text) => {
		expect(text).not.toBe(keptText([kept]));
		expect(readKept(text)).toEqual([]);
	});
});
