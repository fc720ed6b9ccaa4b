import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Counters of the whole machine since it started; differences of two are what a window saw. */
export interface HostCounters {
	/** CPU seconds spent on anything but idling, all CPUs together. */
	busyCpuSeconds: number;
	/** CPU seconds that the hypervisor gave to another guest. Absent where the system does not say. */
	stealCpuSeconds?: number;
	/** Seconds in which some runnable task waited for a CPU (Linux pressure stall information). */
	pressureSeconds?: number;
}

export function readHost(): HostCounters {
	return process.platform === 'linux' ? readLinux() : readPortable();
}

/** `/proc/stat` counts in ticks of USER_HZ, which is 100 for user space on every architecture Node.js runs on (proc(5)). */
function readLinux(): HostCounters {
	const [, ...fields] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/);
	const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields.map(Number);
	const pressureSeconds = readPressure();
	return {
		busyCpuSeconds: (user + nice + system + irq + softirq) / 100,
		stealCpuSeconds: steal / 100,
		...(pressureSeconds === undefined ? {} : { pressureSeconds }),
	};
}

/** The `total` of `some` is in microseconds (Linux, Documentation/accounting/psi.rst). Not every kernel has it. */
function readPressure(): number | undefined {
	try {
		const total = /^some .*total=(\d+)/m.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1];
		return total === undefined ? undefined : Number(total) / 1e6;
	} catch {
		return undefined;
	}
}

function readPortable(): HostCounters {
	const busyMs = cpus().reduce(
		(sum, { times }) => sum + times.user + times.nice + times.sys + times.irq,
		0,
	);
	return { busyCpuSeconds: busyMs / 1000 };
}
