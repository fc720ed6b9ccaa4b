import { createHash } from 'node:crypto';

/**
 * A built page with its Content Security Policy. GitHub Pages sends no headers of ours, so the policy stands in the page.
 *
 * A script runs if it is a file of this site or one of the page's own inline scripts, told by its hash: not one that somebody's
 * data brought in. Astro's own `security.csp` blocks the inline scripts of Starlight (theme, tabs), which it did not write.
 *
 * @param connect other sites that the page's scripts may ask
 */
export function withPolicy(html: string, connect: readonly string[] = []): string {
	const policy = [
		"default-src 'none'",
		// The search's index is read by WebAssembly (Pagefind), which this allows without allowing eval.
		`script-src ${["'self'", "'wasm-unsafe-eval'", ...hashesOf(html)].join(' ')}`,
		// Code is coloured by style attributes (Expressive Code), which hashes cannot name. A style runs nothing.
		"style-src 'self' 'unsafe-inline'",
		// Starlight's icons are data addresses in style sheets.
		"img-src 'self' data:",
		"font-src 'self'",
		`connect-src ${["'self'", ...connect].join(' ')}`,
		"worker-src 'self'",
		"manifest-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		// The forms of the site are read by its scripts and sent nowhere.
		"form-action 'none'",
	].join('; ');
	const meta = `<meta http-equiv="content-security-policy" content="${policy}">`;
	// Behind the encoding, which has to stand in the first 1024 bytes (HTML, section 4.2.5.4), before every script.
	const place = [/<meta charset[^>]*>/i, /<head(\s[^>]*)?>/i].find((one) => one.test(html));
	if (!place) throw new Error('A built page has no head to put its policy in.');
	return html.replace(place, (head) => head + meta);
}

/** SHA-256 of every inline script that a browser would run. */
function hashesOf(html: string): string[] {
	const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)];
	const inline = scripts.filter(([, attributes = '']) => isCode(attributes));
	const hashes = inline.map(
		([, , code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
	);
	return [...new Set(hashes)];
}

/** A script with an address is a file of this site; one of another type, such as JSON, is data. */
function isCode(attributes: string): boolean {
	if (/\ssrc\s*=/i.test(attributes)) return false;
	const type = /\stype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1] ?? '';
	return ['', 'module', 'text/javascript'].includes(type);
}
