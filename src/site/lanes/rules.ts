import type { Language } from '../../core/schemas/implementation.ts';
import type { Policy } from './schedule.ts';

/** A runtime's rule for handlers that compute, and where it is written down. */
export interface Rule {
	readonly language: Language;
	readonly runtime: string;
	/** Where a request is, in the middle of a sentence. */
	readonly spoken: string;
	readonly policy: Policy;
	readonly sentence: string;
	readonly source: { readonly label: string; readonly url: string };
}

/** The machine of the drawing. */
export const CORES = 2;

export const rules: readonly Rule[] = [
	{
		language: 'node',
		runtime: 'one loop',
		spoken: 'in the one loop of Node.js',
		policy: { scheduler: 'loop', cores: 1 },
		sentence: 'A callback runs to its end, and all JavaScript of a process shares one core.',
		source: {
			label: 'libuv, design overview',
			url: 'https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop',
		},
	},
	{
		language: 'go',
		runtime: 'goroutines',
		spoken: 'with Go',
		policy: { scheduler: 'go', cores: CORES },
		sentence: 'Every core runs goroutines, and each is set aside after a slice of 10 to 20 ms.',
		source: {
			label: 'Go 1.26, runtime/proc.go, forcePreemptNS',
			url: 'https://github.com/golang/go/blob/go1.26.0/src/runtime/proc.go',
		},
	},
	{
		language: 'rust',
		runtime: 'Tokio, inline',
		spoken: 'with Tokio',
		policy: { scheduler: 'tokio', cores: CORES },
		sentence:
			'Every core runs tasks, and each keeps its core until it reaches an await; one alone watches the network.',
		source: {
			label: 'Tokio, runtime module, detailed runtime behavior',
			url: 'https://docs.rs/tokio/latest/tokio/runtime/index.html#detailed-runtime-behavior',
		},
	},
];
