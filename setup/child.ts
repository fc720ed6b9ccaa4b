import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Runs a script with this same Node.js, its output on this terminal, and answers with its exit code. The IPC channel
 * tells it when this process is gone.
 */
export async function runScript(
	command: readonly string[],
	environment: Record<string, string> = {},
): Promise<number> {
	return exitCode(startScript(command, environment));
}

export function startScript(
	command: readonly string[],
	environment: Record<string, string> = {},
): ChildProcess {
	const child = spawn(process.execPath, [...command], {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: { ...process.env, ...environment },
	});
	// A terminal signals the whole group; a signal to this process alone is passed on. Either way the child decides.
	const pass = (signal: NodeJS.Signals) => child.kill(signal);
	process.on('SIGTERM', pass).on('SIGHUP', pass);
	const end = () => child.kill('SIGTERM');
	process.on('SIGINT', ignore).on('disconnect', end);
	child.on('exit', () => {
		process.off('SIGTERM', pass).off('SIGHUP', pass).off('SIGINT', ignore).off('disconnect', end);
	});
	return child;
}

export function exitCode(child: ChildProcess): Promise<number> {
	return new Promise((resolve) => {
		child.on('error', () => resolve(127));
		child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
	});
}

function ignore(): void {}
