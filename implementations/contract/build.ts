import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { runCommand } from './run-command.ts';

/** A first Rust build compiles every dependency; beyond this something hangs. */
const LONGEST_BUILD_SECONDS = 600;
const LINES_SHOWN = 20;

/**
 * Runs an implementation's build commands in its folder, in order.
 *
 * @param folder absolute path of the folder that holds `implementation.json`
 * @param signal when aborted, the command that runs is killed with its children
 * @returns wall-clock seconds for all commands together
 * @throws Error whose sentence has the failed command and the last lines it wrote
 */
export async function buildImplementation(
	implementation: Implementation,
	folder: string,
	signal?: AbortSignal,
): Promise<{ seconds: number }> {
	const started = performance.now();
	for (const command of implementation.build) {
		const { code, output } = await runCommand(command, {
			folder,
			secondsAtMost: LONGEST_BUILD_SECONDS,
			environment: pinnedToolchain(folder),
			...(signal && { signal }),
		});
		if (code === 0) continue;
		throw new Error(
			`${implementation.id} could not be built: "${command.join(' ')}" in ${folder} ended with ${code}. ` +
				`Run it there to see the whole output, which ended:\n${lastLines(output)}`,
		);
	}
	return { seconds: (performance.now() - started) / 1_000 };
}

/**
 * Go takes the line `toolchain go1.x.y` of go.mod for a minimum and uses a newer one that the host has
 * (https://go.dev/doc/toolchain, Go 1.26). A runtime under test is an exact version, so it is asked for by name.
 * cargo needs no such help: rustup takes the channel of rust-toolchain.toml literally.
 */
function pinnedToolchain(folder: string): Record<string, string> {
	const path = join(folder, 'go.mod');
	const named = existsSync(path) && /^toolchain (\S+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
	return named ? { GOTOOLCHAIN: named } : {};
}

function lastLines(output: string): string {
	return output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
}
