import { expect, test, type Locator, type Page } from '@playwright/test';
import { watch } from './support/open.ts';
import { viewports } from './support/pages.ts';

const PLAYERS = [
	['/learn/three-runtimes/', 'three-runtimes'],
	['/learn/node-threads/', 'loop-and-pool'],
	['/learn/goroutines/', 'goroutines'],
	['/learn/tokio-worker/', 'tokio-worker'],
	['/learn/stealing/', 'stealing'],
	['/learn/waiting-line/', 'waiting-line'],
	['/learn/your-event-loop/', 'three-ways'],
] as const;

const figure = (page: Page, id: string) => page.locator(`[data-player="${id}"]`);
const moment = (page: Page, id: string) => figure(page, id).locator('[name="at"]');
const playhead = (page: Page, id: string) =>
	figure(page, id).locator('svg:visible .playhead').first();

/** Taps at a share of an element's width. */
async function tapAt(page: Page, element: Locator, share: number): Promise<void> {
	const box = await boxOf(element);
	await page.touchscreen.tap(box.x + share * box.width, box.y + box.height / 2);
}

/** A finger that goes from one share of the width to another; Playwright has no such gesture of its own. */
async function drag(page: Page, element: Locator, from: number, to: number): Promise<void> {
	const box = await boxOf(element);
	const y = box.y + box.height / 2;
	const session = await page.context().newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share?: number) =>
		session.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: share === undefined ? [] : [{ x: box.x + share * box.width, y }],
		});
	await touch('touchStart', from);
	for (let step = 1; step <= 5; step++) await touch('touchMove', from + ((to - from) * step) / 5);
	await touch('touchEnd');
	await session.detach();
}

async function boxOf(element: Locator) {
	const box = await element.boundingBox();
	if (box === null) throw new Error('What should be touched is not to be seen.');
	return box;
}

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

		test('is moved by keyboard alone: to the end of a range, by an event, and back to the whole', async ({
			page,
		}) => {
			await page.goto(path);
			const at = async () => Number(await moment(page, id).inputValue());
			const end = Number(await moment(page, id).getAttribute('max'));
			await moment(page, id).focus();
			await page.keyboard.press('Home');
			await expect.poll(at).toBe(0);
			await page.keyboard.press('End');
			await expect.poll(at).toBe(end);
			await page.keyboard.press('ArrowLeft');
			await expect.poll(at).toBeLessThan(end);
			const whole = figure(page, id).getByRole('button', { name: 'Show it whole' });
			await whole.focus();
			await expect(playhead(page, id)).toBeVisible();
			await page.keyboard.press('Enter');
			await expect(playhead(page, id)).toBeHidden();
			// From there on: backwards through the buttons, as Tab goes.
			await page.keyboard.press('Shift+Tab');
			await expect(figure(page, id).getByRole('button', { name: 'Step forward' })).toBeFocused();
		});

		test.describe('by touch on a phone', () => {
			test.use({ viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });

			test('is dragged sideways along its picture, and its slider follows a tap', async ({
				page,
			}) => {
				await page.goto(path);
				const at = async () => Number(await moment(page, id).inputValue());
				const end = Number(await moment(page, id).getAttribute('max'));
				const pictures = figure(page, id).locator('[data-pictures]').first();
				await expect(pictures, 'up and down scrolls').toHaveCSS('touch-action', 'pan-y');
				await expect(moment(page, id)).toHaveCSS('touch-action', 'pan-y');
				await pictures.scrollIntoViewIfNeeded();
				// The first touch fetches the script, and is answered too.
				await tapAt(page, pictures, 0.5);
				await expect(playhead(page, id)).toBeVisible();
				expect(await at()).toBeGreaterThan(0.2 * end);
				expect(await at()).toBeLessThan(0.6 * end);
				await drag(page, pictures, 0.5, 0.9);
				await expect.poll(at).toBeGreaterThan(0.8 * end);
				await expect(page).toHaveURL(new RegExp(`${id}\\.at=`));
				await moment(page, id).scrollIntoViewIfNeeded();
				await tapAt(page, moment(page, id), 0.1);
				await expect.poll(at).toBeLessThan(0.3 * end);
			});
		});

		test.describe('with reduced motion', () => {
			test.use({ contextOptions: { reducedMotion: 'reduce' } });

			test('has nothing to play, is whole, and steps', async ({ page }) => {
				await page.goto(path);
				const player = figure(page, id);
				await expect(player.locator('[data-do="play"]')).toBeHidden();
				await expect(playhead(page, id)).toBeHidden();
				const before = Number(await moment(page, id).inputValue());
				await player.getByRole('button', { name: 'Step back' }).click();
				await expect
					.poll(async () => Number(await moment(page, id).inputValue()))
					.toBeLessThan(before);
			});
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
