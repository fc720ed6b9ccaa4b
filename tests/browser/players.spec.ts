import { expect, test, type Page } from '@playwright/test';
import { watch } from './support/open.ts';
import { viewports } from './support/pages.ts';

const PLAYERS = [
	['/learn/three-runtimes/', 'three-runtimes'],
	['/learn/node-threads/', 'loop-and-pool'],
	['/learn/goroutines/', 'goroutines'],
	['/learn/tokio-worker/', 'tokio-worker'],
	['/learn/stealing/', 'stealing'],
	['/learn/waiting-line/', 'waiting-line'],
] as const;

const figure = (page: Page, id: string) => page.locator(`[data-player="${id}"]`);
const moment = (page: Page, id: string) => figure(page, id).locator('[name="at"]');

for (const [path, id] of PLAYERS) {
	test.describe(id, () => {
		test.describe('without JavaScript', () => {
			test.use({ javaScriptEnabled: false });

			test('is a finished picture with its words and a table, and no controls', async ({
				page,
			}) => {
				await page.goto(path);
				const player = figure(page, id);
				await expect(player.locator('svg[role="img"]:visible').first()).toBeVisible();
				expect(await player.locator('svg:visible .bar').count()).toBeGreaterThan(10);
				await expect(player.locator('form')).toBeHidden();
				await player.getByText('As a table').click();
				expect(await player.locator('tbody tr').count()).toBeGreaterThan(10);
				await player.getByText('Assumptions').click();
				await expect(player.locator('details li').first()).toBeVisible();
			});
		});

		test('fetches its script at the first touch, and steps both ways', async ({ page }) => {
			const scripts: string[] = [];
			page.on('request', (request) => {
				if (/player\.[^/]*\.js$/.test(request.url())) scripts.push(request.url());
			});
			const faults = watch(page);
			await page.goto(path, { waitUntil: 'networkidle' });
			expect(scripts, 'before a touch').toEqual([]);
			const before = Number(await moment(page, id).inputValue());
			await figure(page, id).getByRole('button', { name: 'Step back' }).click();
			await expect
				.poll(async () => Number(await moment(page, id).inputValue()))
				.toBeLessThan(before);
			await expect(figure(page, id).locator('[data-live]')).toContainText('At ');
			const back = Number(await moment(page, id).inputValue());
			await moment(page, id).focus();
			await page.keyboard.press('ArrowRight');
			await expect
				.poll(async () => Number(await moment(page, id).inputValue()))
				.toBeGreaterThan(back);
			expect(scripts, 'after a touch').toHaveLength(1);
			expect(faults).toEqual([]);
		});

		for (const { name, ...viewport } of viewports) {
			test(`fits a ${name} while it moves, with text of at least 12 px`, async ({ page }) => {
				await page.setViewportSize(viewport);
				await page.goto(path);
				await figure(page, id).getByRole('button', { name: 'Step forward' }).click();
				await expect(figure(page, id).locator('svg:visible .playhead').first()).toBeVisible();
				const width = await page.evaluate(() => document.documentElement.scrollWidth);
				expect(width).toBeLessThanOrEqual(viewport.width);
				const small = await figure(page, id).evaluate((player) =>
					[...player.querySelectorAll('svg text')]
						.filter((text) => text.getBoundingClientRect().height > 0)
						.map((text) => {
							const scale = (text as SVGTextElement).getScreenCTM()?.a ?? 1;
							return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
						})
						.filter((size) => size < 11.99),
				);
				expect(small).toEqual([]);
			});
		}
	});
}

test('plays, pauses, and pauses out of sight', async ({ page }) => {
	await page.goto('/learn/three-runtimes/');
	const player = figure(page, 'three-runtimes');
	await player.getByRole('button', { name: 'Play' }).click();
	const pause = player.getByRole('button', { name: 'Pause' });
	await expect(pause).toBeVisible();
	const at = async () => Number(await moment(page, 'three-runtimes').inputValue());
	const first = await at();
	await expect.poll(at).toBeGreaterThan(first);
	await page.keyboard.press('Space');
	await expect(player.getByRole('button', { name: 'Play' })).toBeVisible();
	await page.keyboard.press('Space');
	await expect(pause).toBeVisible();
	await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
	await page.evaluate(() => {
		document
			.querySelector<HTMLElement>('[data-player]')
			?.style.setProperty('margin-top', '-9999px');
	});
	await expect(player.locator('[data-do="play"]')).toHaveText('Play');
});

test('a parameter changes what is simulated, and stands in the address that brings it back', async ({
	page,
}) => {
	await page.goto('/learn/waiting-line/');
	const player = figure(page, 'waiting-line');
	const told = player.locator('[data-told]');
	const usual = await told.textContent();
	await player.getByRole('slider', { name: 'The core is busy' }).fill('95');
	await expect(player.locator('[data-name]')).toHaveText('95 % busy');
	await expect(told).not.toHaveText(usual ?? '');
	const busy = await told.textContent();
	await expect(page).toHaveURL(/waiting-line\.load=95/);
	await page.reload();
	await expect(told, 'from the address').toHaveText(busy ?? '');
});

test.describe('with reduced motion', () => {
	test.use({ contextOptions: { reducedMotion: 'reduce' } });

	test('there is nothing to play, and there are steps', async ({ page }) => {
		await page.goto('/learn/goroutines/');
		const player = figure(page, 'goroutines');
		await expect(player.locator('[data-do="play"]')).toBeHidden();
		await expect(player.getByRole('button', { name: 'Step forward' })).toBeVisible();
	});
});
