import { coreSpeed } from './machine.ts';
import { generatorCpu, headRoom, scheduleLag } from './generator.ts';
import { achievedRate, overload } from './traffic.ts';

/**
 * What a load generator reports of a window is a fact about that generator: that it was late, too slow, or left requests
 * out, is the finding and no reason to drop it, though the window stays marked. A slower core changes what a request costs, and
 * nothing of a stop of a second. Where other programs took time, or the load was not the one meant, it is no fact about
 * anything.
 *
 * @returns whether the figures of a window that failed these gates may be shown as that tool's own
 */
export function isReportOfTheTool(failedGates: readonly string[]): boolean {
	const ofTheTool = new Set(
		[achievedRate, overload, scheduleLag, generatorCpu, headRoom, coreSpeed].map(({ id }) => id),
	);
	return failedGates.every((gate) => ofTheTool.has(gate));
}
