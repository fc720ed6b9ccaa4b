import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ARTICLE, CHART, chartOf } from './support/chart.ts';
import { watch } from './support/open.ts';
import { chooseFolder, filesOfARun, finding, folderOf, script } from './support/own-run.ts';
import { themes } from './support/pages.ts';

const line = (page: Page) => page.locator(`${CHART} .own-run-line`);
const marks = (page: Page) => chartOf(page).picture.locator('.own-run [data-own-row]');

test.beforeEach(async ({ page }) => {
	await page.goto('/compare/');
	await expect(finding(page)).toHaveText(/ in \d+ of \d+/);
});

/** As of a machine of another name, whose Go took a hundred times as long. */
async function showOwnRun(page: Page): Promise<string> {
	const { own, files } = await filesOfARun(page, (text) =>
		text
			.replace(/"cpuModel": ?"[^"]*"/, `"cpuModel":${JSON.stringify(script)}`)
			.replace(/"id": ?"prime\/go\/[\s\S]*/, (cell) =>
				cell.replace(
					/("serverCpuMsPerRequest": ?\{\s*"median": ?)([\d.]+)/,
					(_, before: string, median: string) => `${before}${Number(median) * 100}`,
				),
			),
	);
	await chooseFolder(page, folderOf(own, files));
	const offer = page.locator('own-runs [data-for-charts]');
	await offer.getByRole('button', { name: 'Show it on every chart' }).click();
	await expect(offer.getByRole('status')).toContainText('until this tab is closed');
	return own;
}

test('a run has a diamond in each row, is told by keys, and can be taken off', async ({ page }) => {
	const faults = watch(page);
	const own = await showOwnRun(page);
	await page.goto(ARTICLE);
	const { figure, picture, tip, status } = chartOf(page);
	await expect(line(page)).toContainText(`your run ${own}, 20`);
	await expect(line(page)).toContainText(`yours ${script}`);
	await expect(line(page)).toContainText('only ratios within each run are compared');
	await expect(line(page).locator('img')).toHaveCount(0);
	const rows = await figure.locator('tr[data-row]').count();
	await expect(marks(page)).toHaveCount(rows);
	await expect(marks(page).locator('circle').first()).toBeVisible();
	expect(await picture.locator('.own-run [data-beyond="high"]').count()).toBeGreaterThan(0);
	await picture.focus();
	await page.keyboard.press('Home');
	await expect(status).toContainText(/Yours [\d.]+ ms/);
	// Others may lie a little beyond; Go, whose rows come after, lies a hundred times as far.
	await picture.locator('.own-run [data-beyond="high"]').last().hover();
	await expect(tip).toContainText(/Yours[\d,]+ ms/);
	await line(page).getByRole('button').click();
	await expect(line(page)).toHaveCount(0);
	await expect(marks(page)).toHaveCount(0);
	await expect(figure.locator('[data-own-column]')).toHaveCount(0);
	await page.reload();
	await expect(picture).toBeVisible();
	await expect(line(page)).toHaveCount(0);
	expect(faults).toEqual([]);
});

test('it follows the chart to another view and back', async ({ page }) => {
	await showOwnRun(page);
	await page.goto(ARTICLE);
	await expect(line(page)).toBeVisible();
	const { view, figure } = chartOf(page);
	for (const name of ['memory', 'CPU per request']) {
		await view(name).click();
		await expect(view(name)).toHaveAttribute('aria-current', 'true');
		await expect(line(page)).toHaveCount(1);
		await expect(marks(page)).not.toHaveCount(0);
		await expect(figure.locator('th[data-own-column]')).toHaveCount(1);
	}
});

for (const theme of themes) {
	test(`on a phone it fits, and axe finds nothing, ${theme}`, async ({ page }) => {
		await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
		await page.setViewportSize({ width: 360, height: 780 });
		await showOwnRun(page);
		await page.goto(ARTICLE);
		await expect(marks(page)).not.toHaveCount(0);
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBeLessThanOrEqual(360);
		await chartOf(page).picture.focus();
		await page.keyboard.press('Home');
		const { violations } = await new AxeBuilder({ page }).include(CHART).analyze();
		expect(violations).toEqual([]);
	});
}

test('where a chart’s figures are none of a single cell, its own are told as text', async ({
	page,
}) => {
	await showOwnRun(page);
	await page.route(`**${ARTICLE}`, async (route) => {
		const answer = await route.fetch();
		const html = (await answer.text()).replaceAll(/(isDrawn(?:"|&quot;|&#34;):)true/g, '$1false');
		await route.fulfill({ response: answer, body: html });
	});
	await page.goto(ARTICLE);
	await expect(line(page)).toContainText('It cannot be drawn here');
	await expect(line(page).getByRole('listitem').first()).toContainText(/^\w+\/.*: [\d.,]+ ms/);
	await expect(marks(page)).toHaveCount(0);
});

test('what else a tab kept under that name is not shown', async ({ page }) => {
	const faults = watch(page);
	for (const text of ['[{"run":1}]', 'x'.repeat(3_000_000), JSON.stringify([script])]) {
		await page.evaluate((kept) => sessionStorage.setItem('own-runs', kept), text);
		await page.goto(ARTICLE, { waitUntil: 'networkidle' });
		await expect(page.locator('.own-run-line, .own-run')).toHaveCount(0);
	}
	expect(faults).toEqual([]);
});
