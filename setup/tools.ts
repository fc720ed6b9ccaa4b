import { spawnSync } from 'node:child_process';

/** A program that the host must bring, what is skipped without it, and how to get it. */
interface Tool {
	command: string;
	versionArgument: string;
	skipped: string;
	install: string;
}

const tools: readonly Tool[] = [
	{
		command: 'git',
		versionArgument: '--version',
		skipped: 'a run cannot say which commit it measured',
		install: 'install git from https://git-scm.com/downloads',
	},
	{
		command: 'cc',
		versionArgument: '--version',
		skipped: 'nothing in Rust can be linked, the load generator included',
		install:
			'on Debian or Ubuntu: sudo apt-get install build-essential; on macOS: xcode-select --install',
	},
	{
		command: 'cargo',
		versionArgument: '--version',
		skipped: 'the load generator and the Rust servers are not built, so nothing is measured',
		install: 'install Rust with https://rustup.rs',
	},
	{
		command: 'go',
		versionArgument: 'version',
		skipped: 'the Go servers are left out; Node.js and Rust go on',
		install: 'install Go from https://go.dev/dl',
	},
];

/** Names of the tools that are not on PATH. */
export function missingTools(): string[] {
	return tools.filter((tool) => !isThere(tool)).map(({ command }) => command);
}

/** "go is not installed: the Go servers are left out; Node.js and Rust go on. To have it, install Go from ..." */
export function explainMissing(command: string): string {
	const tool = tools.find((one) => one.command === command);
	if (!tool) throw new Error(`No tool is called ${command}.`);
	return `${command} is not installed: ${tool.skipped}. To have it, ${tool.install}.`;
}

function isThere({ command, versionArgument }: Tool): boolean {
	return spawnSync(command, [versionArgument], { stdio: 'ignore' }).status === 0;
}
