import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type as osType, version } from 'node:os';
import type { Machine, MachineClass } from '../../src/core/schemas/run.ts';

/** Facts of this machine that a reader needs to judge a number. What cannot be read is absent. */
export function describeMachine(cores: number[][]): Machine {
	const optional = {
		virtualisation: virtualisation(),
		clockSource: text('/sys/devices/system/clocksource/clocksource0/current_clocksource'),
		governor: text('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'),
		image: process.env['ImageOS'] && `${process.env['ImageOS']} ${process.env['ImageVersion']}`,
	};
	return {
		class: machineClass(cores.length),
		cpuModel: cpus()[0]?.model.trim() ?? 'unknown processor',
		physicalCores: cores.length,
		logicalCores: cores.flat().length,
		coreSiblings: cores,
		memoryBytes: totalmem(),
		os: distribution() ?? `${osType()} ${version()}`,
		kernel: release(),
		architecture: arch(),
		...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
	};
}

/** A sentence for each thing that makes this another machine than the one described, e.g. since a run was resumed. */
export function changesOfMachine(planned: Machine): string[] {
	const now = describeMachine(planned.coreSiblings);
	const facts = ['cpuModel', 'governor', 'clockSource', 'kernel'] as const;
	return facts
		.filter((fact) => now[fact] !== planned[fact])
		.map(
			(fact) =>
				`${words[fact]} was ${planned[fact] ?? 'not known'} at the start and ${now[fact] ?? 'not known'} at the end.`,
		);
}

const words = {
	cpuModel: 'The processor',
	governor: 'The frequency governor',
	clockSource: 'The clock source',
	kernel: 'The kernel',
};

/**
 * `MACHINE_CLASS=dedicated` is a person's word that nobody else uses the machine; it is never guessed.
 * Two cores cannot hold a server and its generator apart, so such a machine is `dev` whatever anyone says.
 */
function machineClass(physicalCores: number): MachineClass {
	if (process.env['GITHUB_ACTIONS'] === 'true') return 'shared-ci';
	if (process.env['MACHINE_CLASS'] === 'dedicated' && physicalCores > 2) return 'dedicated';
	return 'dev';
}

/** What this machine runs in; absent where it is a real one, or does not say. */
export function virtualisation(): string | undefined {
	const flags = /^flags\s*:.*\bhypervisor\b/m.test(text('/proc/cpuinfo') ?? '');
	return text('/sys/hypervisor/type') ?? (flags ? 'virtual machine' : undefined);
}

function distribution(): string | undefined {
	return /^PRETTY_NAME="(.+)"$/m.exec(text('/etc/os-release') ?? '')?.[1];
}

function text(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return undefined;
	}
}
