import { readFileSync } from 'node:fs';

/** What answers `--version`: asked of the running programs, since a lock file may not match them. */
export async function versions(): Promise<Record<string, string>> {
	const { version: piscina } = await import('piscina');
	const ws = await import('ws/package.json', { with: { type: 'json' } });
	return {
		runtime: `node ${process.versions.node}`,
		framework: `node:http ${process.versions.node}`,
		v8: process.versions.v8,
		libuv: process.versions.uv,
		llhttp: process.versions['llhttp'] ?? 'unknown',
		piscina,
		'lru-cache': lruCacheVersion(),
		ws: ws.default.version,
	};
}

/** As it is installed: lru-cache itself does not say. */
function lruCacheVersion(): string {
	const installed = new URL('./node_modules/lru-cache/package.json', import.meta.url);
	return (JSON.parse(readFileSync(installed, 'utf8')) as { version: string }).version;
}
