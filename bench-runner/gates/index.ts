import { achievedRate } from './achieved-rate.ts';
import { answers } from './answers.ts';
import { connections } from './connections.ts';
import { coreSpeed } from './core-speed.ts';
import { errors } from './errors.ts';
import { foreignCpu } from './foreign-cpu.ts';
import type { WindowGate } from './gate.ts';
import { generatorCpu } from './generator-cpu.ts';
import { littlesLaw } from './littles-law.ts';
import { scheduleLag } from './schedule-lag.ts';
import { steal } from './steal.ts';

/** In the order in which a reader should ask: was it right, was it the load we meant, was the machine ours. */
export const windowGates: readonly WindowGate[] = [
	answers,
	errors,
	achievedRate,
	connections,
	littlesLaw,
	scheduleLag,
	generatorCpu,
	foreignCpu,
	steal,
	coreSpeed,
];
