import type { Estimate } from '../../core/schemas/cell.ts';
import { medianInterval } from '../../core/statistics/median-interval.ts';
import type { Kind, Model, Phase } from '../model.ts';
import { simulate } from '../simulate.ts';
import { quantileOf, responseTimesMs } from '../summary.ts';
import { drawWorkload } from '../workload.ts';
import { figures, timesOf, type Figure, type Times } from './predict.ts';
import { rules, type Rule } from './rules.ts';

/** A load in a reader's own numbers. */
export type Numbers = {
	readonly perSecond: number;
	/** What a request computes: half before its wait, half after it. */
	readonly cpuMs: number;
	readonly waitMs: number;
	/** The share of requests that compute `slowMs` more. */
	readonly slowShare: number;
	readonly slowMs: number;
	readonly cores: number;
};

/** What a rule makes of a load. Beyond its capacity there are no times: the queue grows as long as the load lasts. */
export type NumbersPrediction = {
	readonly rule: Rule;
	/** Of what the rule can use: 1 is its capacity. */
	readonly utilisation: number;
	/** Of the requests that do not compute more: the median of the seeds. */
	readonly quick?: Readonly<Record<Figure, Estimate>>;
	/** Half of the slow ones are answered by then. Absent where too few are slow to tell. */
	readonly slowP50?: Estimate;
};

/** One simulation, of so many that a change asks for. */
export type Job = { readonly rule: Rule; readonly seed: number };
export type Sample = Job & { readonly quick: Times; readonly slowP50?: number };

/** Requests a simulation that count. Of its p99 a hundredth of them are beyond. */
export const COUNTED = 5000;
/** With six, the range of the seeds covers the median with a probability of 97 %. */
export const SEEDS = 6;
/** The system begins empty: what comes before it has forgotten that is not counted. */
const SETTLING = 500;
/** A longer wait is simulated up to the time of so many arrivals, and the rest of it added: by then nobody remembers. */
const REMEMBERED = 1000;
const FEWEST_SLOW = 20;
/** As in most of our loads. They tell who is pinned where. */
const CONNECTIONS = 64;

/** Above 1 there is no steady state. */
export function utilisationOf(numbers: Numbers, rule: Rule): number {
	const { perSecond, cpuMs, slowShare, slowMs, cores } = numbers;
	const whole = (perSecond * (cpuMs + slowShare * slowMs)) / 1000;
	const ofAllCores = whole / cores;
	if (!rule.oneThread) return ofAllCores;
	return rule.offloads ? Math.max((perSecond * cpuMs) / 1000, ofAllCores) : whole;
}

/** The simulations that predict a load, the first seed of every rule first, so that a first answer comes soon. */
export function jobsOf(numbers: Numbers): Job[] {
	const steady = rules.filter((rule) => utilisationOf(numbers, rule) < 1);
	const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
	return seeds.flatMap((seed) => steady.map((rule) => ({ rule, seed })));
}

/** Some milliseconds of work. The same seed brings the same requests to every rule. */
export function sampleOf(numbers: Numbers, { rule, seed }: Job): Sample {
	const { cores, waitMs, perSecond } = numbers;
	const gapMs = 1000 / perSecond;
	const simulatedWaitMs = Math.min(waitMs, REMEMBERED * gapMs);
	// Before and after a wait come the halves of other requests, so that as many of either surround those that count.
	const margin = Math.ceil(simulatedWaitMs / gapMs);
	const first = SETTLING + margin;
	const workload = drawWorkload(
		modelOf(numbers, rule, { seed, simulatedWaitMs, requests: first + COUNTED + margin }),
	);
	const outcome = simulate(workload, rule.on(cores).make, { cores, ...rule.on(cores) });
	const timesOfKind = (kind: number) =>
		responseTimesMs(
			outcome,
			(request) =>
				request >= first && request < first + COUNTED && workload.kindOf[request] === kind,
		).map((time) => time + waitMs - simulatedWaitMs);
	const slow = timesOfKind(SLOW).sort();
	return {
		rule,
		seed,
		quick: timesOf(timesOfKind(QUICK)),
		...(slow.length >= FEWEST_SLOW && { slowP50: quantileOf(slow, 0.5) }),
	};
}

/** What the simulations so far come to, a prediction for every rule. */
export function summarise(numbers: Numbers, samples: readonly Sample[]): NumbersPrediction[] {
	return rules.map((rule) => {
		const own = samples.filter((sample) => sample.rule.id === rule.id);
		const utilisation = utilisationOf(numbers, rule);
		if (own.length === 0) return { rule, utilisation };
		const quick = Object.fromEntries(
			figures.map((figure) => [figure, medianInterval(own.map((one) => one.quick[figure]))]),
		) as Record<Figure, Estimate>;
		const slowP50 = medianInterval(own.flatMap((one) => one.slowP50 ?? []));
		return { rule, utilisation, quick, ...(slowP50 && { slowP50 }) };
	});
}

/** All of it at once, as the build does. */
export function predictNumbers(numbers: Numbers): NumbersPrediction[] {
	return summarise(
		numbers,
		jobsOf(numbers).map((job) => sampleOf(numbers, job)),
	);
}

const [QUICK, SLOW] = [0, 1] as const;

function modelOf(
	{ perSecond, cpuMs, slowShare, slowMs }: Numbers,
	{ offloads }: Rule,
	{ seed, simulatedWaitMs, requests }: { seed: number; simulatedWaitMs: number; requests: number },
): Model {
	const half = phase('cpu', cpuMs / 2);
	const wait = simulatedWaitMs > 0 ? [phase('wait', simulatedWaitMs)] : [];
	const quick = wait.length > 0 ? [half, ...wait, half] : [phase('cpu', cpuMs)];
	const slow = offloads
		? [half, ...wait, phase('pool', slowMs), half]
		: [...(wait.length > 0 ? [half, ...wait] : []), phase('cpu', last(wait, cpuMs) + slowMs)];
	const kinds: Kind[] = [
		{ name: 'quick', share: 1 - slowShare, phases: quick },
		...(slowShare > 0 ? [{ name: 'slow', share: slowShare, phases: slow }] : []),
	];
	return {
		seed,
		requests,
		connections: CONNECTIONS,
		arrivals: { kind: 'poisson', perSecond },
		kinds,
	};
}

function last(wait: readonly Phase[], cpuMs: number): number {
	return wait.length > 0 ? cpuMs / 2 : cpuMs;
}

function phase(kind: Phase['kind'], ms: number): Phase {
	return { kind, demandMs: { kind: 'fixed', ms } };
}
