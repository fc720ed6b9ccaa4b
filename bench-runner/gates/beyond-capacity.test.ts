import { describe, expect, it } from 'vitest';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { gateContext, loadResult, openLoad, rightAnswers } from '../samples.ts';
import { achievedRate } from './achieved-rate.ts';
import { littlesLaw } from './littles-law.ts';
import type { CellContext } from './cell-gate.ts';
import { overload } from './overload.ts';
import { steadyState } from './steady-state.ts';

/** Half of what was sent had no answer yet when sending ended, and a tenth never got one. */
const result = loadResult({
	answersInWindow: 500,
	counts: { ...rightAnswers, valid: 900, timedOut: 100 },
});

function atShare(share: number): Load {
	return { ...openLoad, kind: 'open', capacity: { share, load: 'capacity' } } as Load;
}

describe.each([overload, achievedRate])('the gate $id', ({ judge }) => {
	it('fails a queue that grows below the capacity of its subject', () => {
		expect(judge(gateContext({ load: atShare(0.9), result }))).toMatchObject({ pass: false });
		expect(judge(gateContext({ load: openLoad, result }))).toMatchObject({ pass: false });
	});

	it('is not asked of a load that is there to show the queue', () => {
		expect(judge(gateContext({ load: atShare(1), result }))).toBeUndefined();
		expect(judge(gateContext({ load: atShare(1.1), result }))).toBeUndefined();
	});
});

it('is no queue of which Little’s law holds, nor one that is to be steady', () => {
	const metrics = { inFlightMean: 2, latencyMsMean: 1 };
	const law = (load: Load) => littlesLaw.judge(gateContext({ load, metrics }));
	expect(law(atShare(1.5))).toBeUndefined();
	expect(law(atShare(0.9))).toMatchObject({ pass: false });

	const second = (second: number, responseTimeUsP50: number) => {
		return { second, sent: 1000, valid: 1000, errors: 0, responseTimeUsP50 };
	};
	const growing = loadResult({
		seconds: 3,
		series: [1, 2, 3].map((at) => second(at - 1, at * 1000)),
	});
	const results = new Array<typeof growing>(8).fill(growing);
	const steady = (loadDefinition: Load) =>
		steadyState.judge({ cell: { loadDefinition }, results } as unknown as CellContext);
	expect(steady(atShare(1.5))).toBeUndefined();
	expect(steady(atShare(0.9))).toMatchObject({ pass: false });
});
