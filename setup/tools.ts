import { spawnSync } from 'node:child_process';

/** A program that the host must bring, what is skipped without it, and how to get it. */
interface Tool {
	command: string;
	versionArgument: string;
	skipped: string;
	install: string;
	/** What package managers call it; absent: left to whoever owns the machine. */
	packages?: Readonly<Partial<Record<keyof typeof managers, string>>>;
}

/** Those that ask for no password, where they can be called at all. */
const managers = {
	'apt-get': ['install', '-y', '-q', '--no-install-recommends'],
	brew: ['install', '-q'],
} as const;

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
	{
		command: 'nginx',
		versionArgument: '-v',
		skipped: 'the servers behind a load balancer are left out',
		install:
			'on Debian or Ubuntu: sudo apt-get install nginx-light, with /usr/sbin on PATH; on macOS: brew install nginx',
		packages: { 'apt-get': 'nginx-light', brew: 'nginx' },
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

/**
 * Installs a tool with the system's packages: apt-get where this is root, else Homebrew.
 *
 * @returns whether it is there now; false too where there are no such packages, or no right to install them
 */
export function installTool(command: string): boolean {
	const tool = tools.find((one) => one.command === command);
	if (!tool?.packages) return false;
	const manager = process.getuid?.() === 0 && isOnPath('apt-get') ? 'apt-get' : 'brew';
	const name = tool.packages[manager];
	if (name === undefined || !isOnPath(manager)) return false;
	spawnSync(manager, [...managers[manager], name], {
		stdio: 'ignore',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeout: 120_000,
	});
	return isThere(tool);
}

function isOnPath(command: string): boolean {
	return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function isThere({ command, versionArgument }: Tool): boolean {
	return spawnSync(command, [versionArgument], { stdio: 'ignore' }).status === 0;
}
