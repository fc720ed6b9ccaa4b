import type { FastifyInstance } from 'fastify';
import { CannotStart, type Settings } from './settings.ts';

/** Resolves once `app` accepts connections. @throws CannotStart where the address cannot be had. */
export async function listen(app: FastifyInstance, { host, port }: Settings): Promise<void> {
	try {
		// The backlog is how many finished handshakes the kernel keeps for us while the loop is busy:
		// node's 511 overflows when thousands connect at once. The kernel caps it at net.core.somaxconn.
		await app.listen({ host, port, backlog: 4_096 });
	} catch (error) {
		const { code, message, syscall } = error as NodeJS.ErrnoException;
		// A plugin that cannot be loaded ends up here too, and is no matter of addresses.
		if (syscall === undefined) throw error;
		const why = REASONS[code ?? ''] ?? message;
		throw new CannotStart(`cannot listen on ${host}:${port}: ${why}.`);
	}
}

/** The one line by which a supervisor knows that the server is up. */
export function announce({ host, port }: Settings): void {
	const name = host.includes(':') ? `[${host}]` : host;
	process.stdout.write(`listening on http://${name}:${port}\n`);
}

const REASONS: Record<string, string> = {
	EADDRINUSE: 'another program has this port; stop it or set PORT to a free one',
	EACCES: 'this user may not use this port; set PORT to one above 1023',
	EADDRNOTAVAIL: 'no interface of this machine has this address; check HOST',
	ENOTFOUND: 'no address has this name; check HOST',
	EAI_AGAIN: 'the name could not be looked up; check HOST',
};
