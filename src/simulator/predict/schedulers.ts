import type { MeasuredCell } from '../../core/schemas/cell.ts';
import type { Scheduler } from './predict.ts';
import { ruleOf } from './rules.ts';

type Place = Pick<MeasuredCell, 'implementation' | 'variant' | 'cores' | 'loadDefinition'>;

/** The policy that a subject has, on the cores that it had. Undefined of one that nobody has modelled. */
export function schedulerOf(cell: Place): Scheduler | undefined {
	const { implementation, variant, cores, loadDefinition } = cell;
	const { connections } = loadDefinition;
	const rule = ruleOf(implementation, variant);
	if (rule === undefined || connections === undefined) return undefined;
	return { ...rule.on(cores), cores, connections };
}
