import { expect, it } from 'vitest';
import { normalise } from './normalise.ts';

it('leaves out what differs from machine to machine, and nothing else', () => {
	const report = [
		'Read at 0x00c000018108 by goroutine 9:',
		'      /home/me/races/go-race/main.go:16 +0x7b',
		'Previous write at 0x00c000018108 by goroutine 8:',
		'Goroutine 9 (running) created at:',
	].join('\n');
	expect(normalise(report, '/home/me/races/go-race')).toBe(
		[
			'Read at 0x00c000000000 by goroutine 1:',
			'      main.go:16',
			'Previous write at 0x00c000000000 by goroutine 2:',
			'Goroutine 1 (running) created at:',
		].join('\n'),
	);
});
