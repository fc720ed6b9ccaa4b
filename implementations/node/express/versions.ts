import express from 'express/package.json' with { type: 'json' };

/** What answers `--version`. Express does not say its own, so this is the installed package's. */
export function versions(): Record<string, string> {
	return {
		runtime: `node ${process.versions.node}`,
		framework: `express ${express.version}`,
		v8: process.versions.v8,
		libuv: process.versions.uv,
		llhttp: process.versions['llhttp'] ?? 'unknown',
	};
}
