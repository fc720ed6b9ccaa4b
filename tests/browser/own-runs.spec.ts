import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';
import {
	chooseFolder,
	filesOfARun,
	finding,
	folderOf,
	outcome,
	script,
} from './support/own-run.ts';

test.beforeEach(async ({ page }) => {
	await page.goto('/compare/');
	await expect(finding(page)).toHaveText(/ in \d+ of \d+/);
});

test('a folder is read here, and stands beside ours with its environment first', async ({
	page,
}) => {
	const faults = watch(page);
	const { own, files } = await filesOfARun(page, (text) =>
		text.replace(/"cpuModel": ?"[^"]*"/, '"cpuModel":"My own processor"'),
	);
	await chooseFolder(page, folderOf(own, files));
	await expect(outcome(page)).toHaveText('1 run is among those to choose from.');
	await expect(page.locator('#compare-b')).toHaveValue(`yours:${own}`);
	await expect(page.locator('run-comparison h2').first()).toHaveText('Environment');
	await expect(page.locator('run-comparison table').first()).toContainText('My own processor');
	await expect(page.locator('run-comparison')).toContainText('different processors');
	await expect(finding(page)).toHaveText(/^Its ratio to the reference: .*|^No difference was/);
	expect(faults).toEqual([]);
});

test('markup in a run is text, and nothing is asked of anybody', async ({ page }) => {
	const { own, files } = await filesOfARun(page, (text) =>
		text
			.replace(/"os": ?"[^"]*"/, `"os":${JSON.stringify(script)}`)
			.replace(/"labels": ?\[\]/, `"labels":[${JSON.stringify(script)}]`),
	);
	const folder = folderOf(own, files);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await chooseFolder(page, folder);
	await expect(page.locator('run-comparison table').first()).toContainText(script);
	await expect(page.locator('run-comparison img, own-runs img')).toHaveCount(0);
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
	const elsewhere = asked.filter((url) => !/\/_astro\/[\w.-]+\.js$|\/results\/data\//.test(url));
	expect(elsewhere).toEqual([]);
});

test('what is no run is refused in sentences with the file’s name', async ({ page }) => {
	const { own, files } = await filesOfARun(page);
	const [about, ...cells] = files;
	const wrong = cells.map(({ path, text }, place) => ({
		path,
		text: place === 0 ? text.replace(/"cores": ?\d+/, '"cores":-1') : text,
	}));
	await chooseFolder(page, folderOf(own, [about ?? { path: 'run.json', text: '' }, ...wrong]));
	await expect(outcome(page)).toContainText('Not read.');
	await expect(outcome(page).getByRole('listitem')).toHaveText(
		new RegExp(`^${own}/.*\\.json is not valid: "cores"`),
	);
	await chooseFolder(page, folderOf(own, cells));
	await expect(outcome(page)).toContainText(/Among \d+ files is no run\.json/);
	await page
		.getByLabel('Its files')
		.setInputFiles([
			{ name: 'results.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004') },
		]);
	await expect(outcome(page)).toContainText('results.zip is an archive: unpack it');
	await page
		.getByLabel('Its files')
		.setInputFiles([
			{ name: 'run.json', mimeType: 'application/json', buffer: Buffer.alloc(600 * 1024, ' ') },
		]);
	await expect(outcome(page)).toContainText('run.json is larger than a file of a run');
});

test('a folder can be dropped, and so can a file', async ({ page }) => {
	const { own, files } = await filesOfARun(page);
	const zone = page.locator('own-runs');
	await zone.scrollIntoViewIfNeeded();
	const { x, y } = (await zone.boundingBox()) ?? { x: 0, y: 0 };
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: [folderOf(own, files)], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
		await session.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data });
	}
	await expect(outcome(page)).toHaveText('1 run is among those to choose from.');
	await page.evaluate(() => {
		const transfer = new DataTransfer();
		transfer.items.add(new File(['{}'], 'run.json', { type: 'application/json' }));
		const drop = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
		document.querySelector('own-runs')?.dispatchEvent(drop);
	});
	await expect(outcome(page)).toContainText('run.json is not valid');
});

test('a reader’s run is gone with the page, which says so', async ({ page }) => {
	const { own, files } = await filesOfARun(page);
	await chooseFolder(page, folderOf(own, files));
	await expect(page.locator('#compare-b')).toHaveValue(`yours:${own}`);
	await page.reload();
	await expect(page.locator('run-comparison .missing')).toContainText('memory alone');
});

test.describe('a fork', () => {
	const listing = 'https://api.github.com/repos/own-er/fork/git/trees/HEAD?recursive=1';
	const field = (page: Page) => page.getByLabel('Or a fork on GitHub');

	test('is listed, and read when a comparison needs it', async ({ page }) => {
		const { own, files } = await filesOfARun(page);
		const place = `content/results/${own}/`;
		const asked: string[] = [];
		await page.route(listing, (route) => {
			const tree = files.map(({ path, text }) => ({
				path: `${place}${path}`,
				type: 'blob',
				size: text.length,
			}));
			return route.fulfill({ json: { sha: '0', truncated: false, tree } });
		});
		await page.route('https://raw.githubusercontent.com/**', (route) => {
			asked.push(route.request().url());
			const path = new URL(route.request().url()).pathname.split(place)[1];
			return route.fulfill({ body: files.find((file) => file.path === path)?.text ?? '' });
		});
		await field(page).fill('https://github.com/own-er/fork');
		await page.keyboard.press('Enter');
		await expect(outcome(page)).toHaveText('1 run is among those to choose from.');
		await expect(page.locator('#compare-b')).toHaveValue(`own-er/fork:${own}`);
		await expect(page.locator('run-comparison h2').first()).toHaveText('Environment');
		expect(asked).toHaveLength(files.length);
		const start = `https://raw.githubusercontent.com/own-er/fork/HEAD/${place}`;
		expect(asked.filter((url) => !url.startsWith(start))).toEqual([]);
	});

	test('that is none, or is not answered, is said to be so', async ({ page }) => {
		await field(page).fill('https://evil.example/own-er/fork');
		await page.keyboard.press('Enter');
		await expect(outcome(page)).toContainText('That is no repository');
		for (const [status, sentence] of [
			[404, 'GitHub has no public repository own-er/fork.'],
			[403, 'a limited number of questions'],
		] as const) {
			await page.route(listing, (route) => route.fulfill({ status, body: '{}' }));
			await field(page).fill('own-er/fork');
			await page.keyboard.press('Enter');
			await expect(outcome(page)).toContainText(sentence);
		}
		await page.route(listing, (route) => route.abort());
		await page.keyboard.press('Enter');
		await expect(outcome(page)).toContainText('GitHub could not be reached.');
	});
});
