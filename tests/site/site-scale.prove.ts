import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildSite, type Built } from './build-site.ts';
import { makeRuns } from './made-runs.ts';

/** On two cores. */
const budgetSeconds = 90;
const cells = 60;

it(`builds 200 runs of ${cells} cells within ${budgetSeconds} s, and in a time linear in runs`, async () => {
	const half = await timeOf(100);
	const whole = await timeOf(200);
	expect(whole.wallSeconds).toBeLessThanOrEqual(budgetSeconds);
	// What does not depend on runs makes it less than 2; work of each run for each other would make it 4.
	expect(whole.cpuSeconds / half.cpuSeconds).toBeLessThan(2.1);
});

async function timeOf(runs: number): Promise<Built> {
	const folder = mkdtempSync(join(tmpdir(), 'site-scale-'));
	try {
		makeRuns(join(folder, 'results'), { runs, cells });
		const built = await buildSite(join(folder, 'dist'), join(folder, 'results'));
		const [wall, cpu] = [built.wallSeconds, built.cpuSeconds].map((one) => one.toFixed(1));
		console.log(`site build, ${runs} runs of ${cells} cells: ${wall} s, ${cpu} s of CPU`);
		return built;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
