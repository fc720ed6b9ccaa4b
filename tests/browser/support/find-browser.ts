import { existsSync } from 'node:fs';

/** Where distributions and macOS put the browser. */
const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to test in: the one `CHROME` names, else one of the system, else the one that the npm
 * package brings (Linux on x64 only). Undefined leaves it to Playwright, which says how to install one.
 */
export async function findBrowser(environment = process.env): Promise<string | undefined> {
	const named = environment['CHROME'];
	if (named) return named;
	const installed = USUAL_PLACES.find((place) => existsSync(place));
	if (installed) return installed;
	if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
	return browserOfNpm();
}

async function browserOfNpm(): Promise<string> {
	// Makes the package load the libraries it brings (nss and others) in place of the system's.
	process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x';
	const { default: chromium } = await import('@sparticuz/chromium');
	return chromium.executablePath();
}
