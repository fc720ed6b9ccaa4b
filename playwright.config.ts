import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/browser/support/find-browser.ts';

const PORT = 4329;
const executablePath = await findBrowser();

/** Tests the site as it was last built into `dist`: `npm run build` first. */
export default defineConfig({
	testDir: 'tests/browser',
	fullyParallel: true,
	workers: 2,
	// As in vitest.config.ts: what is wrong fails twice.
	retries: 1,
	forbidOnly: Boolean(process.env['CI']),
	reporter: [['list']],
	use: {
		baseURL: `http://127.0.0.1:${PORT}`,
		launchOptions: {
			...(executablePath && { executablePath }),
			args: [
				// The sandbox needs privileges that containers and CI machines do not give.
				'--no-sandbox',
				'--disable-background-networking',
				'--font-render-hinting=none',
			],
		},
	},
	webServer: {
		command: `"${process.execPath}" node_modules/astro/bin/astro.mjs preview --host 127.0.0.1 --port ${PORT}`,
		port: PORT,
		reuseExistingServer: false,
	},
});
