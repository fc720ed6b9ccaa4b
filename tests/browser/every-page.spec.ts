import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { open, watch } from './support/open.ts';
import { pages, themes, viewports } from './support/pages.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that find fault with what we do not write, and why that is no fault. */
const NOT_OURS = [
	// Starlight's search button shows its shortcut, "Search Ctrl K", and is named "Search"; the
	// shortcut is told by aria-keyshortcuts, but the rule wants every visible word in the name.
	'label-content-name-mismatch',
];

for (const path of pages) {
	for (const { name, ...viewport } of viewports) {
		test(`${path} on a ${name}: accessible, without errors, nothing cut off`, async ({ page }) => {
			// The longest page took 38 s in its two themes on a machine with a busy neighbour.
			test.setTimeout(90_000);
			await page.setViewportSize(viewport);
			const faults = watch(page);
			await open(page, path, 'light');
			// What is folded is read as well.
			await openEveryFold(page);
			for (const theme of themes) {
				await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
				const { violations } = await new AxeBuilder({ page })
					.withTags(TAGS)
					.disableRules(NOT_OURS)
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
	test.setTimeout(180_000);
	await page.addInitScript(() => {
		const record = window as unknown as { shift: number };
		record.shift = 0;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				record.shift += (entry as unknown as { value: number }).value;
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	// Else a second load has fonts and styles at hand, and hides what moved in the first.
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	for (const path of pages) {
		// A starved browser paints a long page before all of it is parsed, which moves what stands below; a page that moves by
		// itself does so every time.
		const shiftOfOneLoad = async () => {
			await page.goto(path, { waitUntil: 'networkidle' });
			return page.evaluate(() => (window as unknown as { shift: number }).shift);
		};
		await expect.poll(shiftOfOneLoad, { message: path, timeout: 20_000 }).toBe(0);
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
