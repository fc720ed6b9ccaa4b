import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';

export const script = '<img src=x onerror="window.ran = true">';
export const outcome = (page: Page) => page.locator('own-runs > [role="status"]');
export const finding = (page: Page) => page.locator('run-comparison [role="status"]');

/** A run of this site that passed its gates, as files under another id: what somebody who measured the same would bring. */
export async function filesOfARun(page: Page, change: (text: string) => string = (text) => text) {
	const ids = (await page.locator('run-comparison').getAttribute('data-sound')) ?? '';
	// Its cells pass, and it has twins.
	const id = ids.split(' ').findLast((one) => one.includes('-prime-')) ?? '';
	const index = (await (await page.request.get('/results/cells.json')).json()) as {
		cells: string[];
		facets: Record<'run', { values: string[]; places: number[] }>;
	};
	const { values, places } = index.facets.run;
	const cells = index.cells.filter((_, line) => values[places[line] ?? -1] === id);
	const own = '20990101-000000-prime-standard';
	const files = await Promise.all(
		['run', ...cells].map(async (path) => {
			const answer = await page.request.get(`/results/data/${id}/${path}.json`);
			return { path: `${path}.json`, text: change((await answer.text()).replaceAll(id, own)) };
		}),
	);
	return { own, files };
}

/** The files in a folder of this machine. */
export function folderOf(name: string, files: readonly { path: string; text: string }[]): string {
	const folder = join(mkdtempSync(join(tmpdir(), 'own-runs-')), name);
	for (const { path, text } of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	return folder;
}

export const chooseFolder = (page: Page, folder: string) =>
	page.getByLabel('A folder').setInputFiles(folder);
