import type { Cell } from '../core/schemas/cell.ts';
import { bodyBytes } from '../core/workloads/body-size.ts';
import type { ChartContext } from './chart.ts';

/** Where a cell stands on an axis of body sizes, in kilobytes (1,000 bytes); undefined for a mix, whose bodies are many. */
export function bodyKilobytes(
	{ loadDefinition }: Cell,
	{ workload }: ChartContext,
): number | undefined {
	const operation = workload?.operations[loadDefinition.operation ?? ''];
	return operation && bodyBytes(operation) / 1000;
}
