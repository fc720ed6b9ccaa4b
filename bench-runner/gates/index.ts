import type { InspectionName } from '../../src/core/schemas/experiment.ts';
import { achievedRate } from './achieved-rate.ts';
import { answers } from './answers.ts';
import type { CellGate } from './cell-gate.ts';
import { cells } from './cells.ts';
import { cleanCheckout } from './clean-checkout.ts';
import { connections } from './connections.ts';
import { coreSpeed } from './core-speed.ts';
import { errors } from './errors.ts';
import { exceedances } from './exceedances.ts';
import { foreignCpu } from './foreign-cpu.ts';
import type { MachineGate, WindowGate } from './gate.ts';
import { generatorCpu } from './generator-cpu.ts';
import { headRoom } from './head-room.ts';
import { listenDrops } from './listen-drops.ts';
import { littlesLaw } from './littles-law.ts';
import { memory } from './memory.ts';
import { overload } from './overload.ts';
import { pressure } from './pressure.ts';
import { retransmits } from './retransmits.ts';
import { rounds } from './rounds.ts';
import type { RunGate } from './run-gate.ts';
import { sameMachine } from './same-machine.ts';
import { scheduleLag } from './schedule-lag.ts';
import { serverProcesses } from './server-processes.ts';
import { steadyState } from './steady-state.ts';
import { steal } from './steal.ts';
import { topology } from './topology.ts';

/** In the order in which a reader should ask: was it right, was it the load we meant, was the machine ours. */
export const windowGates: readonly WindowGate[] = [
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
];

/** They count bytes and take no time, so that a core at half its speed changes nothing of what they find. */
const untimed: readonly InspectionName[] = ['footprint', 'idle-cost'];

/** Of these, what an inspection must pass: it sends nothing, so only the machine can be asked. */
export function inspectionGates(inspects: InspectionName): readonly MachineGate[] {
	return untimed.includes(inspects) ? [memory] : [memory, pressure, steal, coreSpeed];
}

/** Is there enough, and was it steady enough, to publish the cell. */
export const cellGates: readonly CellGate[] = [rounds, steadyState, exceedances];

/** May a page show the run. */
export const runGates: readonly RunGate[] = [cleanCheckout, sameMachine, cells];
