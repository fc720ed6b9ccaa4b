import { InvalidInput } from '../src/core/schemas/sentence.ts';

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

/** The message of anything thrown. */
export function describeError(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** True of any write that failed for want of space; nothing a server or a trial did wrong. */
export function isDiskFull(error: unknown): boolean {
	const code = (error as NodeJS.ErrnoException | undefined)?.code;
	return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What a person is told when a command ends early, and its exit code. Only a fault of the runner shows its stack. */
export function explainError(error: unknown): { text: string; exitCode: number } {
	if (error instanceof Interrupted) return { text: '', exitCode: 130 };
	if (error instanceof InvalidInput) return { text: `${error.message}\n`, exitCode: 1 };
	if (isDiskFull(error)) {
		const { path } = error as NodeJS.ErrnoException;
		return explainError(
			new CliError(
				`The disk is full${path ? `: ${path} could not be written` : ''}. Everything written before is kept.`,
				'Free some space and repeat the command, with --resume if the run had begun.',
			),
		);
	}
	if (error instanceof CliError) {
		const hint = error.hint ? `${error.hint}\n` : '';
		return { text: `${error.message}\n${hint}`, exitCode: error.exitCode };
	}
	return { text: `${error instanceof Error ? error.stack : String(error)}\n`, exitCode: 70 };
}
