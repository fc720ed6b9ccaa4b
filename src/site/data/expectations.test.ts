import { beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
	vi.stubEnv('RESULTS_FOLDER', '/nowhere');
	vi.stubEnv('LOCAL_RESULTS', '');
	vi.resetModules();
	return () => vi.unstubAllEnvs();
});

it('an expectation at a load of several experiments names its own', async () => {
	const { checkExpectations } = await import('./expectations.ts');
	const ofHello =
		'rust/hyper:multi-thread < go/chi:single in serverCpuMsPerRequest at capacity on 1';
	expect(() => checkExpectations([ofHello])).toThrow(/hello.*write which, as in "at .*\/capacity"/);
	const [named] = checkExpectations([ofHello.replace('at capacity', 'at hello/capacity')]);
	expect(named?.status).toBe('not measured yet');
});
