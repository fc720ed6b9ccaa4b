import { uniform } from '../statistics/random.ts';
import { streamOf } from './timetable.ts';

/** The stream of a window's seed that says which operation comes next (`schedule.rs` of pacer). */
const OPERATIONS_STREAM = 1;

/**
 * Which operation each request of an open loop was, in the order of their arrivals: pacer draws them by weight from the
 * window's seed (`mix.rs`), so that they can be told again as the arrivals can.
 *
 * @param operations in the order in which the load names them
 * @param seed of the window, `arrivalSeed`
 */
export function drawnOperations(
	operations: readonly { readonly id: string; readonly weight: number }[],
	seed: number,
	requests: number,
): string[] {
	const random = streamOf(seed, OPERATIONS_STREAM);
	const whole = operations.reduce((sum, { weight }) => sum + weight, 0);
	return Array.from({ length: requests }, () => {
		// A single operation costs pacer no draw, and here it makes no difference.
		let left = uniform(random) * whole;
		const drawn = operations.find(({ weight }) => (left -= weight) < 0) ?? operations.at(-1);
		if (drawn === undefined) throw new RangeError('A load asks for at least one operation.');
		return drawn.id;
	});
}
