import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What hosts compress; pictures and typefaces are compressed already. */
const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.xml': 'application/xml',
};

/** Serves a built site as GitHub Pages does: compressed, to be kept for ten minutes, `404.html` for what is not there. */
export function serveSite(folder: string): Promise<{ address: string; server: Server }> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://site');
		const file = fileOf(folder, decodeURIComponent(pathname));
		const type = types[extname(file ?? '404.html')];
		const body = readFileSync(file ?? join(folder, '404.html'));
		response.statusCode = file === undefined ? 404 : 200;
		response.setHeader('Cache-Control', 'max-age=600');
		response.setHeader('Content-Type', type ?? 'application/octet-stream');
		if (type !== undefined) response.setHeader('Content-Encoding', 'gzip');
		response.end(type === undefined ? body : gzipSync(body));
	});
	return new Promise((resolve, reject) => {
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' ? address?.port : undefined;
			resolve({ address: `http://127.0.0.1:${port}`, server });
		});
	});
}

function fileOf(folder: string, path: string): string | undefined {
	const asked = join(folder, path);
	const file = path.endsWith('/') ? join(asked, 'index.html') : asked;
	return asked.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : undefined;
}
