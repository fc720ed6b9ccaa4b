import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createHistogram, performance, PerformanceObserver } from 'node:perf_hooks';
import { CannotStart } from './settings.ts';

const LINE_MS = 100;
const TICK_MS = 1;

// #region internals
/** Of the time since the line before; the last two of the moment. What had no value is left out. */
type Line = {
	atUnixMs: number;
	eventLoopDelayMsP50?: number;
	eventLoopDelayMsP99?: number;
	eventLoopDelayMsMax?: number;
	eventLoopUtilisation: number;
	gcPauses: number;
	gcPauseMsTotal: number;
	gcPauseMsMax?: number;
	heapUsedBytes: number;
	rssBytes: number;
};

/**
 * Appends what Node tells of this process to `<folder>/<pid>.ndjson`, a line each 100 ms.
 *
 * In production, watch `eventLoopUtilisation`: the share of time in which the loop did not wait for
 * something to do. It says how much room is left, which the use of the processor does not where a
 * process has other threads; near 1 for seconds, requests queue. And watch the longest delay, not
 * its median: a loop that stands still for 80 of 100 ms is late once and punctual twenty times.
 *
 * What they do not see: connections that still wait in the kernel, the threads that look up names and
 * read files, and other loops. A thread of a pool has its own loop and heap; `rssBytes` is of all.
 *
 * @throws CannotStart where no file can be opened there
 */
export async function recordInternals(folder: string): Promise<void> {
	const file = await openFile(folder);
	const readDelays = followDelays();
	const readPauses = followPauses();
	let before = performance.eventLoopUtilization();
	const timer = setInterval(() => {
		const now = performance.eventLoopUtilization();
		const { heapUsed, rss } = process.memoryUsage();
		const line: Line = {
			atUnixMs: Date.now(),
			...readDelays(),
			eventLoopUtilisation: rounded(performance.eventLoopUtilization(now, before).utilization),
			...readPauses(),
			heapUsedBytes: heapUsed,
			rssBytes: rss,
		};
		before = now;
		// To a thread: appendFileSync would stop the loop for as long as the disk takes.
		file.write(`${JSON.stringify(line)}\n`);
	}, LINE_MS);
	// unref: nobody waits for the figures, least of all a server that has drained.
	timer.unref();
	file.on('error', ({ message }) => {
		clearInterval(timer);
		process.stderr.write(`the runtime's figures end here: ${message}\n`);
	});
}

/**
 * How late the loop comes to a timer of a millisecond: as long waits whatever else becomes ready.
 *
 * `monitorEventLoopDelay()` is a timer too, and does where it is read each few seconds. Its values
 * contain its own interval, 10 ms unless told otherwise, and `reset()` forgets when it ticked last
 * (`prev_` in src/histogram-inl.h), so that whatever holds the loop up next is lost: read each 100 ms,
 * it stays empty for as long as every turn of the loop takes more than that.
 *
 * With `samplePerIteration` (since 26.5) it counts what runs between two polls, and how far a poll
 * exceeds its time-out (`CheckCB` in src/histogram.cc). But what comes from sockets is handled inside
 * the poll: of twenty requests that took 40 ms each, it counted two (Node 26.10).
 *
 * The ticks take some 3 % of a core from an idle process. Latency is measured without all this.
 */
function followDelays(): () => Partial<Line> {
	const lateness = createHistogram();
	let before = performance.now();
	const tick = (): void => {
		const now = performance.now();
		// In nanoseconds, because a histogram takes whole numbers, from 1 on.
		lateness.record(Math.max(1, Math.round((now - before - TICK_MS) * 1e6)));
		before = now;
	};
	setInterval(tick, TICK_MS).unref();
	return () => {
		if (lateness.count === 0) return {};
		const [p50, p99] = [lateness.percentile(50), lateness.percentile(99)];
		const { max } = lateness;
		lateness.reset();
		return {
			eventLoopDelayMsP50: rounded(p50 / 1e6),
			eventLoopDelayMsP99: rounded(p99 / 1e6),
			eventLoopDelayMsMax: rounded(max / 1e6),
		};
	};
}

/**
 * For how long V8 stopped JavaScript to collect garbage. A collection is more than that: its helpers
 * use other cores meanwhile, and the marking that JavaScript does itself in small steps is not counted
 * (`--trace-gc` has it as "ms in 64 steps").
 */
function followPauses(): () => Pick<Line, 'gcPauses' | 'gcPauseMsTotal' | 'gcPauseMsMax'> {
	let pausesMs: number[] = [];
	const observer = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) pausesMs.push(duration);
	});
	observer.observe({ type: 'gc' });
	return () => {
		const ended = pausesMs;
		pausesMs = [];
		return {
			gcPauses: ended.length,
			gcPauseMsTotal: rounded(ended.reduce((sum, ms) => sum + ms, 0)),
			...(ended.length > 0 && { gcPauseMsMax: rounded(Math.max(...ended)) }),
		};
	};
}
// #endregion internals

async function openFile(folder: string): Promise<WriteStream> {
	const file = createWriteStream(join(folder, `${process.pid}.ndjson`), { flags: 'a' });
	try {
		await once(file, 'open');
		return file;
	} catch (error) {
		const why = (error as NodeJS.ErrnoException).code ?? String(error);
		throw new CannotStart(
			`INTERNALS_FOLDER is "${folder}", where no file can be opened (${why}); name an existing folder that this process may write to.`,
		);
	}
}

function rounded(value: number): number {
	return Math.round(value * 1e4) / 1e4;
}
