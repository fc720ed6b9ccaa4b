import type { Language } from '../../core/schemas/implementation.ts';
import type { RuleId } from '../../simulator/predict/rules.ts';

type Named = {
	/** The rule, not a language: whoever has it waits so. */
	readonly name: string;
	/** In a sentence. */
	readonly short: string;
	readonly languages: readonly Language[];
	/** Who has it. */
	readonly who: string;
};

export const names: Readonly<Record<RuleId, Named>> = {
	loop: {
		name: 'One event loop, callbacks to their end',
		short: 'one loop',
		languages: ['node'],
		who: 'one process',
	},
	'loop-pool': {
		name: 'One event loop, long work on threads',
		short: 'a loop with a pool',
		languages: ['node'],
		who: 'worker threads, one a core',
	},
	pinned: {
		name: 'A loop a core, connections pinned',
		short: 'pinned connections',
		languages: ['node', 'rust'],
		who: 'cluster; actix-web',
	},
	slices: {
		name: 'Slices of about 10 ms',
		short: 'slices',
		languages: ['go'],
		who: 'goroutines',
	},
	stealing: {
		name: 'Stealing, each task to its next await',
		short: 'stealing',
		languages: ['rust'],
		who: 'Tokio: axum, hyper',
	},
	'stealing-blocking': {
		name: 'Stealing, long work on blocking threads',
		short: 'stealing with blocking threads',
		languages: ['rust'],
		who: 'Tokio with spawn_blocking',
	},
	sharing: {
		name: 'Ideal sharing',
		short: 'ideal sharing',
		languages: [],
		who: 'nobody: a bound',
	},
};
