import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open, watch } from './support/open.ts';
import { pages, themes, viewports } from './support/pages.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Starlight's search button shows its shortcut, "Search Ctrl K", and is named "Search"; the shortcut
 * is told by aria-keyshortcuts instead. The rule wants every visible word in the name.
 */
const SHORTCUT_IN_NAME = 'label-content-name-mismatch';

for (const path of pages) {
	for (const { name, ...viewport } of viewports) {
		test(`${path} on a ${name}: accessible, without errors, nothing cut off`, async ({ page }) => {
			await page.setViewportSize(viewport);
			const faults = watch(page);
			for (const theme of themes) {
				await open(page, path, theme);
				// What is folded is read as well.
				await openEveryFold(page);
				const { violations } = await new AxeBuilder({ page })
					.withTags(TAGS)
					.disableRules(SHORTCUT_IN_NAME)
					.analyze();
				const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
				expect(found, theme).toEqual([]);
			}
			const width = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(viewport.width);
			expect(faults).toEqual([]);
		});
	}
}

test('no page moves while it loads', async ({ page }) => {
	for (const path of pages) {
		await page.addInitScript(() => {
			const record = window as unknown as { shift: number };
			record.shift = 0;
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries()) {
					record.shift += (entry as unknown as { value: number }).value;
				}
			}).observe({ type: 'layout-shift', buffered: true });
		});
		await page.goto(path, { waitUntil: 'networkidle' });
		const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift);
		expect(shift, path).toBe(0);
	}
});

async function openEveryFold(page: import('@playwright/test').Page): Promise<void> {
	await page.evaluate(() => {
		for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details')) {
			fold.open = true;
		}
	});
	// Expressive Code looks for boxes that have begun to scroll a quarter of a second later.
	await page.waitForTimeout(400);
}
