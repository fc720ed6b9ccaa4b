import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { LoadResult } from '../load-generators/load-result.ts';

/** All that a gate may look at to judge one cell. */
export interface CellContext {
	/** Whether the run may be published; a quick or smoke run is a first look. */
	publishable: boolean;
	/** Whether its experiment has one long trial of each subject, and ranks nobody. */
	unranked?: boolean;
	cell: MeasuredCell;
	/** What the generator said in each window that the cell's summary is made of, one a round. */
	results: readonly LoadResult[];
}

/** What a cell must have, beyond windows that passed, before its number may be published. */
export interface CellGate {
	id: string;
	/** Answers undefined where it does not apply. */
	judge(context: CellContext): GateOutcome | undefined;
}
