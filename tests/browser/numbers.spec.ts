import { expect as usual, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';

/** A starved browser takes seconds for what it simulates in tenths of one. */
const expect = usual.configure({ timeout: 20_000 });
test.describe.configure({ timeout: 90_000 });

const PATH = '/answers/which-runtime/';

const numbers = (page: Page) => page.locator('[data-numbers]');
const field = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true });
const rule = (page: Page, name: string) => numbers(page).locator('.rules > li', { hasText: name });
const settled = (page: Page) => expect(numbers(page)).toHaveAttribute('aria-busy', 'false');

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('it is a worked example: its numbers, every rule, a finding', async ({ page }) => {
		await page.goto(PATH);
		await expect(numbers(page).getByText('Requests 400 a second')).toBeVisible();
		await expect(numbers(page).locator('form')).toBeHidden();
		await expect(numbers(page).locator('.rules > li')).toHaveCount(7);
		await expect(numbers(page).locator('.strip:visible')).toHaveCount(6);
		await expect(numbers(page).locator('[data-finding]')).toContainText('99 of 100');
	});
});

test('a number typed by keyboard changes every rule and stands in the address that brings it back', async ({
	page,
}) => {
	const faults = watch(page);
	const scripts: string[] = [];
	page.on('request', (request) => {
		if (/numbers\.[^/]*\.js$/.test(request.url())) scripts.push(request.url());
	});
	await page.goto(PATH, { waitUntil: 'networkidle' });
	expect(scripts, 'before a touch').toEqual([]);
	await expect(rule(page, 'One event loop, callbacks')).toContainText('No steady state');
	await field(page, 'Requests').focus();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('100');
	await expect(page).toHaveURL(/numbers\.rate=100/);
	await settled(page);
	await expect(rule(page, 'One event loop, callbacks')).toContainText('30 % of its core');
	await expect(rule(page, 'One event loop, callbacks').locator('.strip')).toBeVisible();
	const found = await numbers(page).locator('[data-finding]').textContent();
	const drawn = await numbers(page).locator('[data-results]').innerHTML();
	await page.reload();
	await expect(field(page, 'Requests')).toHaveValue('100');
	await settled(page);
	await expect(numbers(page).locator('[data-finding]')).toHaveText(found ?? '');
	await expect
		.poll(() => numbers(page).locator('[data-results]').innerHTML(), 'the same seeds')
		.toBe(drawn);
	expect(faults).toEqual([]);
});

test('what the browser simulates is what the build has simulated', async ({ page }) => {
	await page.goto(PATH);
	const built = await numbers(page).locator('[data-results]').innerHTML();
	await field(page, 'Cores').fill('4');
	await settled(page);
	await expect.poll(() => numbers(page).locator('[data-results]').innerHTML()).not.toBe(built);
	await page.getByRole('button', { name: 'The example again' }).click();
	await expect(page).not.toHaveURL(/numbers/);
	await expect.poll(() => numbers(page).locator('[data-results]').innerHTML()).toBe(built);
});

test('a slider goes by keys, and what nobody can set is put right', async ({ page }) => {
	await page.goto(PATH);
	await page.getByRole('slider', { name: 'Each waits, slider' }).focus();
	await page.keyboard.press('End');
	await expect(field(page, 'Each waits')).toHaveValue('10000');
	await settled(page);
	await field(page, 'Cores').fill('99');
	await field(page, 'Cores').blur();
	await expect(field(page, 'Cores')).toHaveValue('16');
});

test.describe('by touch on a phone', () => {
	test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

	test('a slider follows the finger, and nothing is cut off', async ({ page }) => {
		await page.goto(PATH);
		const slider = page.getByRole('slider', { name: 'Requests, slider' });
		await slider.scrollIntoViewIfNeeded();
		const box = await slider.boundingBox();
		if (box === null) throw new Error('The slider is not to be seen.');
		await page.touchscreen.tap(box.x + box.width - 4, box.y + box.height / 2);
		await expect
			.poll(async () => Number(await field(page, 'Requests').inputValue()))
			.toBeGreaterThan(10_000);
		await settled(page);
		await expect(numbers(page).locator('[data-finding]')).toContainText('No rule keeps up');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	});
});
