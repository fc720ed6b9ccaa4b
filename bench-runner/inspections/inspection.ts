import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import type { Inspection } from '../../src/core/schemas/experiment.ts';
import type { DriveContext } from '../drive.ts';
import type { Catalogue } from '../catalogue.ts';

/** Whose files, start or memory are looked at, and where. */
export interface InspectionContext extends DriveContext {
	definition: Inspection;
	implementation: NonNullable<ReturnType<Catalogue['implementations']['get']>>;
	/** Logical CPUs of the subject; absent where processes cannot be pinned. */
	cpus: readonly number[] | undefined;
}

export interface Finding {
	metrics: WindowMetrics;
	/** Right answers that a server gave on the way; none where nothing is asked. */
	answers: number;
}

/**
 * What is found of a subject without any load, once a round.
 *
 * @throws CliError with the reason when the subject could not be looked at; Interrupted when asked to stop
 */
export type Inspect = (context: InspectionContext) => Promise<Finding>;
