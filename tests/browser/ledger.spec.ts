import { expect, test } from '@playwright/test';

const entries = 'claims-ledger li[data-verdict]';

test('the ledger has every claim and check, and narrows to what is asked', async ({ page }) => {
	await page.goto('/claims/');
	const every = await page.locator(entries).count();
	expect(every).toBeGreaterThanOrEqual(104);
	await page.getByLabel('Verdict').selectOption('impossible');
	const left = page.locator(`${entries}:visible`);
	await expect(page.locator('claims-ledger [role="status"]')).toHaveText(
		`${await left.count()} of ${every}`,
	);
	expect(await left.count()).toBeLessThan(every);
	for (const verdict of await left.evaluateAll((all) => all.map((one) => one.dataset['verdict']))) {
		expect(verdict).toBe('impossible');
	}
	await expect(page).toHaveURL(/\?verdict=impossible$/);
	await page.getByRole('button', { name: 'Clear' }).click();
	await expect(left).toHaveCount(every);
	await expect(page).toHaveURL(/\/claims\/$/);
});

test('its address is a view, and what it does not offer is passed over', async ({ page }) => {
	await page.goto('/claims/?article=prime-microservice&search=cloud+bill&kind=gone');
	await expect(page.locator(`${entries}:visible`)).toHaveCount(1);
	await expect(page.getByLabel('Kind')).toHaveValue('');
});

test('without a script it is whole, and offers nothing that would not work', async ({
	browser,
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/claims/');
	expect(await page.locator(`${entries}:visible`).count()).toBeGreaterThanOrEqual(104);
	await expect(page.locator('claims-ledger form')).toBeHidden();
	await context.close();
});
