import { describe, expect, it } from 'vitest';
import { parseCommand } from './arguments.ts';

describe('parseCommand', () => {
	it('takes every flag of a run', () => {
		const words =
			'prime hello --profile full --only go/* --only node/http:pool --rounds 8 --as-published --commit';
		expect(parseCommand(words.split(' '))).toEqual({
			name: 'run',
			options: {
				experiments: ['prime', 'hello'],
				profile: 'full',
				only: ['go/*', 'node/http:pool'],
				rounds: 8,
				asPublished: true,
				resume: false,
				commit: true,
			},
		});
	});

	it.each([
		['instrument again', /instrument takes no further word, not "again"/],
		['list all', /list takes no further word, not "all"/],
		['show a b', /show takes one run, not "a b"/],
		['compare a b c', /compare takes two runs or two subjects, not "a b c"/],
		['publish a b', /publish takes one run/],
		['prime --resume --only go/*', /--resume goes on with the plan as it was made/],
		['prime --resume --rounds 3', /--resume goes on with the plan as it was made/],
	])('refuses "%s" in a sentence', (words, sentence) => {
		expect(() => parseCommand(words.split(' '))).toThrow(sentence);
	});

	it('runs quick, everything, from the start and for this machine unless told otherwise', () => {
		expect(parseCommand(['prime'])).toEqual({
			name: 'run',
			options: {
				experiments: ['prime'],
				profile: 'quick',
				only: [],
				asPublished: false,
				resume: false,
				commit: false,
			},
		});
	});

	it('measures an experiment that is named twice once', () => {
		expect(parseCommand(['prime', 'prime'])).toMatchObject({
			options: { experiments: ['prime'] },
		});
	});

	it.each([
		[[], { name: 'help' }],
		[['prime', '--help'], { name: 'help' }],
		[['prime', '-h'], { name: 'help' }],
		[['list'], { name: 'list' }],
		[
			['prime', '--resume'],
			expect.objectContaining({ options: expect.objectContaining({ resume: true }) }),
		],
		[['verify', '--only', 'go/*'], { name: 'verify', only: ['go/*'] }],
		[['verify', 'go/chi'], { name: 'verify', only: ['go/chi'] }],
		[['show'], { name: 'show', run: undefined }],
		[['show', 'a-run'], { name: 'show', run: 'a-run' }],
		[
			['compare', 'one', 'two', '--metric', 'latencyMsP50'],
			{ name: 'compare', runs: ['one', 'two'], metric: 'latencyMsP50' },
		],
		[
			['compare', 'node/http:single', 'go/chi:single', '--run', '2026'],
			{
				name: 'compare-subjects',
				subjects: ['node/http:single', 'go/chi:single'],
				run: '2026',
				metric: undefined,
			},
		],
		[['compare', 'one', 'two'], { name: 'compare', runs: ['one', 'two'], metric: undefined }],
		[['publish', 'a-run'], { name: 'publish', run: 'a-run', commit: false }],
		[['instrument'], { name: 'instrument', profile: 'standard', only: [], commit: false }],
		[
			['instrument', '--profile', 'smoke', '--only', 'wrk'],
			{ name: 'instrument', profile: 'smoke', only: ['wrk'], commit: false },
		],
		[['publish', 'a-run', '--commit'], { name: 'publish', run: 'a-run', commit: true }],
	])('reads %j', (words, command) => {
		expect(parseCommand(words)).toEqual(command);
	});

	it.each([
		[['prime', '--profile', 'fast'], 'There is no profile "fast".', /smoke, quick, standard, full/],
		[['prime', '--rounds', '0'], '--rounds is "0".', /whole number from 1/],
		[['prime', '--rounds', '2.5'], '--rounds is "2.5".', /whole number from 1/],
		[['prime', '--rounds', 'six'], '--rounds is "six".', /whole number from 1/],
		[['prime', '--rounds', ''], '--rounds is "".', /whole number from 1/],
		[
			['compare', 'one'],
			'compare needs the ids of two runs, or two subjects of one.',
			/bench -- list/,
		],
		[['compare', 'a', 'b:c'], 'a and b:c are not both runs or both subjects.', /bench -- list/],
		[['compare', 'a', 'b', '--metric', 'speed'], 'There is no metric "speed".', /latencyMsP50/],
		[
			['instrument', '--profile', 'quick'],
			'instrument has no profile "quick".',
			/smoke or standard/,
		],
		[['instrument', '--only', 'k6'], 'instrument knows no load generator "k6".', /pacer, wrk, oha/],
		[['publish'], 'publish needs the id of a run.', /bench -- list/],
	])('refuses %j with a sentence and what to do', (words, message, hint) => {
		expect(() => parseCommand(words)).toThrow(
			expect.objectContaining({ name: 'CliError', message, hint: expect.stringMatching(hint) }),
		);
	});

	it('quotes an unknown flag and exits as a wrong usage does', () => {
		expect(() => parseCommand(['prime', '--fast'])).toThrow(
			expect.objectContaining({
				name: 'CliError',
				message: expect.stringContaining("'--fast'"),
				exitCode: 2,
			}),
		);
	});
});
