import type { GateDescription } from './description.ts';
import { generatorCpu, headRoom, scheduleLag } from './generator.ts';
import {
	coreSpeed,
	foreignCpu,
	memory,
	pressure,
	serverProcesses,
	steal,
	topology,
} from './machine.ts';
import { cells, cleanCheckout, exceedances, rounds, sameMachine, steadyState } from './result.ts';
import {
	achievedRate,
	answers,
	connections,
	errors,
	listenDrops,
	littlesLaw,
	overload,
	retransmits,
} from './traffic.ts';

/** Every gate, as a reader should ask: was it right, was it the load we meant, was the machine ours, is it enough. */
export const gateDescriptions: readonly GateDescription[] = [
	answers,
	errors,
	achievedRate,
	overload,
	connections,
	listenDrops,
	retransmits,
	littlesLaw,
	scheduleLag,
	generatorCpu,
	headRoom,
	topology,
	serverProcesses,
	memory,
	foreignCpu,
	pressure,
	steal,
	coreSpeed,
	rounds,
	steadyState,
	exceedances,
	cleanCheckout,
	sameMachine,
	cells,
];
