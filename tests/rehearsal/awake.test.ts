import { globSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { virtualisation } from '../../bench-runner/probes/machine.ts';
import { canKeepAwake } from '../../bench-runner/processes/keep-awake.ts';
import { descendants, startRunner, untilChild } from './runner.ts';

const applies = virtualisation() !== undefined && canKeepAwake();

test.skipIf(!applies)(
	'a run says which cores it keeps awake, and does while it measures',
	async () => {
		const runner = startRunner('--only', 'go/net-http:single');
		await untilChild(runner, /target\/release\/pacer run/);
		const pid = runner.child.pid ?? -1;
		expect([pid, ...descendants(pid)].flatMap(openFiles)).toContain('/dev/cpu_dma_latency');
		expect(await runner.ended, runner.output()).toBe(0);
		expect(runner.output()).toMatch(/track 1: .*; CPU [\d,]+ kept awake/);
	},
);

/** A file may be closed between the listing and the reading. */
function openFiles(pid: number): string[] {
	return globSync(`/proc/${pid}/fd/*`).flatMap((path) => {
		try {
			return readlinkSync(path);
		} catch {
			return [];
		}
	});
}
