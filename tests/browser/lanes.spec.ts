import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';

const button = (page: Page) => page.locator('who-waits button');
const status = (page: Page) => page.locator('who-waits [role="status"]');
const lane = (page: Page, language: string) => page.locator(`[data-lane="${language}"]`);
/** How far the picture is drawn, in ms of the lane. */
const drawnMs = async (page: Page) =>
	Number(await lane(page, 'node').locator('clipPath rect').getAttribute('width'));

test('before anybody taps there is a finished picture, and only the listener is loaded', async ({
	page,
}) => {
	const loaded: string[] = [];
	page.on('request', (request) => loaded.push(request.url()));
	await page.goto('/', { waitUntil: 'networkidle' });
	for (const language of ['node', 'go', 'rust']) {
		expect(await lane(page, language).locator('.long').count()).toBeGreaterThan(1);
		await expect(lane(page, language).locator('.finding')).toContainText('short requests wait');
	}
	const before = loaded.length;
	await button(page).click();
	await expect(button(page)).toHaveText('Send a second one');
	expect(loaded.slice(before).filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
});

test('a request goes into all lanes at once, a second one while it computes, and at the end it is said who waited', async ({
	page,
}) => {
	const faults = watch(page);
	await page.goto('/');
	await button(page).focus();
	await page.keyboard.press('Enter');
	await expect(lane(page, 'node').locator('.finding')).toHaveText(/^\d wait now\.$/);
	await expect(lane(page, 'go').locator('.finding')).toHaveText('Nobody waits.');
	await page.keyboard.press('Enter');
	for (const language of ['node', 'go', 'rust']) {
		await expect(lane(page, language).locator('.long-2').first()).toBeAttached();
	}
	await expect(button(page)).toHaveAttribute('aria-disabled', 'true');
	await expect(status(page)).toHaveText(
		/^In the one loop of Node.js \d+ short requests waited, the longest \d+ ms; with Go .+; with Tokio .+\.$/,
		{ timeout: 15_000 },
	);
	await expect(button(page)).toHaveText('Send again');
	await expect(button(page)).toBeFocused();
	expect(faults).toEqual([]);
});

test('a tap on a lane sends as well', async ({ browser }) => {
	const context = await browser.newContext({
		hasTouch: true,
		viewport: { width: 360, height: 780 },
	});
	const page = await context.newPage();
	await page.goto('/');
	await lane(page, 'rust').locator('svg').tap();
	await expect(button(page)).toHaveText('Send a second one');
	await context.close();
});

test('out of sight it stands still', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 780 });
	await page.goto('/');
	await button(page).click();
	await expect.poll(() => drawnMs(page)).toBeLessThan(100);
	await page.locator('.colophon').scrollIntoViewIfNeeded();
	await page.waitForTimeout(300);
	const before = await drawnMs(page);
	await page.waitForTimeout(1000);
	expect(await drawnMs(page)).toBe(before);
	await button(page).scrollIntoViewIfNeeded();
	await expect.poll(() => drawnMs(page)).toBeGreaterThan(before);
});

test('with reduced motion the end is there at once, in words too', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto('/');
	await button(page).click();
	await expect(status(page)).toHaveText(
		/with Go none waited; with Tokio 6 short requests waited, the longest 99 ms\.$/,
	);
	expect(await drawnMs(page)).toBe(300);
	await button(page).click();
	await expect(status(page)).toHaveText(/with Go \d+ short requests waited/);
});

test('without a script there is the picture, and no button that does nothing', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/');
	await expect(lane(page, 'node').locator('.finding')).toBeVisible();
	await expect(button(page)).toBeHidden();
	await context.close();
});
