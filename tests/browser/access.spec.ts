import { expect, type Locator, test } from '@playwright/test';
import { pages } from './support/pages.ts';

/** Pages that a script fills: without one they say so and lead on. */
const FILLED = ['/compare/', '/results/cell/'];

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	for (const colorScheme of ['light', 'dark'] as const) {
		test(`the page is ${colorScheme} where the reader's system is, its code too`, async ({
			page,
		}) => {
			await page.emulateMedia({ colorScheme });
			await page.goto('/answers/cpu-bound/');
			const lightness = (locator: Locator, property: 'color' | 'backgroundColor') =>
				locator.evaluate((one, name) => {
					const [red = 0, green = 0, blue = 0] =
						getComputedStyle(one)[name].match(/\d+/g)?.map(Number) ?? [];
					return (red + green + blue) / 3;
				}, property);
			const [paper, ink, code, word] = await Promise.all([
				lightness(page.locator('body'), 'backgroundColor'),
				lightness(page.locator('main p').first(), 'color'),
				lightness(page.locator('.expressive-code pre').first(), 'backgroundColor'),
				lightness(page.locator('.expressive-code .ec-line span[style]').first(), 'color'),
			]);
			const isLight = colorScheme === 'light';
			expect([paper > 128, ink < 128, code > 128, word < 128]).toEqual(Array(4).fill(isLight));
		});
	}

	for (const path of pages) {
		test(`${path} can be read, and offers nothing that would not work`, async ({ page }) => {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			const main = page.locator('main');
			const words = (await main.innerText()).split(/\s+/);
			expect(words.length).toBeGreaterThan(FILLED.some((one) => path.startsWith(one)) ? 15 : 40);
			// The button that copies code is in the markup; Expressive Code shows it to pointers only.
			const controls = main.locator('button, input, select').filter({ visible: true });
			const own = await controls.evaluateAll((all) =>
				all.filter((one) => !one.closest('.expressive-code')).map((one) => one.outerHTML),
			);
			expect(own).toEqual([]);
		});
	}
});

for (const path of pages) {
	test(`${path}: the keyboard skips to the content, and everything it reaches can be seen`, async ({
		page,
	}) => {
		await page.goto(path);
		await page.keyboard.press('Tab');
		await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/#_top$/);
		for (let press = 0; press < 12; press += 1) {
			await page.keyboard.press('Tab');
			const focused = await page.evaluate(() => {
				const one = document.activeElement;
				if (one === null || one === document.body) return undefined;
				const { width, height } = one.getBoundingClientRect();
				const { outlineStyle, outlineWidth } = getComputedStyle(one);
				const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
				return { html: one.outerHTML.slice(0, 120), seen: width > 0 && height > 0 && ring };
			});
			if (focused === undefined) break;
			expect(focused.seen, focused.html).toBe(true);
		}
	});
}

test('with reduced motion nothing moves on any page', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const path of pages) {
		await page.goto(path);
		expect(await page.evaluate(() => document.getAnimations().length), path).toBe(0);
	}
});
