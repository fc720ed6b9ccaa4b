import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf } from '../process-tree.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import { play } from './exchange.ts';
import type { FuzzedSubject } from './fuzzed-subject.ts';
import { complaint } from './judge.ts';
import { minimise } from './minimise.ts';
import { wrote, type Failure } from './play-scripts.ts';
import type { Script } from './script.ts';

const SECONDS_TO_EXPLAIN = 20;

/** Finds the script that fails alone on a fresh server, makes it as short as it can, and says how to repeat it. */
export async function explain(fuzzed: FuzzedSubject, failure: Failure): Promise<string> {
	const replay = replayer(fuzzed);
	const said = `${failure.what} (FUZZ_SEED=${fuzzed.options.seed})`;
	try {
		for (const { place, script } of failure.suspects) {
			const what = await replay.failing(script);
			if (what === undefined) continue;
			const shortest = await minimise(script, async (shorter) => {
				return (await replay.failing(shorter)) !== undefined;
			});
			return `${said}. Script ${place} alone shows it: ${what}\n${shown(shortest)}`;
		}
		const [first] = failure.suspects;
		return `${said}. No script alone shows it again; it was noticed in script ${first?.place}:\n${first ? shown(first.script) : ''}`;
	} finally {
		await replay.stop();
	}
}

/** Plays scripts on a server that is started anew when one has damaged it, for a limited time. */
function replayer({ subject, options }: FuzzedSubject) {
	const deadlineMs = performance.now() + SECONDS_TO_EXPLAIN * 1_000;
	let server: ServerUnderTest | undefined;
	return {
		async failing(script: Script): Promise<string | undefined> {
			if (performance.now() > deadlineMs) return undefined;
			server ??= await startServer(subject);
			const processes = childrenOf(server.pid).join();
			const what = complaint(script, await play(server, script), options.bounded);
			const damage = await damageTo(server, processes);
			if (damage !== undefined) {
				await server.stop();
				server = undefined;
			}
			return what ?? damage;
		},
		stop: async () => void (await server?.stop()),
	};
}

/** What happened to a server's processes, or that they wrote. A process takes a moment to end. */
export async function damageTo(
	server: ServerUnderTest,
	processes: string,
): Promise<string | undefined> {
	const code = await Promise.race([server.exit, sleep(30)]);
	const said = wrote(server);
	if (code !== undefined) return `the server ended with ${code}${said ? `; ${said}` : ''}`;
	if (said !== undefined) return said;
	const now = childrenOf(server.pid).join();
	if (now === processes) return undefined;
	return `its worker processes were ${processes}, and are ${now || 'none'}`;
}

function shown({ requests, pieces, ending }: Script): string {
	const texts = requests.map(({ text }) => `  ${JSON.stringify(text.slice(0, 2_000))}`);
	return [`in ${pieces} pieces, then "${ending}":`, ...texts].join('\n');
}
