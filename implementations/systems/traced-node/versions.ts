import fastify from 'fastify';

/** What answers `--version`: asked of the running programs, since a lock file may not match them. */
export async function versions(): Promise<Record<string, string>> {
	const [otel, sdk, undici] = await Promise.all([
		import('@fastify/otel/package.json', { with: { type: 'json' } }),
		import('@opentelemetry/sdk-trace-node/package.json', { with: { type: 'json' } }),
		import('undici/package.json', { with: { type: 'json' } }),
	]);
	return {
		runtime: `node ${process.versions.node}`,
		framework: `fastify ${fastify().version}`,
		v8: process.versions.v8,
		libuv: process.versions.uv,
		llhttp: process.versions['llhttp'] ?? 'unknown',
		'@fastify/otel': otel.default.version,
		'@opentelemetry/sdk-trace-node': sdk.default.version,
		undici: undici.default.version,
	};
}
