import { describe, expect, it } from 'vitest';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { gateContext, loadResult, openLoad, rightAnswers } from '../samples.ts';
import { achievedRate } from './achieved-rate.ts';
import { overload } from './overload.ts';

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
