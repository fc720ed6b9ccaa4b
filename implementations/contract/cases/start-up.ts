import { createServer } from 'node:net';
import type { ProcessCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { freePort } from '../free-port.ts';
import { runCommand } from '../run-command.ts';
import { startCommand, startEnvironment } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';
import { traceEnvironment } from '../trace-receiver.ts';
import { WITHOUT_INTERNALS } from './internals.ts';

const SECONDS_TO_REFUSE = 15;
const A_FILE = import.meta.filename;
const NO_FOLDER = `${A_FILE}-is-no-folder`;

const refuses = (
	name: string,
	environment: Record<string, string>,
	mentions: (subject: Subject) => readonly string[],
	more: Pick<ProcessCase, 'notFor' | 'once'> = {},
): ProcessCase => ({
	name: `${name} is one sentence and exit 1`,
	...more,
	run: async (subject) => {
		const port = await freePort();
		const asked = { PORT: String(port), ...(await traceEnvironment(subject)), ...environment };
		await expectRefusal(subject, asked, mentions(subject));
	},
});

/** What a variable says is read before anything is started. */
const ONCE = { once: true } as const;

export const startUpCases: ProcessCase[] = [
	refuses('a PORT that is no number', { PORT: 'abc' }, () => ['PORT', 'abc'], ONCE),
	refuses('a PORT that is too large', { PORT: '65536' }, () => ['PORT', '65536'], ONCE),
	refuses('a HOST that is not this machine', { HOST: '203.0.113.1' }, () => ['203.0.113.1']),
	...['soon', '0', '3601'].map((seconds) =>
		refuses(
			`a SHUTDOWN_SECONDS of "${seconds}"`,
			{ SHUTDOWN_SECONDS: seconds },
			() => ['SHUTDOWN_SECONDS', seconds, '3600'],
			ONCE,
		),
	),
	refuses(
		'an INTERNALS_FOLDER that is a file',
		{ INTERNALS_FOLDER: A_FILE },
		() => ['INTERNALS_FOLDER', A_FILE],
		{ notFor: WITHOUT_INTERNALS, ...ONCE },
	),
	refuses(
		'an INTERNALS_FOLDER that is not there',
		{ INTERNALS_FOLDER: NO_FOLDER },
		() => ['INTERNALS_FOLDER', NO_FOLDER],
		{ notFor: WITHOUT_INTERNALS },
	),
	refuses(
		'an unknown VARIANT',
		{ VARIANT: 'nonsense' },
		({ implementation }) => ['nonsense', ...Object.keys(implementation.variants)],
		ONCE,
	),
	{
		name: 'a port that is taken is one sentence and exit 1',
		run: async (subject) => {
			const port = await freePort();
			const other = createServer();
			await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
			try {
				const asked = { PORT: String(port), ...(await traceEnvironment(subject)) };
				await expectRefusal(subject, asked, [String(port)]);
			} finally {
				await new Promise((resolve) => other.close(resolve));
			}
		},
	},
];

/** It ends with 1 and one line on standard error that has these words. */
export async function expectRefusal(
	subject: Subject,
	environment: Record<string, string>,
	mentions: readonly string[],
): Promise<void> {
	const { code, stdout, stderr } = await runCommand(startCommand(subject), {
		folder: subject.folder,
		secondsAtMost: SECONDS_TO_REFUSE,
		environment: {
			...startEnvironment(subject),
			...(await traceEnvironment(subject)),
			HOST: '127.0.0.1',
			...environment,
		},
	});
	expectSame('the exit status', code, 1);
	expectSame('standard output', stdout, '');
	if (!/^[^\n]+\n$/.test(stderr)) {
		throw new Error(`expected one line on standard error, got ${JSON.stringify(stderr)}`);
	}
	for (const word of mentions) {
		if (!stderr.includes(word)) {
			throw new Error(`expected a sentence with "${word}", got ${JSON.stringify(stderr)}`);
		}
	}
}
