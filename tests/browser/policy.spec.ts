import { expect, test, type Page } from '@playwright/test';
import { pages } from './support/pages.ts';

test('every page has a policy, without eval and without inline scripts of others', async ({
	page,
}) => {
	for (const path of pages) {
		await page.goto(path);
		const policy = await policyOf(page);
		expect(policy, path).toContain("default-src 'none'");
		expect(policy, path).not.toContain("'unsafe-eval'");
		expect(policy.match(/script-src [^;]*/)?.[0], path).not.toContain("'unsafe-inline'");
		const asked = policy.match(/connect-src ([^;]*)/)?.[1];
		if (path === '/compare/') expect(asked).toContain('https://api.github.com');
		else expect(asked, path).toBe("'self'");
	}
});

test('markup that got into a page runs nothing', async ({ page }) => {
	await page.goto('/compare/');
	const ran = await page.evaluate(async () => {
		const record = window as unknown as { ran: string[] };
		record.ran = [];
		const script = document.createElement('script');
		script.textContent = 'window.ran.push("script")';
		const box = document.createElement('div');
		box.innerHTML = '<img src="data:," onerror="window.ran.push(\'handler\')">';
		document.body.append(script, box);
		await new Promise((resolve) => setTimeout(resolve, 200));
		return record.ran;
	});
	expect(ran).toEqual([]);
});

test('the page’s own inline scripts run: the theme is there before the first paint', async ({
	page,
}) => {
	await page.addInitScript(() => localStorage.setItem('starlight-theme', 'light'));
	await page.goto('/', { waitUntil: 'commit' });
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

function policyOf(page: Page): Promise<string> {
	return page.evaluate(
		() =>
			document
				.querySelector('meta[http-equiv="content-security-policy"]')
				?.getAttribute('content') ?? '',
	);
}
