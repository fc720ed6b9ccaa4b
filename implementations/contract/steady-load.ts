import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from './contract-case.ts';
import { open } from './http-connection.ts';

export const CLIENTS = 8;

/** Clients that ask one after the other, each on a connection that stays. */
export function startLoad(
	front: ServerAddress,
	asked: string,
	expected: { status: number; body: string },
) {
	let stopping = false;
	let answered = 0;
	let wrong: number[] = [];
	const clients = Array.from({ length: CLIENTS }, async () => {
		const connection = await open(front);
		while (!stopping) {
			connection.send(asked);
			const { status, body } = await connection.answer();
			if (status === expected.status && body === expected.body) answered += 1;
			else wrong.push(status);
		}
		connection.destroy();
	});
	const until = async (what: string, isSo: () => boolean) => {
		const deadlineMs = performance.now() + 15_000;
		while (!isSo()) {
			if (performance.now() > deadlineMs) throw new Error(`expected ${what} in 15 s`);
			await Promise.race([sleep(5), ...clients]);
		}
	};
	return {
		untilAnswered: (more: number) => {
			const goal = answered + more;
			return until(`${more} answers more`, () => answered >= goal);
		},
		untilWrong: () => until('an error', () => wrong.length > 0),
		wrong: () => wrong,
		forget: () => (wrong = []),
		async stop() {
			stopping = true;
			await Promise.allSettled(clients);
		},
	};
}
