import { compute } from './compute.ts';

/** What a worker is asked, and what it answers. */
export type Asked = { readonly steps: number };
export type Answered = { readonly result: number; readonly tookMs: number };

// The file that a worker loads: a thread with a loop of its own, which shares no objects with the page.
self.onmessage = ({ data: { steps } }: MessageEvent<Asked>) => {
	const beganMs = performance.now();
	const result = compute(steps);
	const answer: Answered = { result, tookMs: performance.now() - beganMs };
	self.postMessage(answer);
};
