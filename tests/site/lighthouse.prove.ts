import { chromium, type Browser } from '@playwright/test';
import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { median } from '../../src/core/statistics/quantiles.ts';
import { findBrowser } from '../browser/support/find-browser.ts';
import { buildSite } from './build-site.ts';
import { serveSite } from './serve-site.ts';

/** Of a hundred, on the phone that Lighthouse simulates. Performance depends on the machine that measures; the others do not. */
const least = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 98 } as const;
type Category = keyof typeof least;
const categories = Object.keys(least) as Category[];
const looks = 3;

const run = newestRun();

/** One page of each type; the last two stand for the pages of any run and cell. */
const pages = [
	'/',
	'/answers/blocking/',
	'/answers/cpu-bound/',
	'/answers/at-a-glance/',
	'/learn/one-long-request/',
	'/learn/three-runtimes/',
	'/trust/small-machines/',
	'/claims/',
	'/claims/prime-microservice/',
	'/run/run-it/',
	'/results/',
	'/compare/',
	`/results/${run}/`,
	`/results/cell/?${new URLSearchParams({ run, cell: firstCell(run) }).toString()}`,
];

const folder = mkdtempSync(join(tmpdir(), 'site-lighthouse-'));
let site: { address: string; server: Server } | undefined;
let browser: Browser | undefined;
let port: number;

beforeAll(async () => {
	await buildSite(join(folder, 'dist'));
	site = await serveSite(join(folder, 'dist'));
	port = await freePort();
	const executablePath = await findBrowser();
	browser = await chromium.launch({
		...(executablePath && { executablePath }),
		args: [`--remote-debugging-port=${port}`, '--no-sandbox', '--disable-background-networking'],
	});
}, 300_000);

afterAll(async () => {
	await browser?.close();
	site?.server.close();
	rmSync(folder, { recursive: true, force: true });
});

it.each(pages)('%s has what Lighthouse asks of it', async (path) => {
	const scores = new Map<Category, number[]>(categories.map((name) => [name, []]));
	const faults = new Set<string>();
	for (let look = 0; look < looks; look += 1) {
		const result = await lookAt(path);
		for (const name of categories) scores.get(name)?.push(scoreOf(result, name));
		for (const fault of faultsOf(result)) faults.add(fault);
	}
	const found = Object.fromEntries(
		[...scores].map(([name, all]) => [name, Math.round((median(all) ?? NaN) * 100)]),
	);
	console.log(`${path}: ${JSON.stringify(found)}`);
	const missed = categories.filter((name) => !((found[name] ?? NaN) >= least[name]));
	expect(missed, `${JSON.stringify(found)}\n${[...faults].join('\n')}`).toEqual([]);
});

type Result = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

async function lookAt(path: string): Promise<Result> {
	const address = `${site?.address}${path}`;
	const found = await lighthouse(address, { port, onlyCategories: categories, logLevel: 'error' });
	if (found === undefined) throw new Error(`Lighthouse said nothing of ${address}.`);
	return found.lhr;
}

function scoreOf({ categories: all }: Result, name: Category): number {
	return all[name]?.score ?? NaN;
}

/** What took points, for whoever has to mend it. */
function faultsOf({ categories: all, audits }: Result): string[] {
	return Object.values(all).flatMap(({ title, auditRefs }) =>
		auditRefs
			.filter(({ weight }) => weight > 0)
			.flatMap(({ id }) => audits[id] ?? [])
			.filter(({ score }) => score !== null && score < 0.9)
			.map((audit) => `${title}: ${audit.title} ${audit.displayValue ?? ''}`.trimEnd()),
	);
}

function newestRun(): string {
	return readdirSync('content/results').sort().at(-1) ?? '';
}

/** Its path in the run's folder. */
function firstCell(id: string): string {
	const [file = ''] = globSync('*/*/*/*/*/*.json', { cwd: join('content/results', id) }).sort();
	return file.replace(/\.json$/, '');
}

function freePort(): Promise<number> {
	const server = createServer();
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				if (typeof address === 'object' && address) resolve(address.port);
				else reject(new Error('There is no free port.'));
			});
		});
	});
}
