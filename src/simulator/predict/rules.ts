import { cluster } from '../policies/cluster.ts';
import { goScheduler } from '../policies/go.ts';
import { idealSharing } from '../policies/ideal-sharing.ts';
import { loop } from '../policies/loop.ts';
import { loopWithPool } from '../policies/loop-with-pool.ts';
import { tokioRuntime } from '../policies/tokio.ts';
import type { MakePolicy } from '../simulation.ts';

/** A way to decide what runs next, as one configures it; several subjects may have the same. */
export type Rule = {
	readonly id: RuleId;
	/** What computes long is handed to threads of its own, as many as there are cores. */
	readonly offloads: boolean;
	/** Everything that is not handed over runs on one thread, however many cores there are. */
	readonly oneThread: boolean;
	readonly on: (cores: number) => { readonly make: MakePolicy; readonly threads: number };
};

export type RuleId =
	'loop' | 'loop-pool' | 'pinned' | 'slices' | 'stealing' | 'stealing-blocking' | 'sharing';

/** More than this many requests at once no prediction needs. */
const MOST_AT_ONCE = 10_000;

const loops = { offloads: false, oneThread: true } as const;
const threads = { offloads: false, oneThread: false } as const;

export const rules: readonly Rule[] = [
	{ id: 'loop', ...loops, on: () => ({ make: loop(), threads: 1 }) },
	{
		id: 'loop-pool',
		...loops,
		offloads: true,
		on: (cores) => ({ make: loopWithPool(cores), threads: 1 + cores }),
	},
	// A cluster's processes and a runtime a core differ in memory and start-up, which takes no time here.
	{ id: 'pinned', ...threads, on: (cores) => ({ make: cluster(cores, 0), threads: cores }) },
	{ id: 'slices', ...threads, on: (cores) => ({ make: goScheduler(cores), threads: cores }) },
	{ id: 'stealing', ...threads, on: (cores) => ({ make: tokioRuntime(cores, 0), threads: cores }) },
	{
		id: 'stealing-blocking',
		...threads,
		offloads: true,
		on: (cores) => ({ make: tokioRuntime(cores, cores), threads: 2 * cores }),
	},
	{
		id: 'sharing',
		...threads,
		on: () => ({ make: idealSharing(MOST_AT_ONCE), threads: MOST_AT_ONCE }),
	},
];

/** The rule that a subject has; undefined of one that nobody has modelled. */
export function ruleOf(implementation: string, variant: string): Rule | undefined {
	const [language] = implementation.split('/');
	const id = language === 'go' ? 'slices' : idOf[`${language}:${variant}`];
	return rules.find((rule) => rule.id === id);
}

const idOf: Readonly<Record<string, RuleId>> = {
	'node:single': 'loop',
	'node:native-json': 'loop',
	'node:pool': 'loop-pool',
	'node:cluster': 'pinned',
	'rust:thread-per-core': 'pinned',
	'rust:inline': 'stealing',
	'rust:mimalloc': 'stealing',
	'rust:multi-thread': 'stealing',
	'rust:spawn-blocking': 'stealing-blocking',
};
