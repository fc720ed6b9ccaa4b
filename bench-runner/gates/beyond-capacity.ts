import type { CellLoad } from '../../src/core/schemas/experiment.ts';

/**
 * A load that asks for all a subject can do, or more, is there to show the queue grow: that it grows is its finding and no
 * fault of the window. Whoever draws it says so.
 */
export function isBeyondCapacity(load: CellLoad): boolean {
	return load.kind === 'open' && load.capacity !== undefined && load.capacity.share >= 1;
}
