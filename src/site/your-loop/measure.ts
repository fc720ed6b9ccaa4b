import { rest, startProbe, watchVisibility } from './probe.ts';
import { clockStepOf, interleaved, stepsFor, type Sample } from './samples.ts';
import { ask, doTask, openWorker, ways, type Way } from './ways.ts';

/** Twice the shortest that counts, and what a person notices. */
export const TASK_MS = 200;
export const ROUNDS = 5;
export const SWEEP_ROUNDS = 3;
/** Before and after a task, so that the probe has come in time, and comes once more. */
const REST_MS = 60;
const TRIAL_STEPS = 2_000_000;
const TRIAL_MS = 50;
const SEED = 1;

export type Told<Of> = (samples: readonly Sample<Of>[], planned: number) => void;

/** Each way several times, by turns. Ends early, with what there is, where it is told to stop. */
export async function measureWays(signal: AbortSignal, told: Told<Way>): Promise<number> {
	const worker = openWorker();
	try {
		const steps = await calibrate(worker);
		const plan = interleaved(ways, ROUNDS, SEED);
		const samples: Sample<Way>[] = [];
		for (const way of plan) {
			if (signal.aborted) break;
			samples.push(await measure(way, () => doTask(way, steps, worker)));
			told(samples, plan.length);
		}
		return steps;
	} finally {
		worker.terminate();
	}
}

/** One task in each of so many workers at once. */
export async function measureSweep(
	signal: AbortSignal,
	most: number,
	told: Told<number>,
): Promise<void> {
	const workers = Array.from({ length: most }, openWorker);
	try {
		const [first] = workers;
		if (first === undefined) return;
		const steps = await calibrate(first);
		// Each has loaded its code, and its compiler has seen it, before anything counts.
		await Promise.all(workers.map((worker) => ask(worker, steps / 4)));
		const counts = workers.map((_, index) => index + 1);
		const plan = interleaved(counts, SWEEP_ROUNDS, SEED);
		const samples: Sample<number>[] = [];
		for (const count of plan) {
			if (signal.aborted) break;
			const all = () => Promise.all(workers.slice(0, count).map((worker) => ask(worker, steps)));
			samples.push(await measure(count, all));
			told(samples, plan.length);
		}
	} finally {
		for (const worker of workers) worker.terminate();
	}
}

async function measure<Of>(of: Of, task: () => Promise<unknown>): Promise<Sample<Of>> {
	const visibility = watchVisibility();
	const probe = startProbe();
	await rest(REST_MS);
	const beganMs = performance.now();
	await task();
	const tookMs = performance.now() - beganMs;
	await rest(REST_MS);
	return { of, tookMs, lagMs: probe.stop(), hidden: visibility.wasHidden() };
}

/** How many steps take a task's time here: trials grow until a coarse clock and a short interruption weigh little. */
async function calibrate(worker: Worker): Promise<number> {
	for (let steps = TRIAL_STEPS; ; steps *= 2) {
		const { tookMs } = await ask(worker, steps);
		if (tookMs >= TRIAL_MS) return stepsFor(TASK_MS, { steps, tookMs });
	}
}

/** By how much this browser's clock moves at least, as far as can be seen in a few milliseconds. */
export function readClockStep(): number | undefined {
	return clockStepOf(Array.from({ length: 50_000 }, () => performance.now()));
}
