import { describe, expect, it } from 'vitest';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { windowCounts, windowMetrics } from '../metrics.ts';
import {
	gateContext,
	histogramOf,
	loadResult,
	openLoad,
	rightAnswers,
	sampleAt,
	steadyCore,
} from '../samples.ts';
import { windowGates } from './index.ts';

const expecting: Load = { ...openLoad, refusal: 503 };
/** Of 1,000 requests 600 were answered after 2 ms and 400 refused after 1 ms: 1.6 were in flight. */
const result = loadResult({
	counts: { ...rightAnswers, valid: 600, refused: 400 },
	answersInWindow: 600,
	responseTime: histogramOf(new Array<number>(600).fill(2000)),
	refusalTime: histogramOf(new Array<number>(400).fill(1000)),
	inFlightIntegralSeconds: 1.6,
});

describe('a load that expects refusals', () => {
	it('passes the gates of what was answered, sent and in flight', () => {
		const metrics = { inFlightMean: 1.6, latencyMsMean: 2 };
		const outcomes = windowGates
			.filter(({ id }) => /answers|errors|achieved-rate|overload|littles-law/.test(id))
			.map(({ judge }) => judge(gateContext({ load: expecting, result, metrics })));
		expect(outcomes.filter((outcome) => outcome?.pass === false)).toEqual([]);
		expect(outcomes.filter((outcome) => outcome?.pass)).toHaveLength(4);
	});

	it('is told in counts and metrics, with its answers and refusals apart', () => {
		expect(windowCounts(result)).toMatchObject({ valid: 600, refused: 400, invalid: 0 });
		const metrics = windowMetrics(
			{
				load: 'rate',
				definition: expecting,
				order: 1,
				startedAt: '2026-01-01T00:00:00Z',
				before: sampleAt(10),
				after: sampleAt(12),
				coreSpeed: { before: steadyCore, after: steadyCore },
				result,
			},
			[],
			4,
		);
		// 1.6 s of CPU over 600 answers and 400 refusals; pacer took 0.25 s longer than it sent.
		expect(metrics).toMatchObject({
			answeredShare: 0.6,
			latencyMsP50: 2,
			refusalMsP50: 1,
			drainSeconds: 0.25,
			serverCpuMsPerRequest: 1.6,
		});
	});

	it('leaves no trace where none is expected', () => {
		expect(windowCounts(loadResult())).not.toHaveProperty('refused');
	});
});
