import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import type { Operation } from '../../src/core/schemas/workload.ts';
import type { Tool } from '../load-generators/generator.ts';
import type { Guardian } from '../processes/guardian.ts';
import type { Progress } from '../progress.ts';

/** What each measurement is given. */
export interface Bench {
	root: string;
	guardian: Guardian;
	/** Aborted when somebody asks the command to stop. */
	signal: AbortSignal;
	progress: Progress;
	layout: Layout;
	/** Those that were found or built, pacer first. */
	tools: ReadonlyMap<GeneratorId, Tool>;
	calibration: Implementation & { folder: string };
	/** What the calibration server is asked, and the null server like it. */
	operation: Operation;
}

/** The CPUs of each side; nothing where the system cannot pin. */
export function cpusOf({ layout }: Bench): { server?: number[]; generator?: number[] } {
	return layout.pinned ? { server: layout.serverCpus, generator: layout.generatorCpus } : {};
}
