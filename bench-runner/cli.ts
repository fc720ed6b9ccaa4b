import { join } from 'node:path';
import { parseCommand, type RunOptions, usage } from './arguments.ts';
import { instrument } from './benchmark/instrument.ts';
import { runCampaign } from './campaign/campaign.ts';
import { announce } from './commands/announce.ts';
import { compareInRun } from './commands/compare-subjects.ts';
import { compare } from './commands/compare.ts';
import { list } from './commands/list.ts';
import { publishAgain } from './commands/publish-again.ts';
import { show, showRun } from './commands/show.ts';
import { verifyAll } from './commands/verify.ts';
import { explainError } from './error.ts';
import { planMoreRounds } from './more-rounds.ts';
import { withSession } from './session.ts';
import { build } from './stages/2-build.ts';
import { verify } from './stages/3-verify.ts';
import { load } from './stages/4-load.ts';
import { gate } from './stages/6-gate.ts';
import { summarise } from './stages/7-summarise.ts';
import { publish } from './stages/8-publish.ts';

const root = join(import.meta.dirname, '..');

// `... | head` closes the pipe early; that is the reader's choice and no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const { text, exitCode } = explainError(error);
	if (text) process.stderr.write(`\n${text}`);
	process.exitCode = exitCode;
}
// The channel to the command that started this one would keep the process alive.
if (process.connected) process.disconnect?.();

async function main(argv: readonly string[]): Promise<number> {
	const command = parseCommand(argv);
	switch (command.name) {
		case 'run':
			await run(command.options);
			return 0;
		case 'campaign':
			return runCampaign(root, command.options, run);
		case 'list':
			return list(root);
		case 'verify':
			return verifyAll(root, command.only);
		case 'show':
			return show(root, command.run);
		case 'compare':
			return compare(root, command.runs, command.metric);
		case 'compare-subjects':
			return compareInRun(root, command);
		case 'instrument':
			return instrument(root, command);
		case 'publish':
			process.stdout.write(`${publishAgain(root, command.run, command)}\n`);
			return 0;
		case 'help':
			process.stdout.write(usage);
			return 0;
	}
}

/**
 * The pipeline. Each stage reads the files of those before it in `.bench/<run>/` and writes its own. `withSession` has
 * planned; sampling has no line here because it watches while the load drives. Where gates leave too few rounds, more are loaded.
 *
 * @returns the id of the run
 */
async function run(options: RunOptions): Promise<string> {
	return withSession(root, options, async (session) => {
		announce(session);
		await build(session);
		await verify(session);
		do {
			await load(session);
			gate(session.folder);
		} while (planMoreRounds(session));
		summarise(session.folder);
		showRun(root, publish(root, session.folder, options));
		return session.folder.id;
	});
}
