import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../implementations/contract/run-command.ts';
import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import { CliError, describeError } from '../error.ts';
import type { PrepareContext, Tool } from './generator.ts';

/** A tool of somebody else: how to know it and how to get it. */
export interface ToolSource {
	id: GeneratorId;
	/** What the recipes make. Another version on PATH is used where its first number is this one's and it is no older. */
	version: string;
	versionArguments: readonly string[];
	/** Tried in this order. */
	recipes: readonly Recipe[];
	/** What a person can do where no recipe works. */
	install: string;
}

export interface Recipe {
	/** Programs without which there is no use in trying. */
	needs: readonly string[];
	files?: Record<string, string>;
	/** Run one after another in the folder that becomes `.tools/<id>-<version>`. */
	steps: readonly (readonly string[])[];
	/** How the tool is called once it is in that folder. */
	command(folder: string): string[];
}

/** A first build compiles every dependency; on a shared machine k6 took three minutes. */
const secondsAtMost = 1200;

/** From PATH, else from `.tools/`, else made there. @throws CliError with the last recipe's reason and what to install */
export async function prepareTool(source: ToolSource, context: PrepareContext): Promise<Tool> {
	const version = readVersion([source.id], source);
	if (version !== undefined && isSupported(version, source.version)) {
		return { version, command: [source.id] };
	}
	const folder = join(context.root, '.tools', `${source.id}-${source.version}`);
	const made = () => source.recipes.map((recipe) => recipe.command(folder)).find(exists);
	const reasons: string[] = [];
	for (const recipe of source.recipes) {
		if (made()) break;
		const reason = await follow(recipe, source, folder, context);
		if (reason) reasons.push(reason);
	}
	const command = made();
	if (command) {
		const own = readVersion(command, source);
		if (own !== undefined) return { version: own, command };
	}
	const found =
		version === undefined ? 'is not on PATH' : `is ${version} on PATH, too old or too new`;
	throw new CliError(
		`The load generator ${source.id} ${found}, and could not be built: ${reasons.join('; ') || 'it does not say its version'}.`,
		source.install,
	);
}

/** @returns why it did not work */
async function follow(
	recipe: Recipe,
	{ version }: ToolSource,
	folder: string,
	{ signal, report }: PrepareContext,
): Promise<string | undefined> {
	const lacking = recipe.needs.find((program) => !isOnPath(program));
	if (lacking) return `${lacking} is not installed`;
	report(`building version ${version} into .tools, once`);
	const partial = `${folder}.partial`;
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	for (const [name, text] of Object.entries(recipe.files ?? {})) {
		writeFileSync(join(partial, name), text);
	}
	for (const step of recipe.steps) {
		try {
			const { code, output } = await runCommand(step, { folder: partial, secondsAtMost, signal });
			if (code !== 0) return `"${step.join(' ')}" ended with ${code}: ${lastLine(output)}`;
		} catch (error) {
			if (signal.aborted) throw error;
			return describeError(error);
		}
	}
	// Whole or not at all: a build that was killed leaves nothing that looks like a tool.
	rmSync(folder, { recursive: true, force: true });
	renameSync(partial, folder);
	return undefined;
}

/** The first number with two dots that the tool prints. */
function readVersion(command: readonly string[], source: ToolSource): string | undefined {
	const [program = '', ...rest] = command;
	const { error, stdout, stderr } = spawnSync(program, [...rest, ...source.versionArguments], {
		encoding: 'utf8',
	});
	return error ? undefined : /\d+\.\d+\.\d+/.exec(`${stdout}\n${stderr}`)?.[0];
}

export function isSupported(version: string, wanted: string): boolean {
	const [major = NaN, minor = NaN, patch = NaN] = version.split('.').map(Number);
	const [wantedMajor = NaN, wantedMinor = NaN, wantedPatch = NaN] = wanted.split('.').map(Number);
	if (major !== wantedMajor || minor < wantedMinor) return false;
	return minor > wantedMinor || patch >= wantedPatch;
}

function isOnPath(program: string): boolean {
	const folders = (process.env['PATH'] ?? '').split(':');
	return folders.some((folder) => existsSync(join(folder, program)));
}

/** Looks for the program, or for the script that an interpreter is given. */
function exists(command: readonly string[]): boolean {
	const file = command.findLast((word) => word.startsWith('/'));
	return file !== undefined && existsSync(file);
}

function lastLine(output: string): string {
	return output.trim().split('\n').at(-1) ?? 'it said nothing';
}
