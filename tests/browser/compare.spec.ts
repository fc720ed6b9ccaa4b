import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';

const finding = (page: Page) => page.locator('run-comparison [role="status"]');
const rows = (page: Page) => page.locator('run-comparison tbody tr');

type Pair = (runs: readonly string[]) => [older: string, newer: string];

const experimentOf = (id: string) => id.replace(/^\d+-\d+-/, '');

/** The first two of one experiment: they were measured in the same way, and no later run changes which they are. */
const alike: Pair = (ids) => {
	const newer = ids.find((id, place) =>
		ids.slice(0, place).some((one) => experimentOf(one) === experimentOf(id)),
	);
	const older = ids.find((id) => newer !== undefined && experimentOf(id) === experimentOf(newer));
	return [older ?? '', newer ?? ''];
};

/** Two runs that passed their gates, the older first. */
async function pair(page: Page, choose = alike): Promise<[string, string]> {
	const ids = (await page.locator('run-comparison').getAttribute('data-sound')) ?? '';
	return choose(ids.split(' ').toSorted());
}

test('two servers stand side by side at once, and every choice is in the address', async ({
	page,
}) => {
	const faults = watch(page);
	await page.goto('/compare/');
	await expect(finding(page)).toHaveText(/ in \d+ of \d+/);
	await expect(rows(page).first()).toContainText(/B is |no difference detected|did not pass/);
	const a = page.locator('#compare-a');
	const [, , other] = await a.locator('option').allTextContents();
	await a.selectOption(other ?? '');
	await expect(page).toHaveURL(new RegExp(`a=${encodeURIComponent(other ?? '')}`));
	await page.goBack();
	await expect(a).not.toHaveValue(other ?? '');
	expect(faults).toEqual([]);
});

test('of two runs the difference of environment comes first, then each cell', async ({ page }) => {
	await page.goto('/compare/');
	const [older, newer] = await pair(page);
	await page.goto(`/compare/?a=${older}&b=${newer}`);
	await expect(finding(page)).toHaveText(/^The figure of B.* Its ratio to the reference/);
	const titles = page.locator('run-comparison h2');
	await expect(titles).toHaveText(['Environment', 'Cells']);
	await expect(page.locator('run-comparison details')).toContainText('machine class');
	await expect(rows(page).first().locator('td')).not.toHaveCount(0);
	const strips = page.locator('run-comparison svg.strip');
	await expect(strips.first().locator('.noise'), 'the noise of both runs').toBeAttached();
});

test('of two runs that were not measured in the same way only ratios are compared', async ({
	page,
}) => {
	await page.goto('/compare/');
	const [older, newer] = await pair(page, (ids) => [
		ids.find((id) => id === '20261129-100116-offloading-standard') ?? '',
		ids.find((id) => id === '20261129-111423-offloading-standard') ?? '',
	]);
	await page.goto(`/compare/?a=${older}&b=${newer}`);
	await expect(finding(page)).toHaveText(/^Its ratio to the reference /);
	await expect(page.locator('run-comparison')).toContainText(
		'the load generator came before other programs in only one of the two runs',
	);
});

test('what is not comparable is refused in the sentence of the command line', async ({ page }) => {
	await page.goto('/compare/');
	const [older, newer] = await pair(page);
	await page.goto(`/compare/?a=${older}&b=${older}`);
	await expect(finding(page)).toHaveText(
		`Not comparable: Run ${older} cannot be compared with itself.`,
	);
	await page.goto(`/compare/?a=20000101-0000-gone-standard&b=${newer}`);
	await expect(page.locator('run-comparison .missing')).toHaveText(
		'This site has no run 20000101-0000-gone-standard.',
	);
	await page.goto('/compare/?a=<img src=x onerror=alert(1)>&b=yours:gone');
	await expect(page.locator('run-comparison .missing').first()).toContainText('<img src=x');
});

test('the keyboard alone changes what is compared', async ({ page }) => {
	await page.goto('/compare/');
	await expect(finding(page)).toHaveText(/ in \d+ of \d+/);
	await page.getByRole('radio', { name: 'two servers of one run' }).focus();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('radio', { name: 'two runs' })).toBeChecked();
	await expect(page).toHaveURL(/\?a=\d{8}-.*&b=\d{8}-/);
	await page.keyboard.press('Tab');
	await expect(page.locator('#compare-a')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(finding(page)).not.toHaveText('Loading the cells.');
	await expect(page.locator('#compare-a')).toBeFocused();
});

test('on a phone each value has its name beside it, and no text is below 12 px', async ({
	page,
}) => {
	await page.setViewportSize({ width: 360, height: 780 });
	await page.goto('/compare/');
	await expect(rows(page).first()).toBeVisible();
	const sizes = await page.evaluate(() =>
		[...document.querySelectorAll('run-comparison *')]
			.filter((one) => one.textContent && one.getBoundingClientRect().height > 0)
			.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
	);
	expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
	const named = await rows(page)
		.first()
		.locator('td')
		.evaluateAll((all) => all.map((one) => getComputedStyle(one, '::before').content));
	expect(named).toEqual(['"B / A"', '"Would show"', '"A"', '"B"']);
	// Laid out as blocks, it is a table still.
	await expect(page.getByRole('table').first().getByRole('rowheader').first()).toBeVisible();
});

test('the schemas come only once somebody brings a run', async ({ page }) => {
	const scripts: string[] = [];
	page.on('response', async (answer) => {
		if (answer.url().endsWith('.js')) scripts.push(await answer.text());
	});
	await page.goto('/compare/', { waitUntil: 'networkidle' });
	expect(scripts.length).toBeGreaterThan(0);
	expect(scripts.filter((script) => script.includes('invalid_type'))).toEqual([]);
});

test('a run’s page leads here with itself chosen', async ({ page }) => {
	await page.goto('/compare/');
	const [, newer] = await pair(page);
	await page.goto(`/results/${newer}/`);
	await page.getByRole('link', { name: 'Compare with another run' }).click();
	await expect(page.locator('#compare-a')).toHaveValue(newer);
	await expect(finding(page)).toHaveText(/ in \d+ of \d+/);
});

test('without a script there is a sentence in its place', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/compare/');
	await expect(page.locator('run-comparison')).toBeHidden();
	await expect(page.locator('noscript p').first()).toContainText('computed by a script');
	await context.close();
});
