import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';

const rows = (page: Page) => page.locator('cell-explorer tbody tr');

test.beforeEach(async ({ page }) => {
	await page.goto('/results/');
	await expect(page.locator('cell-explorer [role="status"]')).toHaveText(/^\d[\d,]* cells?$/);
});

test('a tick leaves the cells that have it, says how many, and stands in the address', async ({
	page,
}) => {
	const faults = watch(page);
	const before = await rows(page).count();
	await page.locator('details[data-facet="track"] summary').click();
	await page.getByRole('checkbox', { name: /^all/ }).check();
	await expect(page.locator('cell-explorer [role="status"]')).toHaveText(/ of /);
	const said = (await page.locator('cell-explorer [role="status"]').textContent()) ?? '';
	const [left = NaN, whole = NaN] = said
		.split(' of ')
		.map((text) => parseFloat(text.replace(',', '')));
	expect(left).toBeLessThan(whole);
	await expect(page).toHaveURL(/\?track=all$/);
	await page.goBack();
	await expect(rows(page)).toHaveCount(before);
	expect(faults).toEqual([]);
});

test('an address is a view: its search, order and columns are there when it is opened', async ({
	page,
}) => {
	await page.goto('/results/?search=express+fastify&sort=-serverCpuMsPerRequest&columns=run');
	await expect(page.locator('cell-explorer [role="status"]')).toHaveText(/^0 of /);
	await page.goto(
		'/results/?search=axum&sort=-serverCpuMsPerRequest&columns=serverCpuMsPerRequest',
	);
	await expect(page.locator('cell-explorer thead th')).toHaveCount(2);
	const figures = await page.locator('cell-explorer td.figure:not(.none)').allTextContents();
	const values = figures.map((text) => Number(text.replaceAll(',', '')));
	expect(values.length).toBeGreaterThan(2);
	expect(values).toEqual(values.toSorted((a, b) => b - a));
});

test('the keyboard alone searches, sorts both ways and opens a cell', async ({ page }) => {
	await page.getByRole('searchbox').focus();
	await page.keyboard.type('single');
	await expect(page).toHaveURL(/search=single/);
	const header = page.locator('th[aria-sort] button[data-column="latencyMsP50"]');
	await header.focus();
	await page.keyboard.press('Enter');
	await expect(page.locator('th[aria-sort="ascending"]')).toHaveText(/^p50/);
	await expect(header).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.locator('th[aria-sort="descending"]')).toHaveText(/^p50/);
	await rows(page).first().getByRole('link').focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/results\/cell\/\?run=/);
	await expect(page.getByRole('heading', { name: 'Windows' })).toBeVisible();
	await expect(page.locator('cell-view svg[role="img"]')).toBeVisible();
});

test('a cell that is not there, or not named, is said to be missing', async ({ page }) => {
	await page.goto('/results/cell/');
	await expect(page.getByText('No cell is named in the address.')).toBeVisible();
	await page.goto('/results/cell/?run=../../claims&cell=x/<img src=x>');
	await expect(page.getByText(/^The cell could not be loaded: .*\.$/)).toBeVisible();
});

test('without a script the runs are listed and the explorer is not', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/results/');
	await expect(page.locator('cell-explorer')).toBeHidden();
	// Text locators pass over what stands in noscript.
	await expect(page.locator('noscript p')).toContainText('The explorer needs a script.');
	await expect(page.locator('noscript p')).toBeVisible();
	await expect(page.locator('.runs a').first()).toBeVisible();
	await context.close();
});
