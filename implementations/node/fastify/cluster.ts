import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { restartDelayMs, wasHealthy } from './restarts.ts';

/** Beyond the workers' own deadline, for the message and the exit to reach the primary. */
const GRACE_MS = 500;

let restartsInARow = 0;
let started = false;
let draining = false;

/**
 * Starts a worker for each core this process may use, keeps that many alive, and ends them on
 * SIGTERM or SIGINT. Resolves once all of them accept connections.
 */
export async function keepWorkers(shutdownSeconds: number): Promise<void> {
	// Before the first fork: a signal in between must not leave workers without a primary.
	drainWorkersOnSignal(shutdownSeconds);

	// #region handler
	// availableParallelism() reads the affinity mask and the container's quota; os.cpus() counts the
	// processors of the machine, whoever may use them.
	const starting = Array.from({ length: availableParallelism() }, startWorker);

	// The primary accepts each connection and hands it to the next worker in turn: round-robin, the
	// default everywhere but on Windows. All workers accepting on one shared socket (SCHED_NONE) let
	// 70 % of the connections end up on two of eight processes (Node's documentation of cluster). The
	// hand-over is one message a connection, not a request, and keep-alive makes it rare.
	// A worker knows nothing of this: its server.listen() asks the primary for connections.
	await Promise.all(starting.map((worker) => once(worker, 'message')));
	for (const turn of [starting.slice(0, 1), starting.slice(1)]) {
		// The first alone, so that a port that is taken is said once; the others together, so that no
		// client finds the port open while one process would get all the connections it opens.
		for (const worker of turn) worker.send('listen');
		await Promise.all(turn.map((worker) => once(worker, 'listening')));
	}
	// #endregion handler
	started = true;
}

/** In a worker: resolves when the primary says that it is this one's turn to listen. */
export async function untilTurn(): Promise<void> {
	const turn = once(process, 'message');
	process.send?.('loaded');
	await turn;
}

function startWorker(): Worker {
	const bornMs = performance.now();
	const worker = cluster.fork();
	worker.once('message', () => started && worker.send('listen'));
	worker.once('exit', () => {
		if (draining) return;
		if (wasHealthy(performance.now() - bornMs)) restartsInARow = 0;
		// At the start there is nothing to keep up: the worker has said why, and the next would say the same.
		const delayMs = started ? restartDelayMs(restartsInARow) : undefined;
		if (delayMs === undefined) return giveUp();
		restartsInARow += 1;
		process.stderr.write(
			`worker ${worker.process.pid} ended (${worker.process.signalCode ?? worker.process.exitCode}); another starts in ${delayMs} ms\n`,
		);
		setTimeout(() => {
			if (!draining) startWorker();
		}, delayMs);
	});
	return worker;
}

/** Ends with the others too: a supervisor can restart a dead program, but does not see a crippled one. */
function giveUp(): void {
	if (started) process.stderr.write('workers keep ending soon after they start; giving up\n');
	draining = true;
	for (const worker of liveWorkers()) worker.process.kill('SIGKILL');
	process.exit(1);
}

function drainWorkersOnSignal(seconds: number): void {
	const drain = (): void => {
		if (draining) return;
		draining = true;
		const ending = liveWorkers().map(async (worker) => {
			const exit = once(worker, 'exit');
			// The process's own kill(): worker.kill() would disconnect first and skip the worker's drain.
			worker.process.kill('SIGTERM');
			await exit;
			const { exitCode, signalCode } = worker.process;
			// By the signal itself where it was so young that it had no handler, and no request, yet.
			return exitCode === 0 || signalCode === 'SIGTERM';
		});
		void Promise.all(ending).then((clean) => process.exit(clean.every(Boolean) ? 0 : 1));
		// Each worker ends itself by its deadline. One that computes without end cannot: its timer
		// would run on the loop that never comes free.
		setTimeout(
			() => {
				for (const worker of liveWorkers()) worker.process.kill('SIGKILL');
				process.exit(1);
			},
			seconds * 1_000 + GRACE_MS,
		).unref();
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
}

function liveWorkers(): Worker[] {
	return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
