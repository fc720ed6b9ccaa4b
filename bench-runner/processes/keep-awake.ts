import { accessSync, closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError, describeError } from '../error.ts';

/*
 * A virtual core that has nothing to do halts, and the host gives its place to somebody else. When work comes, it wakes
 * wherever there is room, often beside a busy neighbour on the same physical core, and so at another speed each time: on a
 * shared machine a server that answered a thousand small requests a second spent more than twice the CPU time on each that it
 * spent with its core kept awake, in turns of the same minutes. `npx vitest run --project prove keep-awake` prints it.
 *
 * Linux polls for work instead of halting as long as somebody asks for a wake-up latency of 0 (Documentation/power/
 * pm_qos_interface.rst; cyclictest does so too). Its idle task polls, so nothing is scheduled otherwise than before.
 *
 * The road not taken: a loop with the policy SCHED_IDLE. It kept cores awake as well, and the medians were as good. But on
 * Linux 6.18 a thread that wakes is not always eligible at once (`pick_eevdf` in kernel/sched/fair.c) and then waits for the
 * loop: the load generator left up to three milliseconds late at p99, and closed loops were answered at little more than half
 * the rate.
 */

const latencyRequest = '/dev/cpu_dma_latency';
const idleDriver = '/sys/devices/system/cpu/cpuidle/current_driver';

/** Whether the kernel can poll, and takes the request from this user; usually it does from root alone. */
export function canKeepAwake(): boolean {
	try {
		accessSync(latencyRequest, constants.W_OK);
		return readFileSync(idleDriver, 'utf8').trim() !== 'none';
	} catch {
		return false;
	}
}

/**
 * Keeps all cores from halting, where the plan says so.
 *
 * @param device another one in tests
 * @returns takes the request back; the kernel does when this process ends, however it ends
 * @throws CliError where this user may not ask for what another planned
 */
export function keepAwake(layouts: readonly Layout[], device = latencyRequest): () => void {
	if (layouts.every(({ awakeCpus }) => awakeCpus === undefined)) return () => {};
	try {
		const file = openSync(device, 'w');
		// A 32-bit 0.
		writeSync(file, Buffer.alloc(4));
		return () => closeSync(file);
	} catch (error) {
		throw new CliError(
			`The run was planned with cores kept awake, and ${device} cannot be written: ${describeError(error)}.`,
			'Go on as the user who planned it, or start a new run.',
		);
	}
}
