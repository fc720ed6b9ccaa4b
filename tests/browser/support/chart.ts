import { expect, type Page } from '@playwright/test';

/** An article whose charts have a published run. */
export const ARTICLE = '/answers/cpu-bound/';
export const CHART = '#prime-cpu-per-request';

/** The parts of a chart. */
export const chartOf = (page: Page, id = CHART) => {
	const figure = page.locator(id);
	return {
		figure,
		picture: figure.locator(':scope > svg:visible'),
		tip: figure.locator('.tip'),
		status: figure.locator(':scope > [role="status"]'),
		view: (name: string) => figure.locator('nav.views').getByRole('link', { name, exact: true }),
	};
};

/** The chart with its script, which comes with the first pointer, focus or key. */
export async function live(page: Page) {
	await page.goto(ARTICLE);
	const chart = chartOf(page);
	await chart.picture.focus();
	await expect(chart.picture).toHaveAttribute('role', 'application');
	return chart;
}
