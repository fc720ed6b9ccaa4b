// Holds COUNT pending async functions, says so, and stays until SIGTERM.

if (process.argv[2] === '--version') {
	console.log(JSON.stringify({ runtime: process.version, v8: process.versions.v8 }));
	process.exit(0);
}

const count = Number(process.env['COUNT']);
if (!Number.isInteger(count) || count < 0) {
	console.error('COUNT must be a whole number of promises to hold.');
	process.exit(1);
}

/** Without one thing that is open the process would end: a promise keeps nobody alive. */
const keptOpen = setInterval(() => {}, 60_000);

// #region hold
const never = new Promise<void>(() => {});
const held = Array.from({ length: count }, wait);
// The collector, there with --expose-gc: what making them left behind is no part of what they cost.
globalThis.gc?.();
console.log(`holding ${held.length}`);

process.once('SIGTERM', () => {
	clearInterval(keptOpen);
	process.exit(0);
});

/** A call that waits is a promise, the generator that holds its local variables, and two reactions at what it waits for. */
async function wait(): Promise<void> {
	await never;
}
// #endregion hold

export {};
