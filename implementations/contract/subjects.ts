import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import {
	ImplementationSchema,
	type Implementation,
} from '../../src/core/schemas/implementation.ts';
import { InvalidInput, parseOrExplain } from '../../src/core/schemas/sentence.ts';

/** An implementation and one of its variants: what is started, checked and measured. */
export type Subject = {
	implementation: Implementation;
	/** Absolute path. */
	folder: string;
	variant: string;
};

const implementationsFolder = join(import.meta.dirname, '..');

/** Every server: each folder whose `implementation.json` does not say that it serves nothing or only passes on. @throws InvalidInput where one is not valid. */
export function findImplementations(): { implementation: Implementation; folder: string }[] {
	return readAll().filter(
		({ implementation: { serves, passesOn } }) => serves !== false && passesOn !== true,
	);
}

/** Every front that only passes on what it is asked. @throws InvalidInput where one is not valid. */
export function findBalancers(): { implementation: Implementation; folder: string }[] {
	return readAll().filter(({ implementation }) => implementation.passesOn === true);
}

/** `go/chi:single`, read from its folder. */
export function findSubject(name: string): Subject {
	const [id = '', variant = ''] = name.split(':');
	const path = join(implementationsFolder, id, 'implementation.json');
	return { ...readImplementation(path), variant };
}

export function subjectsOf(implementation: Implementation, folder: string): Subject[] {
	return Object.keys(implementation.variants).map((variant) => ({
		implementation,
		folder,
		variant,
	}));
}

/** The first tool that an implementation needs and this machine lacks, or undefined. */
export function missingTool(implementation: Implementation): string | undefined {
	return implementation.tools.find((tool) => {
		const argument = { go: 'version', nginx: '-v' }[tool] ?? '--version';
		return spawnSync(tool, [argument], { stdio: 'ignore' }).status !== 0;
	});
}

function readAll() {
	return globSync('*/*/implementation.json', { cwd: implementationsFolder })
		.sort()
		.map((path) => readImplementation(join(implementationsFolder, path)));
}

function readImplementation(path: string): { implementation: Implementation; folder: string } {
	const folder = dirname(path);
	const where = relative(join(implementationsFolder, '..'), path);
	const implementation = parseOrExplain(ImplementationSchema, parseJson(path, where), where);
	const expectedId = relative(implementationsFolder, folder);
	if (implementation.id !== expectedId) {
		throw new InvalidInput(
			`${where} has the id "${implementation.id}", but its folder is ${expectedId}.`,
		);
	}
	return { implementation, folder };
}

function parseJson(path: string, where: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new InvalidInput(`${where} is not JSON: ${(error as Error).message}.`);
	}
}
