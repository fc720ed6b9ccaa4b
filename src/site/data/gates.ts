import type { Cell } from '../../core/schemas/cell.ts';

/** One gate over several cells: how many passed, and why the others did not. */
export type GateSummary = { gate: string; passed: number; of: number; reasons: string[] };

/** Gates in the order the cells list them. */
export function gateSummary(cells: readonly Cell[]): GateSummary[] {
	const summaries = new Map<string, GateSummary>();
	for (const cell of cells) {
		if (cell.status === 'failed') continue;
		for (const { gate, pass, reason } of cell.gates) {
			const summary = summaries.get(gate) ?? { gate, passed: 0, of: 0, reasons: [] };
			summaries.set(gate, summary);
			summary.of += 1;
			if (pass) summary.passed += 1;
			else summary.reasons.push(`${cell.id}: ${reason ?? 'no reason was recorded'}`);
		}
	}
	return [...summaries.values()];
}
