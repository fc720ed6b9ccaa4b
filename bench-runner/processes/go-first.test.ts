import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { closedLoad, openLoad, ownCores } from '../samples.ts';
import { canGoFirst, goingFirst, mayGoFirst } from './go-first.ts';

it.runIf(canGoFirst())('starts a program with a policy that comes before ordinary ones', () => {
	const [program = '', ...rest] = goingFirst(['sh', '-c', 'cat /proc/self/sched']);
	const said = execFileSync(program, rest, { encoding: 'utf8' });
	// 1 is SCHED_FIFO (include/uapi/linux/sched.h).
	expect(/^policy\s*:\s*(\d+)/m.exec(said)?.[1]).toBe('1');
});

it('is for our own generator in an open loop, where it has company and the plan says so', () => {
	const alone = { ...ownCores, generatorFirst: true as const };
	const shared = { ...alone, generatorShared: true };
	expect(mayGoFirst(shared, openLoad, false)).toBe(true);
	expect(mayGoFirst(alone, openLoad, true)).toBe(true);
	expect(mayGoFirst(alone, openLoad, false)).toBe(false);
	expect(mayGoFirst(shared, closedLoad, true)).toBe(false);
	expect(mayGoFirst(shared, { ...openLoad, generator: 'oha' }, true)).toBe(false);
	expect(mayGoFirst({ ...ownCores, generatorShared: true }, openLoad, true)).toBe(false);
});
