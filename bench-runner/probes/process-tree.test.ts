import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parsePsTime, watchTree } from './process-tree.ts';

it.each([
	['0:00.12', 0.12e9],
	['1:02.50', 62.5e9],
	['01:02:03', 3723e9],
	['2-01:00:00', (2 * 86_400 + 3600) * 1e9],
])('parsePsTime(%j)', (text, nanoseconds) => {
	expect(parsePsTime(text)).toBe(nanoseconds);
});

/** Uses the CPU until its own clock says so, then prints how much it took in all, in nanoseconds. */
const burn = `
	function burn(ms) {
		const from = process.cpuUsage();
		for (;;) {
			const { user, system } = process.cpuUsage(from);
			if (user + system > ms * 1000) break;
		}
	}
	function used() { const { user, system } = process.cpuUsage(); return (user + system) * 1000; }
	const wait = () => setInterval(() => {}, 1000);
`;

describe.runIf(process.platform === 'linux')('watchTree', () => {
	it('counts what a process burns within a few per cent, and its memory', async () => {
		const child = startNode(`${burn} burn(300); console.log(used()); wait();`);
		const read = watchTree(child.pid);
		const used = await child.line();
		const usage = read();
		expect(usage?.processes).toBe(1);
		expect(ratioTo(used, usage?.cpuNs)).toBeLessThan(0.05);
		expect(usage?.rssBytes).toBeGreaterThan(20e6);
		expect(usage?.rssBytes).toBeLessThan(500e6);
	});

	it('counts a grandchild too', async () => {
		const inner = `${burn} burn(300); console.log(used()); wait();`;
		const child = startNode(
			`${burn} require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' }); wait();`,
		);
		const used = await child.line();
		const usage = watchTree(child.pid)();
		expect(usage?.processes).toBe(2);
		// The parent's own start is in the sum, and only adds.
		expect(usage?.cpuNs).toBeGreaterThan(used * 0.95);
	});

	it('does not forget a child or a thread that ended', async () => {
		const ends = `${burn} burn(200); console.log('burnt'); process.stdin.once('data', () => process.exit());`;
		const child = startNode(`
			const other = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(ends)}], { stdio: ['pipe', 'inherit', 'inherit'] });
			other.on('exit', () => {
				const worker = new (require('worker_threads').Worker)(
					'const end = Date.now() + 200; while (Date.now() < end); require("worker_threads").parentPort.postMessage(0); require("worker_threads").parentPort.once("message", () => process.exit())',
					{ eval: true },
				);
				worker.on('message', () => console.log('spun'));
				worker.on('exit', () => console.log('joined'));
				process.stdin.once('data', () => worker.postMessage('end'));
			});
			process.stdin.once('data', () => other.stdin.write('end'));
		`);
		const read = watchTree(child.pid);
		const seen: number[] = [];
		const look = () => seen.push(read()?.cpuNs ?? NaN);
		await child.line('burnt');
		look();
		child.tell();
		await child.line('spun');
		look();
		child.tell();
		await child.line('joined');
		look();
		expect(read()?.processes).toBe(1);
		expect(seen).toEqual(seen.toSorted((a, b) => a - b));
		expect(seen[0]).toBeGreaterThan(200e6);
	});

	it('counts a process that came and went between two looks', async () => {
		const child = startNode(`
			process.stdin.once('data', () => {
				for (let count = 0; count < 3; count++)
					require('child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(`${burn} burn(200);`)}]);
				console.log('gone');
			});
			console.log('ready');
		`);
		const read = watchTree(child.pid);
		await child.line('ready');
		const before = read()?.cpuNs ?? NaN;
		child.tell();
		await child.line('gone');
		const after = read();
		expect(after?.processes).toBe(1);
		expect((after?.cpuNs ?? NaN) - before).toBeGreaterThan(0.95 * 600e6);
	});

	it('is undefined once the process is gone', async () => {
		const child = startNode(
			`${burn} console.log(1); process.stdin.once('data', () => process.exit());`,
		);
		const read = watchTree(child.pid);
		await child.line();
		expect(read()?.processes).toBe(1);
		child.tell();
		await child.ended;
		expect(read()).toBeUndefined();
	});
});

function startNode(script: string) {
	const child = spawn(process.execPath, ['-e', script], {
		stdio: ['pipe', 'pipe', 'inherit'],
		detached: true,
	});
	const { pid } = child;
	if (pid === undefined) throw new Error('Node.js did not start.');
	onTestFinished(() => {
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// It has ended by itself.
		}
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	return {
		pid,
		ended: once(child, 'exit'),
		tell: () => child.stdin.write('\n'),
		/** Waits for a line and answers with its number. */
		async line(word = '\n'): Promise<number> {
			while (!text.includes(word)) await once(child.stdout, 'data');
			return Number(text);
		},
	};
}

function ratioTo(expected: number, value = NaN): number {
	return Math.abs(value / expected - 1);
}
