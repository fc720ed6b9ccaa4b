import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { ARTICLE, CHART, chartOf, live } from './support/chart.ts';
import { open, watch } from './support/open.ts';
import { themes, viewports } from './support/pages.ts';

test('a chart asks for no script before it is pointed at, and for nothing but its own then', async ({
	page,
}) => {
	const faults = watch(page);
	const scripts: string[] = [];
	page.on('request', (request) => {
		if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
	});
	await page.goto(ARTICLE, { waitUntil: 'networkidle' });
	expect(scripts.filter((path) => path.includes('/live.'))).toEqual([]);
	const { picture } = chartOf(page);
	await picture.hover();
	await expect(picture).toHaveAttribute('role', 'application');
	expect(scripts.filter((path) => path.includes('/live.'))).toHaveLength(1);
	expect(faults).toEqual([]);
});

for (const { name, ...viewport } of viewports) {
	test(`on a ${name} a pointer shows what the table says, within the window`, async ({ page }) => {
		await page.setViewportSize(viewport);
		await page.goto(ARTICLE);
		const { figure, picture, tip } = chartOf(page);
		await picture.locator('text', { hasText: 'Rust' }).first().hover();
		await expect(tip).toBeVisible();
		const row = await figure
			.locator('tr', { hasText: 'Tokio, inline' })
			.first()
			.locator('td')
			.allTextContents();
		await expect(tip).toContainText(`Median${row[0] ?? ''} ms of CPU a request`);
		await expect(tip).toContainText(`Interval${row[1] ?? ''}`);
		await expect(tip).toContainText(`Gates${row[3] ?? ''}`);
		const box = await tip.boundingBox();
		expect(box?.x).toBeGreaterThanOrEqual(0);
		expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(viewport.width);
		await page.keyboard.press('Escape');
		await expect(tip, 'a key sends it away').toBeHidden();
		await picture.locator('text', { hasText: 'Go' }).first().hover();
		await expect(tip).toBeVisible();
		await page.mouse.move(1, 1);
		await expect(tip).toBeHidden();
	});
}

test('a touch shows it too, and a touch elsewhere takes it away', async ({ browser }) => {
	const context = await browser.newContext({
		hasTouch: true,
		viewport: { width: 360, height: 780 },
	});
	const page = await context.newPage();
	await page.goto(ARTICLE);
	const { picture, tip } = chartOf(page);
	await picture.locator('text', { hasText: 'Go' }).first().tap();
	await expect(tip).toBeVisible();
	await expect(tip).toContainText('Go net/http, single');
	await page.getByRole('heading', { level: 1 }).tap();
	await expect(tip).toBeHidden();
	await context.close();
});

test('keys go from point to point, speak each, and leave', async ({ page }) => {
	const { picture, tip, status } = await live(page);
	const names = await chartOf(page).figure.locator('tbody th').allTextContents();
	await page.keyboard.press('ArrowDown');
	await expect(status).toContainText(`${names[0] ?? ''}: Median`);
	await expect(picture.locator('.ring')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(status).toContainText(`${names[1] ?? ''}: Median`);
	await page.keyboard.press('End');
	await expect(status).toContainText(`${names.at(-1) ?? ''}: Median`);
	await page.keyboard.press('Home');
	await expect(status).toContainText(`${names[0] ?? ''}: Median`);
	await expect(tip).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(tip).toBeHidden();
	await expect(picture.locator('.ring')).toHaveCount(0);
	await expect(picture, 'the focus stays, and is seen').toBeFocused();
	const outline = await picture.evaluate((svg) => getComputedStyle(svg).outlineStyle);
	expect(outline).toBe('solid');
	await page.keyboard.press('Tab');
	await expect(picture).not.toBeFocused();
});

test('a key that is pressed while the script is on its way is answered', async ({ page }) => {
	await page.route('**/_astro/live.*.js', async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 500));
		await route.continue();
	});
	await page.goto(ARTICLE);
	const { picture, tip } = chartOf(page);
	await picture.focus();
	await page.keyboard.press('ArrowDown');
	await expect(tip).toBeVisible();
});

test('a press on a name fades the others, and a second brings them back', async ({ page }) => {
	const { picture } = await live(page);
	const faded = picture.locator('.faded');
	const name = picture.locator('text', { hasText: 'Node.js' }).first();
	await name.click();
	const all = await picture.locator('[data-series]').count();
	const own = await picture.locator('[data-series="0"]').count();
	await expect(faded).toHaveCount(all - own);
	await name.click();
	await expect(faded).toHaveCount(0);
	// By keys: the point's own subject.
	await picture.focus();
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await expect(faded).not.toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(faded).toHaveCount(0);
});

test('pictures of the method’s pages answer too, where they have figures', async ({ page }) => {
	await page.goto('/trust/load-testers/');
	const figure = page.locator('figure.chart[data-shape]').first();
	await expect(figure).toBeVisible();
	await figure.locator(':scope > svg:visible').focus();
	await page.keyboard.press('Home');
	await expect(figure.locator('.tip')).toBeVisible();
	await expect(figure.locator(':scope > [role="status"]')).toContainText(/p99 [\d.,]+ ms/);
});

test('nothing moves by itself where motion is not wanted', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const { picture } = await live(page);
	await page.keyboard.press('ArrowDown');
	const durations = await picture
		.locator('[data-series]')
		.evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).transitionDuration));
	expect(new Set(durations)).toEqual(new Set(['0s']));
});

for (const { name, ...viewport } of viewports) {
	for (const theme of themes) {
		test(`an open Details and what is said of a point are accessible, ${name}, ${theme}`, async ({
			page,
		}) => {
			await page.setViewportSize(viewport);
			await open(page, ARTICLE, theme);
			const { figure, picture, tip } = chartOf(page);
			await figure.locator('summary').first().click();
			await picture.focus();
			await expect(picture).toHaveAttribute('role', 'application');
			await page.keyboard.press('ArrowDown');
			await expect(tip).toBeVisible();
			// Expressive Code lets the keyboard scroll a wide box some time after it has been shown.
			await expect(async () => {
				const { violations } = await new AxeBuilder({ page }).include(CHART).analyze();
				expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
			}).toPass({ timeout: 10_000 });
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width).toBeLessThanOrEqual(viewport.width);
		});
	}
}
