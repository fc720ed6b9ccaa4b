import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { documentOf } from '../../src/core/workloads/document.ts';
import { type OriginService, startOrigin } from './service.ts';

describe('the slow origin', () => {
	let origin: OriginService;

	beforeAll(async () => {
		origin = await startOrigin();
		return () => origin.stop();
	});

	test('answers late, the same for a key each time, and says how long it may be kept', async () => {
		const startedMs = performance.now();
		const answer = await fetch(`${origin.url}/documents/7`);
		expect(performance.now() - startedMs).toBeGreaterThan(origin.description.delayMs - 1);
		expect(answer.headers.get('cache-control')).toMatch(/^max-age=\d+, stale-if-error=\d+$/);
		const body = await answer.text();
		expect(body).toBe(documentOf('7'));
		expect(body.length).toBeGreaterThan(900);
		expect(documentOf('8')).not.toBe(body);
	});

	test('forbids to keep what is private', async () => {
		const answer = await fetch(`${origin.url}/documents/private-7`);
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(await answer.text()).toBe(documentOf('private-7'));
	});

	test('counts the documents that it was asked for, and nothing else', async () => {
		const before = await origin.requests();
		await Promise.all([1, 2, 3].map((key) => fetch(`${origin.url}/documents/${key}`)));
		expect((await fetch(`${origin.url}/nothing`)).status).toBe(404);
		expect((await origin.requests()) - before).toBe(3);
	});
});

test('it ends with the process that started it, even when that is killed', async () => {
	const code = `
		import { startOrigin } from '${join(import.meta.dirname, 'service.ts')}';
		const { pid } = await startOrigin();
		console.log(pid);
		setInterval(() => {}, 1000);
	`;
	const runner = spawn(process.execPath, ['--input-type=module', '-e', code], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [said] = (await once(runner.stdout, 'data')) as [Buffer];
	const pid = Number(said.toString());
	expect(() => process.kill(pid, 0)).not.toThrow();
	runner.kill('SIGKILL');
	await expect.poll(() => isGone(pid), { timeout: 10_000 }).toBe(true);
});

async function isGone(pid: number): Promise<boolean> {
	await delay(10);
	try {
		process.kill(pid, 0);
		return false;
	} catch {
		return true;
	}
}
