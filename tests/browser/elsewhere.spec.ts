import { expect, test } from '@playwright/test';

/*
 * What others read of the site: readers of feeds, programs, and whoever shows a card for a link.
 */

const pathOf = (address: string | null) => new URL(address ?? '').pathname;

test('a link to any page has a card, and the picture is there in the size it states', async ({
	page,
	request,
}) => {
	await page.goto('/answers/cpu-bound/');
	const meta = (property: string) =>
		page.locator(`meta[property="${property}"]`).getAttribute('content');
	const picture = await request.get(pathOf(await meta('og:image')));
	expect(picture.headers()['content-type']).toBe('image/png');
	const bytes = await picture.body();
	// Width and height stand at fixed places of a PNG (RFC 2083, 4.1.1).
	expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)].map(String)).toEqual([
		await meta('og:image:width'),
		await meta('og:image:height'),
	]);
	expect(await meta('og:image:alt')).toMatch(/\w+ .+\.$/);
});

test('each committed run is in the feed that every page names', async ({ page, request }) => {
	await page.goto('/');
	const feed = page.locator('link[type="application/rss+xml"]');
	const text = await (await request.get(pathOf(await feed.getAttribute('href')))).text();
	await page.goto('/results/');
	const runs = await page
		.locator('.runs a')
		.evaluateAll((all) => all.map(({ textContent }) => textContent));
	expect(runs.length).toBeGreaterThan(0);
	expect(text.match(/<item>/g)?.length).toBe(runs.length);
	const isXml = await page.evaluate(
		(xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror') === null,
		text,
	);
	expect(isXml).toBe(true);
});

test('llms.txt leads to pages that exist', async ({ request }) => {
	const text = await (await request.get('/llms.txt')).text();
	const links = [...text.matchAll(/\]\((\S+)\)/g)].map(([, address = '']) => pathOf(address));
	expect(links.length).toBeGreaterThan(15);
	for (const link of links) expect((await request.get(link)).status(), link).toBe(200);
});

test('on paper there is nothing to press', async ({ page }) => {
	await page.goto('/claims/');
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('header.header')).toBeHidden();
	await expect(page.locator('claims-ledger form')).toBeHidden();
	await expect(page.locator('claims-ledger li').first()).toBeVisible();
});
