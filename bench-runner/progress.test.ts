import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { clock, createProgress, startCountdown } from './progress.ts';
import { sampleInstrumentedTrial, samplePlan, sampleTrial } from './samples.ts';

it.each([
	[0, '0:00'],
	[59.4, '0:59'],
	[59.6, '1:00'],
	[65, '1:05'],
	[3600, '60:00'],
	[-3, '0:00'],
])('clock(%d)', (seconds, text) => {
	expect(clock(seconds)).toBe(text);
});

describe('startCountdown', () => {
	const first = sampleTrial();
	const second = sampleTrial({ id: 'prime/round-02-trial-01', round: 2, duplicate: true });
	const plan = samplePlan({ rounds: 2, trials: [first, second] });
	// 0.4 s to start and stop, 1 s of warm-up, and 1.12 s for its one window.
	const oneTrial = 2.52;

	it('says where the run is and how much of the plan is left', () => {
		const countdown = startCountdown(plan, () => false);
		expect(countdown.line(first, 'warm-up')).toBe(
			`round 1/2  go/net-http:single  track 1  warm-up  ${clock(2 * oneTrial)} left`,
		);
		countdown.finish(first);
		expect(countdown.line(second, 'capacity')).toBe(
			`round 2/2  go/net-http:single (twin)  track 1  capacity  ${clock(oneTrial)} left`,
		);
	});

	it('counts instrumented trials too, and says that they follow the rounds', () => {
		const instrumented = sampleInstrumentedTrial();
		const last = { ...plan, instrumentedTrials: [instrumented] };
		const countdown = startCountdown(last, ({ id }) => id === first.id);
		expect(countdown.line(instrumented, 'capacity')).toBe(
			`after the rounds  go/net-http:single  track 1  capacity  ${clock(2 * oneTrial)} left`,
		);
		countdown.finish(instrumented);
		expect(countdown.line(second, 'start')).toContain(`${clock(oneTrial)} left`);
	});

	it('counts only what a resumed run still has to do', () => {
		const countdown = startCountdown(plan, ({ id }) => id === first.id);
		expect(countdown.line(second, 'start')).toContain(`${clock(oneTrial)} left`);
	});
});

describe('createProgress', () => {
	it('rewrites one line on a terminal, cut to its width, and leaves it clean', async () => {
		const { progress, text } = progressOn({ isTTY: true, columns: 12 });
		progress.now('a long phase');
		progress.now('b');
		progress.note('kept');
		progress.end();
		const clear = '\r\x1b[2K';
		expect(await text()).toBe(`${clear}  a long ph${clear}  b${clear}  kept\n${clear}`);
	});

	it('prints plain lines elsewhere, and no escape codes', async () => {
		const { progress, text } = progressOn({ isTTY: false });
		progress.stage('Load');
		progress.note('kept');
		progress.end();
		expect(await text()).toBe('\nLoad\n  kept\n');
	});
});

function progressOn(properties: { isTTY: boolean; columns?: number }) {
	const stream = new PassThrough();
	const progress = createProgress(
		Object.assign(stream, properties) as unknown as NodeJS.WriteStream,
	);
	const chunks: string[] = [];
	stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
	const text = async () => {
		stream.end();
		await once(stream, 'end');
		return chunks.join('');
	};
	return { progress, text };
}
