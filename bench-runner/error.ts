/**
 * A mistake or a missing thing outside the program: the message is a sentence that says what happened and where,
 * the hint what to do next. Anything else that is thrown is a fault of the runner and keeps its stack.
 */
export class CliError extends Error {
	override name = 'CliError';
	readonly hint: string | undefined;
	readonly exitCode: number;

	constructor(message: string, hint?: string, exitCode = 1) {
		super(message);
		this.hint = hint;
		this.exitCode = exitCode;
	}
}

/** Thrown when a signal asked the run to stop; what was measured is already on disk. */
export class Interrupted extends Error {
	override name = 'Interrupted';
}

/** The message of anything thrown, with system errors a reader can act on put into words. */
export function describeError(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'ENOSPC') return `the disk is full (${error.message})`;
	return error.message;
}
