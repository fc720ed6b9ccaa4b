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

const systemReasons: Record<string, string> = {
	ENOENT: 'it is not there',
	EISDIR: 'it is a folder',
	ENOTDIR: 'a part of its path is a file, not a folder',
	EEXIST: 'something else has its name',
	EACCES: 'permission is denied',
	EPERM: 'permission is denied',
	EROFS: 'the disk is read-only',
	EMFILE: 'too many files are open',
	ELOOP: 'its links go round in a circle',
};

/**
 * A failed call of the system on a file, as a sentence; undefined where it was something else.
 *
 * @param path where the error does not know it: reading a folder as a file fails without a name
 */
export function describeSystemError(error: unknown, path?: string): string | undefined {
	const { code, syscall, path: own } = (error ?? {}) as NodeJS.ErrnoException;
	const reason = code === undefined ? undefined : systemReasons[code];
	const place = own ?? path;
	if (reason === undefined || syscall === undefined || !place?.includes('/')) return undefined;
	return `${place} could not be used (${syscall}): ${reason}.`;
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
	const system = describeSystemError(error);
	if (system) return { text: `${system}\nEverything measured before is kept.\n`, exitCode: 1 };
	if (error instanceof CliError) {
		const hint = error.hint ? `${error.hint}\n` : '';
		return { text: `${error.message}\n${hint}`, exitCode: error.exitCode };
	}
	return { text: `${error instanceof Error ? error.stack : String(error)}\n`, exitCode: 70 };
}
