import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Layout } from '../../src/core/schemas/run.ts';
import { canPin } from '../processes/group.ts';

/** Each inner list is one physical core's logical CPUs, of those this process may use. */
export function readCores(): number[][] {
	if (process.platform === 'linux') return readLinuxCores();
	const physical = Number(
		execFileSync('sysctl', ['-n', 'hw.physicalcpu'], { encoding: 'utf8' }).trim(),
	);
	const perCore = Math.max(1, Math.round(cpus().length / physical));
	return Array.from({ length: physical }, (_, core) =>
		Array.from({ length: perCore }, (_, thread) => core * perCore + thread),
	);
}

/**
 * Who gets which CPUs on a track.
 *
 * `1`: the server has one logical CPU and its sibling stays empty, so that "one core" is one thread at full speed; the
 * generator has the last physical core. `all`: the server has every physical core but the generator's. A machine of
 * two cores cannot spare one, so there the server has both and the generator shares them, which a gate limits to 5 %
 * of a core. Undefined: the machine cannot answer this track.
 */
export function layoutFor(track: Layout['track'], cores: readonly number[][]): Layout | undefined {
	const generator = cores.at(-1);
	const first = cores[0]?.[0];
	if (generator === undefined || first === undefined) return undefined;
	const pinned = canPin();
	if (track === '1') {
		const generatorShared = cores.length === 1;
		return { track, pinned, serverCpus: [first], generatorCpus: generator, generatorShared };
	}
	if (cores.length === 1) return undefined;
	const generatorShared = cores.length === 2;
	const serverCores = generatorShared ? cores : cores.slice(0, -1);
	return {
		track,
		pinned,
		serverCpus: serverCores.flat(),
		generatorCpus: generator,
		generatorShared,
	};
}

/** With all its CPUs kept awake. */
export function withAwakeCpus(layout: Layout): Layout {
	const awakeCpus = [...new Set([...layout.serverCpus, ...layout.generatorCpus])];
	return { ...layout, awakeCpus: awakeCpus.sort((one, other) => one - other) };
}

/** With a generator that comes before what else runs on its CPUs. */
export function withGeneratorFirst(layout: Layout): Layout {
	return layout.pinned ? { ...layout, generatorFirst: true } : layout;
}

function readLinuxCores(): number[][] {
	const status = readFileSync('/proc/self/status', 'utf8');
	const allowed = parseCpuList(/^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1] ?? '0');
	const cores = new Map<string, number[]>();
	for (const cpu of allowed) {
		const siblings = readSiblings(cpu).filter((other) => allowed.includes(other));
		cores.set(siblings.join(','), siblings);
	}
	return [...cores.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function readSiblings(cpu: number): number[] {
	try {
		const path = `/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`;
		return parseCpuList(readFileSync(path, 'utf8'));
	} catch {
		return [cpu]; // Containers may hide the topology; each CPU then counts as a core.
	}
}

/** `0,2-4` into [0, 2, 3, 4]. */
export function parseCpuList(text: string): number[] {
	return text
		.trim()
		.split(',')
		.filter(Boolean)
		.flatMap((part) => {
			const [from = 0, to = from] = part.split('-').map(Number);
			return Array.from({ length: to - from + 1 }, (_, index) => from + index);
		});
}
