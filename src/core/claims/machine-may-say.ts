import type { MetricName } from '../schemas/cell.ts';
import type { CoreTrack } from '../schemas/experiment.ts';
import type { MachineClass } from '../schemas/run.ts';

/**
 * Whether a machine of this class may state a figure of its own, apart from any ratio. Capacity and latency
 * depend on the machine and on who else uses it; CPU time and memory of a process and the bytes and
 * requests it sends are its own.
 */
export function mayStateFigure(machineClass: MachineClass, metric: MetricName): boolean {
	return machineClass === 'dedicated' || OWN_TO_THE_PROCESS.has(metric);
}

/**
 * Whether it may state ratios on this core track. On a `dev` machine the server shares its second core with
 * the load generator, so a ratio between core counts is partly one of generators.
 */
export function mayStateRatio(machineClass: MachineClass, track: CoreTrack): boolean {
	return machineClass !== 'dev' || track === '1';
}

/** Why not. */
export const NO_CORE_TO_SPARE =
	'On this machine the load generator needs one of the server’s cores, so it states nothing of all cores.';

const OWN_TO_THE_PROCESS: ReadonlySet<MetricName> = new Set([
	'serverCpuMsPerRequest',
	'databaseCpuMsPerRequest',
	'originCpuMsPerRequest',
	'originRequestsPerRequest',
	'tracesCpuMsPerRequest',
	'spansPerRequest',
	'serverRssBytesMax',
	'bytesPerResponse',
	'serverRssSlopeBytesPerMinute',
	'binaryBytes',
	'deployedBytes',
	'runtimeBytes',
	'imageBytesAboveBase',
	'idleRssBytes',
	'idlePssBytes',
	'idlePrivateBytes',
	'answeredRssBytes',
	'answeredPssBytes',
	'startCpuMs',
	'linesOfCode',
	'heldBytes',
	'heldBytesEach',
]);
