import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';

const PATH = '/learn/your-event-loop/';

const live = (page: Page) => page.locator('[data-your-loop]');
const measure = async (page: Page, name: RegExp) => {
	await live(page).getByRole('button', { name }).click();
	await expect(live(page)).toHaveAttribute('aria-busy', 'true');
	await expect(live(page)).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
};

/** `late by 190 ms; the task took 205 ms` of a way. */
async function figuresOf(page: Page, way: string): Promise<{ lagMs: number; tookMs: number }> {
	const words = (await live(page).locator('.row', { hasText: way }).textContent()) ?? '';
	const [, lag = '', took = ''] =
		/late by ([\d,.]+) ms; the task took ([\d,.]+) ms/.exec(words) ?? [];
	return { lagMs: Number(lag.replace(',', '')), tookMs: Number(took.replace(',', '')) };
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('there is the picture, and a sentence instead of buttons', async ({ page }) => {
		await page.goto(PATH);
		await expect(page.locator('[data-player="three-ways"] svg:visible').first()).toBeVisible();
		await expect(live(page).getByText('measures with a script')).toBeVisible();
		await expect(live(page).getByRole('button')).toHaveCount(0);
	});
});

test('blocking makes the probe as late as the task is long, a worker does not, and nothing is sent', async ({
	page,
}) => {
	test.setTimeout(120_000);
	const faults = watch(page);
	const asked: string[] = [];
	await page.goto(PATH, { waitUntil: 'networkidle' });
	page.on('request', (request) => asked.push(request.url()));
	await measure(page, /ways/);
	const block = await figuresOf(page, 'In one go');
	const chunk = await figuresOf(page, 'Cut up');
	const worker = await figuresOf(page, 'In a worker');
	expect(block.tookMs).toBeGreaterThanOrEqual(100);
	// A probe is due at most 10 ms after the task has begun.
	expect(block.lagMs).toBeGreaterThan(block.tookMs - 25);
	expect(chunk.lagMs).toBeLessThan(block.lagMs / 2);
	expect(worker.lagMs).toBeLessThan(block.lagMs / 2);
	await expect(live(page).locator('[data-ways-finding]')).toContainText('The probe came late by');
	await expect(live(page).locator('[data-clock]')).toContainText('the clock');
	// The script and the worker's file, from this site; `watch` has no others.
	expect(asked.every((url) => /\/_astro\/[^/]+\.js$/.test(url))).toBe(true);
	expect(faults).toEqual([]);
});

test('samples of a hidden tab are discarded, and it says so', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto(PATH, { waitUntil: 'networkidle' });
	// Hidden while the first sample is taken: a browser that is steered does not hide its tabs.
	await page.evaluate(() => {
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
	});
	await live(page).getByRole('button', { name: /ways/ }).click();
	await expect(live(page).locator('[data-ways-finding]')).toContainText(/[1-9]\d* discarded/, {
		timeout: 30_000,
	});
	await page.evaluate(() => {
		Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
	});
	await live(page).getByRole('button', { name: 'Stop' }).first().click();
	await expect(live(page)).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
	await expect(live(page).locator('[data-ways-finding]')).toContainText(
		'discarded: the tab was hidden',
	);
});

test('a sweep over workers compares each number with one', async ({ page }) => {
	test.setTimeout(120_000);
	await page.goto(PATH, { waitUntil: 'networkidle' });
	await page.evaluate(() => {
		Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });
	});
	await measure(page, /workers/);
	await expect(live(page).locator('[data-sweep-rows] .row')).toHaveCount(3);
	await expect(live(page).locator('[data-sweep-rows] .row').first()).toContainText('1.0 times one');
	await expect(live(page).locator('[data-sweep-finding]')).toContainText(
		'this browser speaks of 1 processor.',
	);
});
