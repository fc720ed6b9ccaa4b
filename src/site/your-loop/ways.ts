import { pageHasHadItsTurn } from '../turn.ts';
import { compute, START } from './compute.ts';
import type { Answered, Asked } from './worker.ts';

/** Three ways to do the same task. */
export const ways = ['block', 'chunk', 'worker'] as const;
export type Way = (typeof ways)[number];

/** Parts that a task is cut into: of 200 ms, 5 ms each. */
const PARTS = 40;

export function openWorker(): Worker {
	return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

/** Does the task, and gives what it comes to. */
export async function doTask(way: Way, steps: number, worker: Worker): Promise<number> {
	if (way === 'block') return compute(steps);
	if (way === 'worker') return (await ask(worker, steps)).result;
	const part = Math.ceil(steps / PARTS);
	let result = START;
	for (let done = 0; done < steps; done += part) {
		result = compute(Math.min(part, steps - done), result);
		await pageHasHadItsTurn();
	}
	return result;
}

export function ask(worker: Worker, steps: number): Promise<Answered> {
	return new Promise((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<Answered>) => resolve(data);
		worker.onerror = () => reject(new Error('The worker could not be started.'));
		const asked: Asked = { steps };
		worker.postMessage(asked);
	});
}
