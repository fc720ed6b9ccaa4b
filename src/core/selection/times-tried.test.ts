import { expect, it } from 'vitest';
import { sampleRun } from '../samples.ts';
import { timesTried } from './times-tried.ts';

const run = sampleRun({ experiments: ['prime'] });
const others = [sampleRun({ experiments: ['hello'] }), { ...run, asPublished: true as const }];

it.each([
	[undefined, others],
	['once', [run, ...others]],
	['twice', [run, run, ...others]],
	['3 times', [run, run, run]],
])('says %s', (words, runs) => {
	expect(timesTried(runs, 'prime')).toBe(words);
});
