import type { RunWithCells } from '../../src/core/comparability/twin-comparisons.ts';
import { wrap } from '../commands/text-table.ts';
import { describeError } from '../error.ts';
import type { Campaign, CampaignItem } from './campaign-file.ts';

/** What is still to be done and about how long it takes. */
export function describeQueue(
	{ items }: Campaign,
	estimate: (item: CampaignItem) => number | undefined,
) {
	const waiting = items
		.filter(({ status }) => status === 'waiting')
		.map((item) => {
			const seconds = estimate(item);
			return { item, minutes: seconds === undefined ? [] : [Math.ceil(seconds / 60)] };
		});
	const total = waiting.flatMap(({ minutes }) => minutes).reduce((sum, one) => sum + one, 0);
	return [
		`${waiting.length} of ${items.length} runs to do, about ${total} minutes and the builds. Build and test nothing meanwhile.`,
		...waiting.map(({ item, minutes: [minutes] }) =>
			minutes === undefined
				? `  ${nameOf(item)}  cannot be planned`
				: `  ${nameOf(item)}  ${minutes} minutes`,
		),
	];
}

/** Which run came of each, how many cells passed every gate, and which gates the others failed. */
export function describeOutcome(
	{ items }: Campaign,
	readRun: (id: string) => RunWithCells,
): string[] {
	return items.flatMap((item) => {
		if (item.run === undefined) return wrap(`${nameOf(item)}: ${item.reason ?? 'not measured'}`);
		try {
			return wrap(`${nameOf(item)}: ${describeGates(readRun(item.run))} (${item.run})`);
		} catch (error) {
			return wrap(`${nameOf(item)}: ${describeError(error)}`);
		}
	});
}

function describeGates({ run, cells }: RunWithCells): string {
	const failed = cells.map((cell) =>
		cell.status === 'failed' ? ['trials'] : failedGates(cell.gates),
	);
	const good = failed.filter((names) => names.length === 0);
	const why = [...Map.groupBy(failed.flat(), (name) => name)]
		.sort(([, a], [, b]) => b.length - a.length)
		.map(([gate, cellsOf]) => `${gate} ${cellsOf.length}`);
	const rest = why.length > 0 ? `; not passed: ${why.join(', ')}` : '';
	const ofRun = failedGates(run.gates).join(', ');
	const hidden = ofRun && `; no page shows the run: ${ofRun}`;
	return `${good.length} of ${cells.length} cells passed every gate${rest}${hidden}`;
}

export function nameOf({ experiment, asPublished }: CampaignItem): string {
	return asPublished ? `${experiment}, as published` : experiment;
}

function failedGates(
	gates: readonly { gate: string; pass: boolean; reason?: string | undefined }[],
): string[] {
	return gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
}
