import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HeadRoomsSchema } from '../head-room.ts';
import { readJson, writeJson } from '../json-file.ts';
import { buildPacer, pacerBinary } from '../load-generators/pacer.ts';
import { startGuardian } from '../processes/guardian.ts';
import { createProgress } from '../progress.ts';
import { runFolder } from '../run-folder.ts';
import { sampleCatalogue } from '../sample-catalogue.ts';
import { openLoad, ownCores, samplePlan, sampleTrial } from '../samples.ts';
import { createServices } from '../services.ts';
import type { Session } from '../session.ts';
import { temporaryFolder } from '../temporary.ts';
import { measureHeadRoom } from './head-room.ts';

const root = join(import.meta.dirname, '../..');
// A first build compiles everything.
beforeAll(async () => void (await buildPacer(root)), 120_000);

const guardian = startGuardian();
afterAll(() => guardian.close());

const plan = samplePlan({ layouts: [{ ...ownCores, pinned: false }], trials: [sampleTrial()] });
const place = {
	experiment: 'prime',
	track: '1',
	generator: 'pacer',
	connections: 16,
	request: 'n2000',
};

it('finds a rate once: a resumed run does not ask again', async () => {
	const session = sessionWith([pacerBinary(root)]);
	await measureHeadRoom(session, plan);
	const [found] = readJson(session.folder.headRoom, HeadRoomsSchema);
	expect(found).toMatchObject(place);
	expect(found?.ratePerSecond).toBeGreaterThan(0);

	const known = [{ ...place, ratePerSecond: 7 }];
	writeJson(session.folder.headRoom, known);
	await measureHeadRoom(session, plan);
	expect(readJson(session.folder.headRoom, HeadRoomsSchema)).toEqual(known);
});

it('keeps the reason of a probe that failed, for the gate to say', async () => {
	const session = sessionWith(['false']);
	await measureHeadRoom(session, plan);
	expect(readJson(session.folder.headRoom, HeadRoomsSchema)).toEqual([
		{ ...place, reason: expect.stringMatching(/^The load generator pacer ended with exit code 1/) },
	]);
});

it('opens a connection for each request where the load does', async () => {
	const planFile = join(temporaryFolder(), 'plan.json');
	const definition = { ...openLoad, newConnections: true as const };
	const trial = sampleTrial({ windows: [{ load: 'rate', definition, seconds: 1 }] });
	const session = sessionWith(['sh', '-c', `cat > '${planFile}'; exit 1`]);
	await measureHeadRoom(session, { ...plan, trials: [trial] });
	expect(JSON.parse(readFileSync(planFile, 'utf8'))).toMatchObject({
		arrivals: { kind: 'closed' },
		newConnections: true,
	});
});

function sessionWith(command: string[]): Session {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-quick');
	const tools = { pacer: { version: '0.1.0', command } };
	const startedAt = '2026-01-01T00:00:00Z';
	writeJson(join(folder.path, 'session.json'), { startedAt, resumedAt: [], labels: [], tools });
	const { signal } = new AbortController();
	const progress = createProgress({ isTTY: false, write: () => true } as never);
	const services = createServices(() => undefined);
	return { root, catalogue: sampleCatalogue(), folder, guardian, signal, progress, services };
}
