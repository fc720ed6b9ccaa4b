import type { MeasuredCell } from '../../core/schemas/cell.ts';
import { cluster } from '../policies/cluster.ts';
import { goScheduler } from '../policies/go.ts';
import { loop } from '../policies/loop.ts';
import { threadPerCore } from '../policies/thread-per-core.ts';
import { tokioRuntime } from '../policies/tokio.ts';
import type { Scheduler } from './predict.ts';

type Place = Pick<MeasuredCell, 'implementation' | 'variant' | 'cores' | 'loadDefinition'>;

/** The policy that a subject has, on the cores that it had. Undefined of one that nobody has modelled. */
export function schedulerOf(cell: Place): Scheduler | undefined {
	const { implementation, variant, cores, loadDefinition } = cell;
	const { connections } = loadDefinition;
	if (connections === undefined) return undefined;
	const [language, framework] = implementation.split('/');
	if (language === 'go') return { make: goScheduler(cores), threads: cores, cores, connections };
	if (language === 'node' && variant === 'single')
		return { make: loop(), threads: 1, cores, connections };
	if (language === 'node' && variant === 'cluster')
		return { make: cluster(cores), threads: 5 * cores, cores, connections };
	if (framework === 'actix')
		return { make: threadPerCore(cores), threads: cores, cores, connections };
	if (language === 'rust' && (variant === 'inline' || variant === 'multi-thread')) {
		// Nothing here is handed to threads that may block, so the model needs none.
		const threads = cores;
		return { make: tokioRuntime(cores, 0), threads, cores, connections };
	}
	return undefined;
}
