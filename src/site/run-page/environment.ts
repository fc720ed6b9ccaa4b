import type { Machine, Run } from '../../core/schemas/run.ts';
import { classWords } from '../data/provenance.ts';

/** A run's environment as pairs of name and value; what the machine did not tell is left out. */
export function environmentRows(run: Run): [string, string][] {
	const { machine } = run;
	const rows: [string, string | undefined][] = [
		['Run', run.id],
		['Started, ended', `${minute(run.startedAt)} to ${minute(run.endedAt)} UTC`],
		['Taken up again', run.resumedAt.map(minute).join(', ') || undefined],
		['Machine class', `${machine.class}: ${classWords[machine.class]}`],
		['Processor', `${machine.cpuModel}, ${machine.architecture}`],
		['Cores', `${machine.physicalCores} physical, ${machine.logicalCores} logical`],
		['Memory', `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
		['System', `${machine.os}, kernel ${machine.kernel}`],
		['Virtualisation', machine.virtualisation],
		['Clock source', machine.clockSource],
		['Frequency governor', machine.governor],
		['Image', machine.image],
		['Load generator', `${run.generator.id} ${run.generator.version}`],
		['Runner', `Node.js ${run.runnerNode}`],
		...run.layouts.map((layout): [string, string] => [
			`Track ${layout.track}`,
			layoutWords(layout, machine),
		]),
		['Seed of the order', String(run.seed)],
	];
	return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

function layoutWords(layout: Run['layouts'][number], machine: Machine): string {
	if (!layout.pinned) return `not pinned on ${machine.os}`;
	const server = `server on CPU ${layout.serverCpus.join(', ')}`;
	const generator = `generator on CPU ${layout.generatorCpus.join(', ')}`;
	const awake = layout.awakeCpus ? `; CPU ${layout.awakeCpus.join(', ')} kept awake` : '';
	const shared = layout.generatorShared ? ', shared with the server' : '';
	const first = layout.generatorFirst ? ', first in turn at a given rate' : '';
	return `${server}; ${generator}${shared}${first}${awake}`;
}

/** `2026-11-21 04:00` of an ISO date. */
const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
