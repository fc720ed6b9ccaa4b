import { expect, it } from 'vitest';
import { InvalidInput } from '../src/core/schemas/sentence.ts';
import { CliError, describeError, explainError, Interrupted } from './error.ts';

it.each([
	[
		'a mistake with a hint',
		new CliError('No such run.', 'See the list.'),
		'No such run.\nSee the list.\n',
		1,
	],
	['a wrong usage', new CliError('No such flag.', undefined, 2), 'No such flag.\n', 2],
	['an invalid file', new InvalidInput('a.json is not valid.'), 'a.json is not valid.\n', 1],
	['a signal', new Interrupted(), '', 130],
])('explains %s without a stack', (_, error, text, exitCode) => {
	expect(explainError(error)).toEqual({ text, exitCode });
});

it.each(['ENOSPC', 'EDQUOT'])('explains %s as a full disk, wherever it was met', (code) => {
	const { text, exitCode } = explainError(Object.assign(new Error('write'), { code }));
	expect(text).toMatch(/^The disk is full\. Everything written before is kept\.\nFree some space/);
	expect(exitCode).toBe(1);
});

it('shows the stack of a fault of its own', () => {
	const { text, exitCode } = explainError(new TypeError('x is not a function'));
	expect(text).toContain('error.test.ts');
	expect(exitCode).toBe(70);
});

it('describes what is no Error too', () => {
	expect(describeError(new Error('It broke.'))).toBe('It broke.');
	expect(describeError('broken')).toBe('broken');
});
