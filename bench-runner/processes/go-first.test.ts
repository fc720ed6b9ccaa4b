import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { oha } from '../load-generators/oha.ts';
import { pacer } from '../load-generators/pacer.ts';
import { sockets } from '../load-generators/sockets.ts';
import { closedLoad, openLoad, ownCores } from '../samples.ts';
import { canGoFirst, goingFirst, mayGoFirst } from './go-first.ts';

it.runIf(canGoFirst())('starts a program with a policy that comes before ordinary ones', () => {
	const [program = '', ...rest] = goingFirst(['sh', '-c', 'cat /proc/self/sched']);
	const said = execFileSync(program, rest, { encoding: 'utf8' });
	// 1 is SCHED_FIFO (include/uapi/linux/sched.h).
	expect(/^policy\s*:\s*(\d+)/m.exec(said)?.[1]).toBe('1');
});

it('is for our own generators in an open loop, where the plan says so', () => {
	const first = { ...ownCores, generatorFirst: true as const };
	for (const generator of [pacer, sockets]) {
		expect(mayGoFirst(first, openLoad, generator)).toBe(true);
		expect(mayGoFirst({ ...first, generatorShared: true }, openLoad, generator)).toBe(true);
		expect(mayGoFirst(first, closedLoad, generator)).toBe(false);
		expect(mayGoFirst(ownCores, openLoad, generator)).toBe(false);
	}
	expect(mayGoFirst(first, openLoad, oha)).toBe(false);
});
