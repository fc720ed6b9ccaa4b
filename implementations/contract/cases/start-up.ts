import { createServer } from 'node:net';
import type { ProcessCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { freePort } from '../free-port.ts';
import { runCommand } from '../run-command.ts';
import { startCommand, startEnvironment } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';
import { WITHOUT_INTERNALS } from './internals.ts';

const SECONDS_TO_REFUSE = 15;
const A_FILE = import.meta.filename;
const NO_FOLDER = `${A_FILE}-is-no-folder`;

const refuses = (
	name: string,
	environment: Record<string, string>,
	mentions: (subject: Subject) => readonly string[],
	more: Pick<ProcessCase, 'notFor'> = {},
): ProcessCase => ({
	name: `${name} is one sentence and exit 1`,
	...more,
	run: async (subject) => {
		const port = await freePort();
		await expectRefusal(subject, { PORT: String(port), ...environment }, mentions(subject));
	},
});

export const startUpCases: ProcessCase[] = [
	refuses('a PORT that is no number', { PORT: 'abc' }, () => ['PORT', 'abc']),
	refuses('a PORT that is too large', { PORT: '65536' }, () => ['PORT', '65536']),
	refuses('a HOST that is not this machine', { HOST: '203.0.113.1' }, () => ['203.0.113.1']),
	refuses('a SHUTDOWN_SECONDS that is no number', { SHUTDOWN_SECONDS: 'soon' }, () => [
		'SHUTDOWN_SECONDS',
		'soon',
	]),
	refuses('a SHUTDOWN_SECONDS of 0', { SHUTDOWN_SECONDS: '0' }, () => ['SHUTDOWN_SECONDS', '3600']),
	refuses('a SHUTDOWN_SECONDS of 3601', { SHUTDOWN_SECONDS: '3601' }, () => [
		'SHUTDOWN_SECONDS',
		'3600',
	]),
	...[
		['an INTERNALS_FOLDER that is not there', NO_FOLDER] as const,
		['an INTERNALS_FOLDER that is a file', A_FILE] as const,
	].map(([name, folder]) =>
		refuses(name, { INTERNALS_FOLDER: folder }, () => ['INTERNALS_FOLDER', folder], {
			notFor: WITHOUT_INTERNALS,
		}),
	),
	refuses('an unknown VARIANT', { VARIANT: 'nonsense' }, ({ implementation }) => [
		'nonsense',
		...Object.keys(implementation.variants),
	]),
	{
		name: 'a port that is taken is one sentence and exit 1',
		run: async (subject) => {
			const port = await freePort();
			const other = createServer();
			await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
			try {
				await expectRefusal(subject, { PORT: String(port) }, [String(port)]);
			} finally {
				await new Promise((resolve) => other.close(resolve));
			}
		},
	},
];

async function expectRefusal(
	subject: Subject,
	environment: Record<string, string>,
	mentions: readonly string[],
): Promise<void> {
	const { code, stdout, stderr } = await runCommand(startCommand(subject), {
		folder: subject.folder,
		secondsAtMost: SECONDS_TO_REFUSE,
		environment: { ...startEnvironment(subject), HOST: '127.0.0.1', ...environment },
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
