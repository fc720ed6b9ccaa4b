import { globSync } from 'node:fs';
import { z } from 'zod';
import type { ProcessCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { ask, open } from '../http-connection.ts';
import { runCommand } from '../run-command.ts';
import { startEnvironment, startServer } from '../server-under-test.ts';

const VersionSchema = z
	.looseObject({ runtime: z.string(), framework: z.string() })
	.catchall(z.string());

export const outputCases: ProcessCase[] = [
	{
		name: 'it writes one line when it listens, and nothing for each request',
		run: async (subject) => {
			const server = await startServer(subject);
			try {
				for (const target of ['/hello', '/prime?n=6', '/prime?n=abc', '/nothing'])
					await ask(server, target);
				const malformed = await open(server);
				malformed.send('hello\r\n\r\n');
				await malformed.closed(5);
				server.signal('SIGTERM');
				await server.exit;
				const address = `http://${server.host}:${server.port}`;
				expectSame('standard output', server.written.stdout, `listening on ${address}\n`);
				expectSame('standard error', server.written.stderr, '');
				const exclude = ['**/node_modules/**', 'target/**'];
				const found = globSync('**/*.ndjson', { cwd: subject.folder, exclude });
				expectSame('files of the internals, for which nobody asked', found.join(), '');
			} finally {
				await server.stop();
			}
		},
	},
	{
		name: '--version prints one JSON object of names and versions, without listening',
		run: async (subject) => {
			const { code, stdout, stderr } = await runCommand(subject.implementation.version, {
				folder: subject.folder,
				secondsAtMost: 15,
				// No address it could have: whoever listens first fails here.
				environment: { ...startEnvironment(subject), HOST: '203.0.113.1' },
			});
			expectSame('the exit status', code, 0);
			expectSame('standard error', stderr, '');
			const printed = VersionSchema.safeParse(JSON.parse(stdout));
			if (!printed.success) {
				throw new Error(
					`expected strings for runtime and framework at least, got ${stdout.trim()}`,
				);
			}
		},
	},
];
