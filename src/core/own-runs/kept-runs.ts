import { z } from 'zod';
import type { RunWithCells } from '../comparability/twin-comparisons.ts';
import { EstimateSchema, MetricNameSchema, PercentileSchema, type Cell } from '../schemas/cell.ts';
import { RunSchema } from '../schemas/run.ts';
import { InvalidInput } from '../schemas/sentence.ts';
import { limits } from './limits.ts';
import { parseJson } from './parse-json.ts';

const KeptCellSchema = z.strictObject({
	id: z.string().max(limits.sentenceCharacters),
	summary: z.partialRecord(MetricNameSchema, EstimateSchema),
	percentiles: z.array(PercentileSchema),
	failedGates: z.array(z.string()),
});

const KeptRunSchema = z.strictObject({ run: RunSchema, cells: z.array(KeptCellSchema) });

/** Of a reader's run what charts show: its environment, and of each measured cell the summary. */
export type KeptRun = z.infer<typeof KeptRunSchema>;
export type KeptCell = z.infer<typeof KeptCellSchema>;

export function keptOf({ run, cells }: RunWithCells): KeptRun {
	// A reader of a chart is told neither the order of trials nor what failed.
	return { run: { ...run, order: [], failures: [] }, cells: cells.flatMap(keptCell) };
}

function keptCell(cell: Cell): KeptCell[] {
	if (cell.status === 'failed') return [];
	const { id, summary, percentiles, gates } = cell;
	const failedGates = gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	return [{ id, summary, percentiles, failedGates: [...new Set(failedGates)] }];
}

/**
 * The newest first, which counts where two have the same experiment.
 *
 * @throws InvalidInput where they are more than a tab should keep
 */
export function keptText(runs: readonly KeptRun[]): string {
	const text = JSON.stringify(runs);
	if (text.length <= limits.keptCharacters) return text;
	throw new InvalidInput('That is more than a tab keeps: take another run off the charts first.');
}

/** What a tab kept; nothing where it is too large or anything else than what `keptText` wrote. */
export function readKept(text: string | null): KeptRun[] {
	if (text === null || text.length > limits.keptCharacters) return [];
	try {
		const read = z.array(KeptRunSchema).safeParse(parseJson(text, 'What the tab kept'));
		return read.success ? read.data : [];
	} catch (error) {
		if (error instanceof InvalidInput) return [];
		throw error;
	}
}
