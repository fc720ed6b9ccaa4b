/** A line of `times`: user and system, each in minutes and seconds. */
const line = /^0*(\d+)m([\d.]+)s 0*(\d+)m([\d.]+)s$/;

/**
 * The command in a shell that afterwards says, on standard error, what CPU time it took: `times` (POSIX.1-2017, Shell
 * 2.14) is what the kernel counted for every process of the command that was waited for, to 10 ms at worst. Looking at
 * the processes from outside would miss what they did after the last look.
 */
export function withTimes(command: readonly string[]): string[] {
	return ['sh', '-c', script, 'sh', ...command];
}

/** A shell says 128 + n of a program that signal n ended; it then ends the same way, so that the runner can say so. */
const script =
	'"$@"; code=$?; times >&2; [ $code -le 128 ] || kill -$((code - 128)) $$; exit $code';

/** Takes the two lines of `times` off the end of what was said; the second of them is the command's. */
export function readTimes(output: string): {
	cpu?: { userSeconds: number; systemSeconds: number };
	text: string;
} {
	const lines = output.trimEnd().split('\n');
	const [shell, command] = lines.slice(-2).map((text) => line.exec(text.trim()));
	if (!shell || !command) return { text: output };
	const seconds = (minutes = '', rest = '') => Number(minutes) * 60 + Number(rest);
	return {
		cpu: {
			userSeconds: seconds(command[1], command[2]),
			systemSeconds: seconds(command[3], command[4]),
		},
		text: lines.slice(0, -2).join('\n'),
	};
}
