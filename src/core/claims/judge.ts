import type { Claim, Test } from '../schemas/claim.ts';
import { rules } from './rules.ts';
import type { ClaimContext, TestOf, Verdict } from './verdict.ts';

/**
 * The verdict on a claim or check of an article.
 *
 * @param claim without a `test` it is not yet measured
 * @param context the run that stands for the claim's experiment; cells of other experiments are passed over
 * @throws InvalidInput for a test that contradicts itself, e.g. a ratio of two metrics
 */
export function judge(claim: Pick<Claim, 'test' | 'experiment'>, context: ClaimContext): Verdict {
	const { test, experiment } = claim;
	if (!test) {
		const answer = experiment ? ` The experiment ${experiment} is to answer it.` : '';
		return {
			verdict: 'not-yet-measured',
			reason: `No test of it exists yet.${answer}`,
			figures: [],
		};
	}
	const cells = context.cells.filter(
		(cell) => experiment === undefined || cell.experiment === experiment,
	);
	return apply(test, { ...context, cells });
}

function apply<Kind extends Test['kind']>(test: TestOf<Kind>, context: ClaimContext): Verdict {
	return rules[test.kind](test, context);
}
