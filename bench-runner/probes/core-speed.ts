import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { parseText } from '../json-file.ts';
import { pacerBinary } from '../load-generators/pacer.ts';

const nanoseconds = z.number().positive();

/** CPU time of three fixed computations of about a millisecond; `pacer/src/speed.rs` says why three. */
export const CoreSpeedSchema = z.strictObject({
	dividerNs: nanoseconds,
	issueSlotsNs: nanoseconds,
	cacheNs: nanoseconds,
});

export type CoreSpeed = z.infer<typeof CoreSpeedSchema>;

/**
 * How fast these CPUs are just now: of each computation the longest time on any of them. A virtual core slows down when
 * its physical core is shared or its clock falls, and no counter of the guest says so.
 *
 * @param cpus absent where processes cannot be pinned: then wherever the system runs it
 */
export function measureCoreSpeed(root: string, cpus: readonly number[] | undefined): CoreSpeed {
	const commands = cpus?.map((cpu) => ['taskset', '-c', String(cpu)]) ?? [[]];
	const readings = commands.map((prefix) => {
		const [program = '', ...rest] = [...prefix, pacerBinary(root), 'speed'];
		const printed = execFileSync(program, rest, { encoding: 'utf8', timeout: 10_000 });
		const what = 'What pacer says of the speed of a core';
		return parseOrExplain(CoreSpeedSchema, parseText(printed, what, JSON.parse), what);
	});
	const longest = (name: keyof CoreSpeed) => Math.max(...readings.map((one) => one[name]));
	return {
		dividerNs: longest('dividerNs'),
		issueSlotsNs: longest('issueSlotsNs'),
		cacheNs: longest('cacheNs'),
	};
}
