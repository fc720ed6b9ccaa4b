import type { DeclaredLoad } from './schemas/experiment.ts';

/** The operations that a load asks for, with their weights; a single one has weight 1. */
export function operationsOf({
	operation,
	mix,
}: Pick<DeclaredLoad, 'operation' | 'mix'>): { id: string; weight: number }[] {
	if (operation !== undefined) return [{ id: operation, weight: 1 }];
	return Object.entries(mix ?? {}).map(([id, weight]) => ({ id, weight }));
}
