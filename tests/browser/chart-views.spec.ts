import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ARTICLE, CHART, chartOf, live } from './support/chart.ts';
import { watch } from './support/open.ts';
import { themes } from './support/pages.ts';

test('another metric takes the chart’s place, with its table and files, and is in the address', async ({
	page,
}) => {
	const faults = watch(page);
	const { figure, picture, status, view } = await live(page);
	const before = await picture.innerHTML();
	const finding = await figure.locator('.finding').textContent();
	await view('memory').click();
	await expect(view('memory')).toHaveAttribute('aria-current', 'true');
	await expect(figure.locator('.title')).toContainText('Resident memory');
	await expect(picture).toContainText('MB');
	expect(page.url()).toContain('?prime-cpu-per-request=memory');
	await figure.locator('summary').first().click();
	await expect(figure.locator('thead th').nth(1)).toHaveText('memory, MB');
	await expect(figure.locator('a[data-ending="csv"]')).toHaveAttribute(
		'href',
		/\/charts\/prime-cpu-per-request\/memory\.csv$/,
	);
	await expect(figure.locator('a[data-ending="png"]')).toBeHidden();
	await picture.focus();
	await page.keyboard.press('Home');
	await expect(status).toContainText(/memory [\d.]+ MB; Interval/);
	await view('CPU per request').click();
	await expect(figure.locator('.finding')).toHaveText(finding ?? '');
	expect(await picture.innerHTML()).toBe(before);
	expect(page.url()).not.toContain('memory');
	expect(faults).toEqual([]);
});

test('a link that is pressed before the script has come waits for it', async ({ page }) => {
	await page.route('**/_astro/live.*.js', async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 500));
		await route.continue();
	});
	await page.goto(ARTICLE);
	const { figure, view } = chartOf(page);
	await view('memory').click();
	await expect(figure.locator('.title')).toContainText('Resident memory');
});

test('and leads to the picture where the script does not come', async ({ page }) => {
	await page.route('**/_astro/live.*.js', (route) => route.abort());
	await page.goto(ARTICLE);
	await chartOf(page).view('memory').click();
	await expect(page).toHaveURL(/\/charts\/prime-cpu-per-request\/memory\.svg$/);
});

test('the address brings a view back, and a view that is not there changes nothing', async ({
	page,
}) => {
	await page.goto(`${ARTICLE}?prime-cpu-per-request=memory${CHART}`);
	const { figure, picture, view } = chartOf(page);
	await expect(figure.locator('.title')).toContainText('Resident memory');
	await expect(view('memory')).toHaveAttribute('aria-current', 'true');
	await expect(picture).toHaveCount(1);
	await page.goto(`${ARTICLE}?prime-cpu-per-request=nothing`);
	await picture.hover();
	await expect(figure.locator('.title')).toContainText('CPU time');
});

test('the whole distribution of a load is a curve that keys follow', async ({ page }) => {
	await page.goto(`${ARTICLE}?prime-latency-at-rate=distribution-rate-1000#prime-latency-at-rate`);
	await page.locator('details:has(#prime-latency-at-rate)').evaluate((fold) => {
		(fold as HTMLDetailsElement).open = true;
	});
	const { figure, picture, status } = chartOf(page, '#prime-latency-at-rate');
	await expect(figure.locator('.title')).toContainText('Whole distribution');
	await picture.focus();
	await page.keyboard.press('Home');
	await expect(status).toContainText('Percentile p50');
	await page.keyboard.press('ArrowRight');
	await expect(status).toContainText('Percentile p90');
	const first = await status.textContent();
	await page.keyboard.press('ArrowDown');
	await expect(status).not.toHaveText(first ?? '');
	await expect(status).toContainText('Percentile p90');
});

test('Details offers the rows and the picture as files, and the link', async ({
	page,
	context,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const { figure } = await live(page);
	await figure.locator('summary').first().click();
	const rows = await figure.locator('tbody tr').count();
	const download = async (ending: string) => {
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			figure.locator(`a[data-ending="${ending}"]`).click(),
		]);
		expect(file.suggestedFilename()).toBe(`prime-cpu-per-request.${ending}`);
		return readFileSync(await file.path());
	};
	const csv = (await download('csv')).toString();
	expect(csv.trim().split('\r\n')).toHaveLength(rows + 1);
	const json = JSON.parse((await download('json')).toString()) as { rows: unknown[] };
	expect(json.rows).toHaveLength(rows);
	expect((await download('svg')).toString()).toMatch(/^<svg /);
	expect((await download('png')).subarray(1, 4).toString()).toBe('PNG');
	await figure.getByRole('button', { name: 'Copy the link' }).click();
	await expect(figure.getByRole('button', { name: 'Copied' })).toBeVisible();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toMatch(/\/answers\/cpu-bound\/#prime-cpu-per-request$/);
	await expect(figure.getByText('Code as measured')).toBeVisible();
});

test('a standalone picture has its caption and source in both themes, and needs no page', async ({
	page,
}) => {
	await page.goto(ARTICLE);
	const finding = await chartOf(page).figure.locator('.finding').textContent();
	for (const colorScheme of themes) {
		await page.emulateMedia({ colorScheme });
		await page.goto('/charts/prime-cpu-per-request.svg');
		const words = await page.evaluate(() =>
			[...document.querySelectorAll('text')].map(({ textContent }) => textContent).join(' '),
		);
		expect(words).toContain(finding ?? 'a finding');
		expect(words).toContain('2026');
		const paper = await page.evaluate(() => {
			const rect = document.querySelector('rect');
			return rect === null ? '' : getComputedStyle(rect).fill;
		});
		expect(paper).toBe(colorScheme === 'light' ? 'rgb(253, 252, 250)' : 'rgb(20, 20, 22)');
	}
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('views are links to pictures, and Details has files, code and the link', async ({
		page,
	}) => {
		await page.goto(ARTICLE);
		const { figure, view } = chartOf(page);
		await figure.locator('summary').first().click();
		for (const ending of ['json', 'csv', 'svg', 'png']) {
			await expect(figure.locator(`a[data-ending="${ending}"]`)).toBeVisible();
		}
		await expect(figure.getByRole('link', { name: 'link to this chart' })).toBeVisible();
		await expect(figure.getByRole('button', { name: 'Copy the link' })).toBeHidden();
		await expect(figure.getByRole('link', { name: 'go/net-http', exact: true })).toBeVisible();
		await view('memory').click();
		expect(page.url()).toMatch(/\/charts\/prime-cpu-per-request\/memory\.svg$/);
	});
});
