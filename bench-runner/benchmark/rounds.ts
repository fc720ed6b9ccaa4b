import { median } from '../../src/core/statistics/quantiles.ts';
import { shuffle, splitMix64 } from '../../src/core/statistics/random.ts';
import type { Instrument } from '../../src/core/schemas/instrument.ts';
import { CliError, describeError, Interrupted } from '../error.ts';
import { measureClosed, measureMemory, measureOpen } from './against-nothing.ts';
import { measureOmission, measureTruth } from './against-truth.ts';
import type { Bench } from './bench.ts';
import { type InstrumentPlan, omissionVariants, truthVariants } from './profiles.ts';
import { rateForCores } from './rate-for-cores.ts';

export type Windows = Pick<
	Instrument,
	'closed' | 'open' | 'memory' | 'truth' | 'omission' | 'failures'
>;

/** One window to be measured. */
interface Task {
	round: number;
	what: string;
	measure(): Promise<void>;
}

/**
 * Every window, in rounds that are shuffled each for itself, so that what a machine does in some minutes falls on all alike.
 * The closed loops come first: the open ones look for their rate below theirs. A window that fails is kept as a failure.
 */
export async function measureRounds(
	bench: Bench,
	plan: InstrumentPlan,
	seed: number,
): Promise<Windows> {
	const windows: Windows = {
		closed: [],
		open: [],
		memory: [],
		truth: [],
		omission: [],
		failures: [],
	};
	const next = splitMix64(seed);
	const inRounds = (tasks: readonly Task[]) =>
		[...Map.groupBy(tasks, ({ round }) => round).values()].flatMap((one) => shuffle(one, next));

	await measureAll(bench, windows, inRounds(closedTasks(bench, plan, windows)));
	await measureAll(bench, windows, [
		...inRounds([
			...openTasks(bench, plan, windows),
			...memoryTasks(bench, plan, windows),
			...truthTasks(bench, plan, windows),
			...omissionTasks(bench, plan, windows),
		]),
	]);
	return windows;
}

async function measureAll(bench: Bench, { failures }: Windows, tasks: readonly Task[]) {
	for (const [index, { round, what, measure }] of tasks.entries()) {
		bench.progress.now(`${index + 1} of ${tasks.length}: round ${round}, ${what}`);
		try {
			await measure();
		} catch (error) {
			if (error instanceof Interrupted || bench.signal.aborted) throw error;
			failures.push({ round, what, reason: describeError(error) });
		}
	}
}

function closedTasks(bench: Bench, { closed: plan }: InstrumentPlan, { closed }: Windows): Task[] {
	return roundsOf(plan.rounds).flatMap((round) =>
		[...bench.tools.keys()].flatMap((generator) =>
			plan.connections.map((connections) => ({
				round,
				what: `${generator}, closed loop of ${connections}`,
				async measure() {
					const load = { connections, seconds: plan.seconds };
					closed.push(await measureClosed(bench, round, generator, load));
				},
			})),
		),
	);
}

function openTasks(bench: Bench, { open: plan }: InstrumentPlan, windows: Windows): Task[] {
	const { connections, seconds } = plan;
	const coresUsed = async (ratePerSecond: number) =>
		(await measureOpen(bench, 1, { connections, seconds: 1, ratePerSecond })).coresUsed;
	let found: Promise<number> | undefined;
	return roundsOf(plan.rounds).map((round) => ({
		round,
		what: `pacer, open loop at ${plan.cores} of a core`,
		async measure() {
			const ratePerSecond = await (found ??= rateForCores(
				plan.cores,
				closedRateOfPacer(windows),
				coresUsed,
			));
			windows.open.push(await measureOpen(bench, round, { connections, seconds, ratePerSecond }));
		},
	}));
}

/** The median over rounds, with as many connections as gave the most. */
function closedRateOfPacer({ closed }: Windows): number {
	const own = closed.filter(({ generator }) => generator === 'pacer');
	const rates = [...Map.groupBy(own, ({ connections }) => connections).values()].map(
		(rounds) => median(rounds.map(({ answers, seconds }) => answers / seconds)) as number,
	);
	if (rates.length > 0) return Math.max(...rates);
	throw new CliError('No closed loop of pacer gave a rate to look for another below.');
}

function memoryTasks(bench: Bench, { memory: plan }: InstrumentPlan, { memory }: Windows): Task[] {
	return roundsOf(plan.rounds).flatMap((round) =>
		[...bench.tools.keys()].flatMap((generator) =>
			plan.connections.map((connections) => ({
				round,
				what: `${generator}, memory of ${connections} connections`,
				async measure() {
					const load = { connections, seconds: plan.seconds };
					memory.push(await measureMemory(bench, round, generator, load));
				},
			})),
		),
	);
}

function truthTasks(
	bench: Bench,
	{ truth: plan, stops }: InstrumentPlan,
	{ truth }: Windows,
): Task[] {
	const { rounds, ...load } = plan;
	return roundsOf(rounds).flatMap((round) =>
		truthVariants.map((variant) => ({
			round,
			what: `pacer, open loop against ${variant}`,
			async measure() {
				const known = { variant, changes: stops?.[variant] };
				truth.push(await measureTruth(bench, round, known, load));
			},
		})),
	);
}

function omissionTasks(
	bench: Bench,
	{ omission: plan, stops }: InstrumentPlan,
	{ omission }: Windows,
): Task[] {
	const { rounds, ...load } = plan;
	return roundsOf(rounds).flatMap((round) =>
		omissionVariants.map((variant) => ({
			round,
			what: `pacer, closed loop against ${variant}`,
			async measure() {
				const known = { variant, changes: stops?.[variant] };
				omission.push(await measureOmission(bench, round, known, load));
			},
		})),
	);
}

function roundsOf(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index + 1);
}
