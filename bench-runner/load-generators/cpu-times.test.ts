import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { readTimes, withTimes } from './cpu-times.ts';

it.each([
	['dash', '0m0.000000s 0m0.010000s\n1m2.500000s 0m0.250000s\n'],
	['bash', '0m0.000s 0m0.010s\n1m2.500s 0m0.250s\n'],
])('reads what %s says of the command, and keeps what the command said', (_shell, times) => {
	expect(readTimes(`a complaint\n${times}`)).toEqual({
		cpu: { userSeconds: 62.5, systemSeconds: 0.25 },
		text: 'a complaint',
	});
	expect(readTimes(times)).toMatchObject({ text: '' });
});

it('says nothing of CPU time where the shell did not come to say it', () => {
	expect(readTimes('a complaint\n')).toEqual({ text: 'a complaint\n' });
});

it('hands words with spaces and quotes to the command as they are', () => {
	const [program = '', ...rest] = withTimes(['printf', '%s|', 'a b', `"c"`, '$d']);
	const { stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8' });
	expect(stdout).toBe('a b|"c"|$d|');
	expect(readTimes(stderr)).toHaveProperty('cpu');
});
