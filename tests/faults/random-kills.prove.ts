import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CellSchema } from '../../src/core/schemas/cell.ts';
import { splitMix64 } from '../../src/core/statistics/random.ts';
import { faultyRepository, type FaultyRepository } from './repository.ts';
import { bench, leftBehind, onLinux, processesOf, publishedRun, startBench } from './runner.ts';

/*
 * Kills at moments that nobody chose. KILL_SEED repeats what a failure printed, KILL_ROUNDS makes it longer.
 */
const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
const rounds = Number(process.env['KILL_ROUNDS'] ?? 10);
/** Enough for any luck: a run that is killed this often has had time for each of its trials. */
const killsMax = 12;
const latestKillMs = 4000;

const runnerItself = /bench-runner\/cli\.ts/;
const victims = [
	runnerItself,
	runnerItself,
	/guardian\.sh/,
	/bin\/server|serve\.sh/,
	/release\/pacer/,
];
const command = ['faults', '--profile', 'smoke', '--rounds', '4'];

test.runIf(onLinux)(`killed at random, a run loses nothing (KILL_SEED=${seed})`, async () => {
	process.stdout.write(`KILL_SEED=${seed} KILL_ROUNDS=${rounds}\n`);
	const random = splitMix64(seed);
	const draw = (below: number) => Number(random() % BigInt(below));
	const undisturbed = newRepository();
	const { code, output } = await bench(undisturbed, command);
	expect(code, output).toBe(0);

	for (let round = 1; round <= rounds; round++) {
		const repository = newRepository();
		for (let kill = 1; kill <= killsMax && !isComplete(repository); kill++) {
			await runAndKill(repository, draw(latestKillMs), victims[draw(victims.length)] ?? /./);
		}
		// Undisturbed at last: what failed because of a kill is tried again.
		if (!isComplete(repository)) {
			const last = await bench(repository, nextCommand(repository));
			expect(last.code, last.output).toBe(0);
		}
		expect(await leftBehind(repository)).toEqual([]);
		expect(publishedRun(repository).trials).toEqual({ planned: 8, measured: 8, failed: 0 });
		expect(windowsOf(repository)).toEqual(windowsOf(undisturbed));
	}
});

/** Eight trials: four rounds of a server and its twin. */
function newRepository(): FaultyRepository {
	return faultyRepository(['good'], { duplicate: 'go/server:good' });
}

async function runAndKill(repository: FaultyRepository, afterMs: number, victim: RegExp) {
	const runner = startBench(repository, nextCommand(repository));
	const ended = runner.ended.then(() => 'ended');
	let hit: string | undefined;
	if ((await Promise.race([ended, delay(afterMs, 'now')])) === 'now') {
		hit = await killOne(repository, victim);
	}
	await ended;
	process.stdout.write(`  after ${afterMs} ms: ${hit ?? 'nothing to kill'}\n`);
	expect(await leftBehind(repository), runner.output()).toEqual([]);
	expect(runner.output()).not.toMatch(/^\s+at /m);
}

/** Servers and generators come and go: it waits a second for one, then kills the runner. @returns what was killed */
async function killOne(repository: FaultyRepository, victim: RegExp): Promise<string | undefined> {
	for (let tries = 0; tries < 100; tries++) {
		const wanted = tries < 99 ? victim : runnerItself;
		const found = processesOf(repository).find(({ commandLine }) => wanted.test(commandLine));
		if (found) {
			tryToKill(found.pid);
			return found.commandLine;
		}
		await delay(10);
	}
	return undefined;
}

function isComplete(repository: FaultyRepository): boolean {
	if (globSync('.bench/published/*/run.json', { cwd: repository.root }).length === 0) return false;
	return publishedRun(repository).trials.failed === 0;
}

/** A plan is what a run can be taken up from; before there is one, a person starts anew. */
function nextCommand({ root }: FaultyRepository): string[] {
	const begun = globSync('.bench/*/1-plan.json', { cwd: root }).length > 0;
	return begun ? ['faults', '--profile', 'smoke', '--resume'] : command;
}

function tryToKill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended by itself a moment before.
	}
}

/** The rounds of each cell that were measured, each once. */
function windowsOf({ root }: FaultyRepository): Record<string, number[]> {
	const cells = globSync('.bench/published/*/faults/**/*.json', { cwd: root }).map((path) =>
		CellSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8'))),
	);
	return Object.fromEntries(
		cells.map((cell) => [
			cell.id,
			cell.status === 'measured' ? cell.windows.map(({ round }) => round) : [],
		]),
	);
}
