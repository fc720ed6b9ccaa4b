import { expect, it } from 'vitest';
import { mayStateFigure, mayStateRatio } from './machine-may-say.ts';

it.each([
	['serverCpuMsPerRequest', true],
	['serverRssBytesMax', true],
	['bytesPerResponse', true],
	['throughputPerSecond', false],
	['latencyMsP99', false],
] as const)('lets dev and shared-ci machines state %s: %s', (metric, allowed) => {
	expect(mayStateFigure('dev', metric)).toBe(allowed);
	expect(mayStateFigure('shared-ci', metric)).toBe(allowed);
	expect(mayStateFigure('dedicated', metric)).toBe(true);
});

it('leaves ratios on all cores to machines that have some to spare', () => {
	expect(mayStateRatio('dev', '1')).toBe(true);
	expect(mayStateRatio('dev', 'all')).toBe(false);
	expect(mayStateRatio('shared-ci', 'all')).toBe(true);
	expect(mayStateRatio('dedicated', 'all')).toBe(true);
});
