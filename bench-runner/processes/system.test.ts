import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sampleCatalogue } from '../sample-catalogue.ts';
import { startSampler } from '../stages/5-sample.ts';
import { temporaryFolder, untilGone, writeFiles } from '../temporary.ts';
import { startGuardian } from './guardian.ts';
import { programsOf, startSystem, stopSystem } from './system.ts';

/** Ready at once; notes when it is asked to stop, and what it was told of the part. */
const program = `
	const { appendFileSync } = require('node:fs');
	const note = (line) => appendFileSync('notes.txt', line + '\\n');
	const name = process.env.PART_URL ? 'front' : 'part';
	note(name + ' ' + (process.env.PART_URL ?? process.env.GREETING));
	require('node:http').createServer((_, response) => response.end())
		.listen(Number(process.env.PORT), process.env.HOST);
	process.on('SIGTERM', () => { note(name + ' stops'); process.exit(0); });
`;

describe('startSystem', () => {
	it('tells the front where its part is, and stops the front first', async () => {
		const { folder, start } = system('server.cjs');
		const running = await start();
		const port = running.parts?.get('compute')?.port;
		expect(running.port).not.toBe(port);
		expect(await stopSystem(running, 'go/net-http:single')).toBeUndefined();
		expect(readFileSync(join(folder, 'notes.txt'), 'utf8').split('\n')).toEqual([
			'part good morning',
			`front http://127.0.0.1:${port}`,
			'front stops',
			'part stops',
			'',
		]);
	});

	it('leaves no part behind where the front does not start', async () => {
		const { folder, start } = system('absent.cjs');
		await expect(start()).rejects.toThrow(/^go\/net-http:single ended with exit code 1/);
		expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toContain('part stops');
	});

	it('names the part that does not start, and never starts the front', async () => {
		const { folder, start } = system('server.cjs', 'absent.cjs');
		await expect(start()).rejects.toThrow(/^node\/http:single ended with exit code 1/);
		expect(existsSync(join(folder, 'notes.txt'))).toBe(false);
	});

	it('shows the CPU time of each program, and of all as the server', async () => {
		const running = await system('server.cjs').start();
		const sampler = startSampler(programsOf([running]));
		const { serverCpuNs, programCpuNs = {} } = sampler.look();
		sampler.stop();
		const groups = [...programsOf([running]).values()].flat();
		await stopSystem(running, 'go/net-http:single');
		await Promise.all(groups.map(({ pid }) => untilGone(pid)));
		expect(Object.keys(programCpuNs)).toEqual(['front', 'compute']);
		expect(Math.min(...Object.values(programCpuNs))).toBeGreaterThan(0);
		expect(serverCpuNs).toBe(Object.values(programCpuNs).reduce((sum, one) => sum + one));
	});
});

function system(frontScript: string, partScript = 'server.cjs') {
	const folder = temporaryFolder();
	writeFiles(folder, { 'server.cjs': program });
	const catalogue = sampleCatalogue();
	for (const implementation of catalogue.implementations.values()) implementation.folder = folder;
	const front = catalogue.implementations.get('go/net-http')?.variants['single'];
	const part = catalogue.implementations.get('node/http')?.variants['single'];
	if (!front || !part) throw new Error('The sample catalogue changed.');
	front.start = [process.execPath, frontScript];
	part.start = [process.execPath, partScript];
	front.parts = {
		compute: {
			subject: 'node/http:single',
			address: 'PART_URL',
			environment: { GREETING: 'good morning' },
		},
	};
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	const start = () => startSystem('go/net-http:single', undefined, { catalogue, guardian });
	return { folder, start };
}
