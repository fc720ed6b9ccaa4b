import { expect, type Page } from '@playwright/test';

/** Notes what went wrong in the page: errors in the console, failed requests, requests to other sites. */
export function watch(page: Page): string[] {
	const faults: string[] = [];
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
	page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
	page.on('request', (request) => {
		const { protocol, hostname } = new URL(request.url());
		if (protocol.startsWith('http') && hostname !== '127.0.0.1') {
			faults.push(`another site: ${request.url()}`);
		}
	});
	return faults;
}

/** Opens a page in a theme and waits until its typefaces, and what its scripts ask for, have arrived. */
export async function open(page: Page, path: string, theme: 'light' | 'dark'): Promise<void> {
	await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
	await page.goto(path, { waitUntil: 'networkidle' });
	await page.evaluate(() => document.fonts.ready);
	await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}
