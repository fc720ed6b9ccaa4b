import { gateDescriptions } from '../../core/gates/index.ts';
import type { Cell } from '../../core/schemas/cell.ts';

/** One gate over several cells: how many passed, why the others did not, and what it had to say of those that did. */
export type GateSummary = {
	gate: string;
	passed: number;
	of: number;
	reasons: string[];
	/** Of cells that passed: windows that the gate left out of them, percentiles that it kept back. */
	notes: string[];
};

/** Gates in the order the cells list them. */
export function gateSummary(cells: readonly Cell[]): GateSummary[] {
	const summaries = new Map<string, GateSummary>();
	for (const cell of cells) {
		if (cell.status === 'failed') continue;
		for (const { gate, pass, reason } of cell.gates) {
			const summary = summaries.get(gate) ?? { gate, passed: 0, of: 0, reasons: [], notes: [] };
			summaries.set(gate, summary);
			summary.of += 1;
			if (pass) summary.passed += 1;
			if (!pass) summary.reasons.push(`${cell.id}: ${reason ?? 'no reason was recorded'}`);
			else if (reason !== undefined) summary.notes.push(`${cell.id}: ${reason}`);
		}
	}
	return [...summaries.values()];
}

/** Where the site explains a gate; absent for a gate of an old run that is no more. */
export function gatePage(id: string): string | undefined {
	return gateDescriptions.some((one) => one.id === id) ? `/trust/gates/#gate-${id}` : undefined;
}
