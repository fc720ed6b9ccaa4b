/** What answers `--version`: asked of the running program. */
export function versions(): Record<string, string> {
	return {
		runtime: `node ${process.versions.node}`,
		framework: `node:http ${process.versions.node}`,
		v8: process.versions.v8,
		libuv: process.versions.uv,
		llhttp: process.versions['llhttp'] ?? 'unknown',
	};
}
