import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { median } from '../../src/core/statistics/quantiles.ts';
import { canPin, startGroup } from '../processes/group.ts';
import { startGuardian } from '../processes/guardian.ts';
import { temporaryFolder } from '../temporary.ts';
import { firstConnection } from './first-answer.ts';

/*
 * What the start of a Node.js server is made of: the runtime's own, the modules, and removing their types. Printed as medians,
 * because how long each takes is the machine's affair. That types cost something, and that a kept cache saves it, is asserted.
 * Needs the packages of the server: `npm ci` in its folder, or any run that measures it.
 */

const source = join(import.meta.dirname, '../../implementations/node/http');
const port = 17_996;
const starts = 9;

it('prints how long a Node.js server takes to start with types, without, and with a cache', async () => {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	const cache = temporaryFolder();
	const plain = withoutTypes(temporaryFolder());
	const ways = {
		'as it is': () => startOf(source, 'main.ts'),
		'without types': () => startOf(plain, 'main.js'),
		'as it is, compile cache kept': () => startOf(source, 'main.ts', cache),
	};
	async function startOf(cwd: string, file: string, keptIn?: string): Promise<number> {
		const environment = { PORT: String(port), ...(keptIn && { NODE_COMPILE_CACHE: keptIn }) };
		const command = [process.execPath, file];
		const from = performance.now();
		const cpus = canPin() ? [0] : undefined;
		const group = startGroup({ command, cwd, cpus, environment, guardian });
		const socket = await firstConnection({ port, group }, new AbortController().signal);
		const tookMs = performance.now() - from;
		socket.destroy();
		await group.stop(5);
		return tookMs;
	}
	const found = new Map<string, number[]>();
	// The first round fills the cache of files and the compile cache.
	for (let round = 0; round <= starts; round++)
		for (const [way, start] of Object.entries(ways)) {
			const tookMs = await start();
			if (round > 0) found.set(way, [...(found.get(way) ?? []), tookMs]);
		}
	const middle = (way: keyof typeof ways) => median(found.get(way) ?? []) ?? NaN;
	for (const way of found.keys())
		process.stdout.write(`${way}: ${middle(way as keyof typeof ways).toFixed(0)} ms\n`);
	expect(middle('without types')).toBeLessThan(middle('as it is'));
	expect(middle('as it is, compile cache kept')).toBeLessThan(middle('as it is'));
});

/** The same modules in JavaScript, as a build step would leave them. */
function withoutTypes(folder: string): string {
	for (const file of readdirSync(source).filter((name) => name.endsWith('.ts'))) {
		const text = stripTypeScriptTypes(readFileSync(join(source, file), 'utf8'));
		const importing = text.replace(/(['"])(\.\.?\/[^'"]+)\.ts\1/g, '$1$2.js$1');
		writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), importing);
	}
	cpSync(join(source, 'package.json'), join(folder, 'package.json'));
	symlinkSync(join(source, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}
