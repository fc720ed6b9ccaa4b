import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { withSession } from './session.ts';
import { temporaryFolder } from './temporary.ts';

vi.mock('./services.ts', () => ({
	createServices: () => ({ stop: () => Promise.reject(new Error('The database is gone.')) }),
}));
afterEach(() => vi.unstubAllEnvs());

it('gives the lock back even where a service cannot be stopped', async () => {
	const folder = temporaryFolder();
	vi.stubEnv('TMPDIR', folder);
	const options = { profile: 'smoke', only: [], asPublished: false, commit: false } as const;
	const run = { ...options, experiments: ['no-experiment'], only: [], resume: false };
	const root = join(import.meta.dirname, '..');
	await expect(withSession(root, run, () => Promise.resolve())).rejects.toThrow('is gone');
	expect(readdirSync(folder)).toEqual([]);
});
