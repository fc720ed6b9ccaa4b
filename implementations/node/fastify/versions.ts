import fastify from 'fastify';

/** What answers `--version`: asked of the running programs, since a lock file may not match them. */
export async function versions(): Promise<Record<string, string>> {
	const { version: piscina } = await import('piscina');
	const fastJwt = await import('fast-jwt/package.json', { with: { type: 'json' } });
	return {
		runtime: `node ${process.versions.node}`,
		framework: `fastify ${fastify().version}`,
		v8: process.versions.v8,
		libuv: process.versions.uv,
		llhttp: process.versions['llhttp'] ?? 'unknown',
		piscina,
		'fast-jwt': fastJwt.default.version,
	};
}
