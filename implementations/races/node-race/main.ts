// Counts what two requests do that wait between reading and writing: wrong on purpose, and no tool says so.
import { setImmediate as afterOthers } from 'node:timers/promises';

let requests = 0;

async function handle(): Promise<void> {
	const seen = requests;
	// As a query would, this lets the other request run.
	await afterOthers();
	requests = seen + 1;
}

await Promise.all([handle(), handle()]);
process.stdout.write(`${requests}\n`);
