import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';

/** Budgets in bytes, as a server that compresses sends them. */
const LARGEST_ARTICLE = 250_000;
const OWN_SCRIPT = 15_000;

const SECTIONS = ['answers', 'learn', 'trust', 'run'];

/** What Starlight 0.42 and Expressive Code bring by themselves, by the names that the build gives their files. */
const NOT_OURS = [
	// The table of contents, the theme, tabs, the search with Pagefind's interface, which comes when the page is idle.
	/\/_astro\/(MobileTableOfContents|TableOfContents|starlight-toc|Search|page|ui-core)\./,
	/\/_astro\/ec\./,
	/\/pagefind\//,
];

/** Inline scripts of Starlight, by what only they have in them. */
const NOT_OURS_INLINE =
	/StarlightThemeProvider|starlight|sl-|expressive-code|mobile-menu|pagefind/i;

interface Loaded {
	path: string;
	type: string;
	bytes: number;
}

/** All that a page loads before anybody touches it. */
async function loadedBy(page: Page, path: string): Promise<Loaded[]> {
	const loaded: Promise<Loaded>[] = [];
	page.on('response', (response) => {
		const type = response.request().resourceType();
		const { pathname } = new URL(response.url());
		loaded.push(
			response.body().then(
				(body) => ({ path: pathname, type, bytes: compressed(body, pathname) }),
				() => ({ path: pathname, type, bytes: 0 }),
			),
		);
	});
	await page.goto(path, { waitUntil: 'networkidle' });
	const all = await Promise.all(loaded);
	page.removeAllListeners('response');
	return all;
}

/** Typefaces and bitmaps are compressed already. */
function compressed(body: Buffer, path: string): number {
	return /\.(woff2|png|webp|avif|jpg)$/.test(path) ? body.length : gzipSync(body).length;
}

function articles(): string[] {
	return SECTIONS.flatMap((section) =>
		readdirSync(`dist/${section}`, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => `/${section}/${name}/`),
	);
}

const sum = (all: readonly { bytes: number }[]) =>
	all.reduce((total, { bytes }) => total + bytes, 0);

test('no article loads more than 250 KB before it is touched, nor more than 15 KB of our own script', async ({
	page,
}) => {
	// Every article is loaded, one after the other.
	test.setTimeout(180_000);
	const all = articles();
	expect(all.length).toBeGreaterThan(10);
	const sizes: { path: string; bytes: number; own: number; files: string[] }[] = [];
	for (const path of all) {
		const loaded = await loadedBy(page, path);
		sizes.push({ path, bytes: sum(loaded), ...(await ownScript(page, loaded)) });
	}
	const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
	expect(largest?.bytes, JSON.stringify(largest)).toBeLessThanOrEqual(LARGEST_ARTICLE);
	const [most] = sizes.toSorted((a, b) => b.own - a.own);
	expect(most?.own, JSON.stringify(most)).toBeLessThanOrEqual(OWN_SCRIPT);
	const charted = sizes.find(({ path }) => path === '/answers/cpu-bound/');
	expect(
		charted?.files,
		'the names of files have changed, and this test counts others',
	).toContainEqual(expect.stringContaining('ChartFrame'));
	console.log(
		`  largest ${largest?.path} ${largest?.bytes} bytes, most script ${most?.path} ${most?.own}`,
	);
});

/** What is neither Starlight's nor Expressive Code's, in files and in the page itself. */
async function ownScript(page: Page, loaded: readonly Loaded[]) {
	const files = loaded.filter(
		({ path, type }) => type === 'script' && !NOT_OURS.some((name) => name.test(path)),
	);
	const inline = await page.evaluate(() =>
		[...document.querySelectorAll('script:not([src])')]
			.filter((script) => !/json/.test(script.getAttribute('type') ?? ''))
			.map(({ textContent }) => textContent),
	);
	const own = inline.filter((code) => !NOT_OURS_INLINE.test(code));
	const bytes = sum(files) + sum(own.map((code) => ({ bytes: gzipSync(code).length })));
	return { own: bytes, files: files.map(({ path }) => path) };
}
