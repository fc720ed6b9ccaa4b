import { expect, test } from '@playwright/test';
import { viewports } from './support/pages.ts';

const ARTICLE = '/answers/cpu-bound/';

/** Pages with pictures of each kind. */
const CHARTED = [
	ARTICLE,
	'/trust/how-big-a-difference/',
	'/trust/load-testers/',
	'/trust/the-instrument/',
];

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('an article can be read whole: text, all three programs, folds', async ({ page }) => {
		await page.goto(ARTICLE);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('CPU-bound');
		for (const file of ['node/http/prime.ts', 'go/net-http/prime.go', 'rust/axum/prime.rs']) {
			await expect(page.locator('figcaption', { hasText: file }).first()).toBeVisible();
		}
		const fold = page.locator('details', { hasText: 'What we predicted' });
		await fold.locator('summary').click();
		await expect(fold.getByText('Predicted').first()).toBeVisible();
	});

	test('charts are pictures with a text alternative and a table, once there is a run', async ({
		page,
	}) => {
		await page.goto(ARTICLE);
		const chart = page.locator('figure.chart').first();
		const picture = chart.locator('svg[role="img"]:visible');
		if ((await picture.count()) === 0) {
			await expect(chart).toContainText('Not measured yet.');
			return;
		}
		await expect(picture.locator('title').first()).not.toBeEmpty();
		await chart.locator('details > summary').first().click();
		await expect(chart.locator('table').first()).toBeVisible();
	});
});

test('what came of a prediction stands in the column of the prediction', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.goto('/answers/footprint/');
	const fold = page.locator('details', { hasText: 'What we predicted' });
	await fold.locator('summary').click();
	const lefts = await fold
		.locator('.predictions > div', { has: page.locator('dd') })
		.evaluateAll((entries) =>
			entries.map((entry) =>
				[entry.querySelector('dt')?.lastChild, entry.querySelector('dd p')].map((content) => {
					const range = document.createRange();
					if (content) range.selectNodeContents(content);
					return Math.round(range.getBoundingClientRect().left);
				}),
			),
		);
	expect(lefts.length).toBeGreaterThan(0);
	for (const [predicted, measured] of lefts) expect(measured).toBe(predicted);
});

test('tabs of a language follow each other and answer to the keyboard', async ({ page }) => {
	await page.goto(ARTICLE);
	const tab = (name: string) => page.getByRole('tab', { name });
	await tab('Node.js').focus();
	await page.keyboard.press('ArrowRight');
	await expect(tab('Go')).toBeFocused();
	await expect(page.locator('figcaption', { hasText: 'go/net-http/prime.go' })).toBeVisible();
	await page.reload();
	await expect(tab('Go'), 'the choice is kept').toHaveAttribute('aria-selected', 'true');
});

test('the keyboard reaches skip link, navigation and every fold', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.goto(ARTICLE);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
	const reached = await focusOrder(page);
	for (const name of ['One long request, three schedulers', 'Five articles, checked']) {
		expect(reached).toContain(name);
	}
	expect(reached.filter((name) => name.startsWith('What we predicted'))).toHaveLength(1);
});

for (const { name, ...viewport } of viewports) {
	test(`no text of a chart is below 12 px on a ${name}`, async ({ page }) => {
		await page.setViewportSize(viewport);
		for (const path of CHARTED) {
			await page.goto(path);
			expect(await smallChartText(page), path).toEqual([]);
		}
	});
}

test('search finds a page', async ({ page }) => {
	await page.goto('/');
	// Disabled until its script has come; the shortcut would be lost before.
	await page.getByRole('button', { name: 'Search' }).click();
	await page.locator('#starlight__search input').fill('trial division');
	await expect(page.locator('.pagefind-ui__result-link').first()).toBeVisible();
});

/** Words of pictures that are shown smaller than 12 px. */
function smallChartText(page: import('@playwright/test').Page) {
	return page.evaluate(() =>
		[...document.querySelectorAll<SVGTextElement>('figure.chart svg text')]
			.filter((text) => text.getBoundingClientRect().height > 0)
			.map((text) => {
				const scale = text.getScreenCTM()?.a ?? 1;
				const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
				return { text: text.textContent, size };
			})
			.filter(({ size }) => size < 11.99),
	);
}

/** Names of what Tab reaches, in order, until it comes round. */
async function focusOrder(page: import('@playwright/test').Page): Promise<string[]> {
	const names: string[] = [];
	for (let presses = 0; presses < 200; presses += 1) {
		await page.keyboard.press('Tab');
		const name = await page.evaluate(() =>
			document.activeElement === document.body ? null : document.activeElement?.textContent.trim(),
		);
		if (name === null || name === undefined) break;
		names.push(name);
	}
	return names;
}
