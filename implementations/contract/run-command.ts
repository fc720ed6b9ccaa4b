import { killGroup, spawnGroup } from './processes.ts';

export type CommandResult = {
	/** The exit status, or the name of the signal that ended it. */
	code: number | NodeJS.Signals;
	stdout: string;
	stderr: string;
	/** Both, in the order in which they came. */
	output: string;
};

/** Runs a command to its end. @throws Error in one sentence where it cannot start or does not end in time. */
export function runCommand(
	command: readonly string[],
	options: {
		folder: string;
		secondsAtMost: number;
		environment?: Record<string, string>;
		/** Aborted by whoever no longer wants the result: the command and its children are killed. */
		signal?: AbortSignal;
	},
): Promise<CommandResult> {
	const { folder, secondsAtMost, environment = {}, signal } = options;
	const written = { stdout: '', stderr: '', output: '' };
	return new Promise((resolve, reject) => {
		const child = spawnGroup(command, folder, environment);
		const giveUp = (reason: string) => {
			if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL');
			reject(new Error(`"${command.join(' ')}" ${reason}.`));
		};
		const timer = setTimeout(
			() => giveUp(`had not ended after ${secondsAtMost} s`),
			secondsAtMost * 1_000,
		);
		const onAbort = () => giveUp('was stopped');
		signal?.addEventListener('abort', onAbort, { once: true });
		child.once('close', () => signal?.removeEventListener('abort', onAbort));
		for (const name of ['stdout', 'stderr'] as const) {
			child[name]?.setEncoding('utf8').on('data', (text: string) => {
				written[name] += text;
				written.output += text;
			});
		}
		child.once('error', (error) => {
			clearTimeout(timer);
			reject(
				new Error(`"${command.join(' ')}" could not be started in ${folder}: ${error.message}.`),
			);
		});
		// 'close', not 'exit': by then everything that was written has been read.
		child.once('close', (code, signal) => {
			clearTimeout(timer);
			// What a shell ends with where there is no such program (POSIX, Shell Command Language 2.8.2).
			if (code === 127) {
				const reason = written.stderr.trim().split('\n').at(-1) ?? '';
				reject(new Error(`"${command.join(' ')}" could not be started in ${folder}: ${reason}.`));
				return;
			}
			resolve({ code: code ?? signal ?? 'SIGKILL', ...written });
		});
	});
}
