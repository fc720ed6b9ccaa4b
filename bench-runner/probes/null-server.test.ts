import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { buildPacer } from '../load-generators/pacer.ts';
import { startGuardian } from '../processes/guardian.ts';
import { startNullServer } from './null-server.ts';

const root = join(import.meta.dirname, '../..');

// A first build compiles everything.
beforeAll(async () => void (await buildPacer(root)), 120_000);

it('answers anything with a body of the length asked for, until it is stopped', async () => {
	const guardian = startGuardian();
	const { group, port } = await startNullServer(root, 37, undefined, guardian);
	try {
		const answer = await fetch(`http://127.0.0.1:${port}/any/path?at=all`);
		expect([answer.status, (await answer.text()).length]).toEqual([200, 37]);
	} finally {
		await group.stop(5);
		guardian.close();
	}
	await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});
