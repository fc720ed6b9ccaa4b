import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedLoopReport } from '../../src/core/calibration/closed-loop.ts';
import { type Piece, statisticNames, statisticOf } from '../../src/core/calibration/mixture.ts';
import { openLoopTruth } from '../../src/core/calibration/open-loop.ts';
import { parametersOf } from '../../src/core/calibration/parameters.ts';
import { whatHappened } from '../../src/core/calibration/what-happened.ts';
import {
	type CalibrationLoad,
	CalibrationLogSchema,
	type CalibrationParameters,
} from '../../src/core/schemas/calibration-log.ts';
import type { Histogram } from '../../src/core/schemas/histogram.ts';
import type { OmissionWindow, Statistics, TruthWindow } from '../../src/core/schemas/instrument.ts';
import { countAbove, valueAtShare } from '../../src/core/statistics/histogram.ts';
import { CliError } from '../error.ts';
import { readJson } from '../json-file.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { describeExit } from '../processes/group.ts';
import { type RunningServer, startServer } from '../processes/server.ts';
import { type Bench, cpusOf } from './bench.ts';
import { drive, errorsOf } from './drive.ts';

/** A variant of the calibration server, and how it is to differ from what it declares. */
export interface KnownServer {
	variant: string;
	changes?: Partial<CalibrationParameters> | undefined;
}

/** pacer's open loop, beside the truth and beside what happened. @throws CliError without a result */
export async function measureTruth(
	bench: Bench,
	round: number,
	known: KnownServer,
	load: { connections: number; seconds: number; ratePerSecond: number },
): Promise<TruthWindow> {
	const { parameters, logged, value } = await withKnownServer(bench, known, (server) =>
		drive(bench, 'pacer', server, { kind: 'open', ...load }),
	);
	return {
		round,
		variant: known.variant,
		parameters,
		...load,
		answers: value.result.answersInWindow,
		errors: errorsOf(value.result),
		truth: statisticsOf(openLoopTruth(parameters, load.seconds)),
		happened: statisticsOf(whatHappened(logged, load.seconds)),
		reported: reportedBy(value.result),
	};
}

/** pacer's closed loop, beside what theory says that it must leave out. @throws CliError without a result */
export async function measureOmission(
	bench: Bench,
	round: number,
	known: KnownServer,
	load: { connections: number; seconds: number },
): Promise<OmissionWindow> {
	const { parameters, value } = await withKnownServer(bench, known, (server) =>
		drive(bench, 'pacer', server, { kind: 'closed', ...load }),
	);
	const reported = reportedBy(value.result);
	const baseMs = reported.p50;
	const theory = closedLoopReport(parameters, { ...load, baseMs });
	const halfStopUs = parameters.stallMs * 500;
	return {
		round,
		variant: known.variant,
		parameters,
		...load,
		baseMs,
		answers: { theory: theory.answers, reported: value.result.answersInWindow },
		slowAnswers: {
			theory: theory.slowAnswers,
			reported: countAbove(responseTimeOf(value.result), halfStopUs),
		},
		omitted: theory.omitted,
		reported,
	};
}

/** Starts the server, measures, and stops it so that it writes what happened. */
async function withKnownServer<Value>(
	bench: Bench,
	{ variant, changes }: KnownServer,
	measure: (server: RunningServer) => Promise<Value>,
): Promise<{ parameters: CalibrationParameters; logged: CalibrationLoad; value: Value }> {
	const declared = bench.calibration.variants[variant];
	if (!declared) throw new CliError(`${bench.calibration.id} has no variant "${variant}".`);
	const parameters = { ...parametersOf(declared.environment), ...changes };
	const folder = mkdtempSync(join(tmpdir(), 'bench-calibration-'));
	const path = join(folder, 'log.json');
	const environment = { ...environmentOf(parameters), CALIBRATION_LOG: path };
	const adjusted = { ...bench.calibration, variants: { [variant]: { ...declared, environment } } };
	try {
		const server = await startServer(adjusted, variant, cpusOf(bench).server, bench);
		const value = await measure(server).finally(() => server.group.stop(5));
		const exit = await server.group.exited;
		if (exit.code !== 0)
			throw new CliError(`The calibration server ended with ${describeExit(exit)}.`);
		return { parameters, logged: onlyLoad(path), value };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function environmentOf(parameters: CalibrationParameters): Record<string, string> {
	return {
		DELAY_US: String(parameters.delayUs),
		STALL_MS: String(parameters.stallMs),
		STALL_EVERY_MS: String(parameters.stallEveryMs),
		STALL_AT_MS: String(parameters.stallAtMs),
	};
}

/** A generator that pauses for 100 ms begins another load, and with it another truth. */
function onlyLoad(path: string): CalibrationLoad {
	const { loads } = readJson(path, CalibrationLogSchema);
	const [load] = loads;
	if (load && loads.length === 1) return load;
	throw new CliError(
		`The calibration server saw ${loads.length} loads where one was put on it: for 100 ms one of the two had no core. Measure on a machine with nothing else to do.`,
	);
}

function statisticsOf(pieces: readonly Piece[]): Statistics {
	return fromEach((name) => statisticOf(pieces, name));
}

function reportedBy(result: LoadResult): Statistics {
	const histogram = responseTimeOf(result);
	const shares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 };
	return fromEach((name) => {
		const us =
			name === 'mean' || name === 'max' ? histogram[name] : valueAtShare(histogram, shares[name]);
		if (us === undefined) throw new CliError('pacer got no answer.');
		return us / 1000;
	});
}

function responseTimeOf({ responseTime }: LoadResult): Histogram {
	if (responseTime) return responseTime;
	throw new CliError('pacer gave no response times.');
}

function fromEach(valueOf: (name: keyof Statistics) => number): Statistics {
	return Object.fromEntries(statisticNames.map((name) => [name, valueOf(name)])) as Statistics;
}
