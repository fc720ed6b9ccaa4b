import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { InvalidInput, parseOrExplain } from '../src/core/schemas/sentence.ts';
import { CliError, describeSystemError } from './error.ts';
import { recoveryHint } from './recovery.ts';

/**
 * Writes beside the target and renames, so that a reader sees the whole file or none: a rename within one file
 * system is atomic (POSIX rename(2)).
 */
export function writeJson(path: string, value: unknown): void {
	mkdirSync(dirname(path), { recursive: true });
	const partial = `${path}.partial`;
	try {
		writeFileSync(partial, formatJson(value));
		renameSync(partial, path);
	} catch (error) {
		rmSync(partial, { force: true });
		// write(2) knows no name, so a full disk would leave a reader guessing.
		throw Object.assign(error as Error, { path });
	}
}

/** @throws CliError naming the file, what is wrong with it, and what to do where that is known */
export function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
	try {
		return parseOrExplain(schema, parseText(readFileSync(path, 'utf8'), path, JSON.parse), path);
	} catch (error) {
		const message =
			error instanceof InvalidInput ? error.message : describeSystemError(error, path);
		throw message === undefined ? error : new CliError(message, recoveryHint(path));
	}
}

/** @throws InvalidInput naming the file when its text does not even parse */
export function parseText(text: string, path: string, parse: (text: string) => unknown): unknown {
	try {
		return parse(text);
	} catch (error) {
		throw new InvalidInput(`${path} could not be read: ${(error as Error).message.trim()}`);
	}
}

/** Tab-indented JSON in which a row of numbers stays on one line, so that a diff reads like a table. */
export function formatJson(value: unknown): string {
	return `${format(value, '')}\n`;
}

function format(value: unknown, indent: string): string {
	const inner = `${indent}\t`;
	if (Array.isArray(value)) {
		if (value.length === 0) return '[]';
		if (value.every(isNumberRow)) return JSON.stringify(value);
		return `[\n${value.map((item) => inner + format(item, inner)).join(',\n')}\n${indent}]`;
	}
	if (value !== null && typeof value === 'object') {
		const fields = Object.entries(value).filter(([, field]) => field !== undefined);
		if (fields.length === 0) return '{}';
		const lines = fields.map(
			([name, field]) => `${inner}${JSON.stringify(name)}: ${format(field, inner)}`,
		);
		return `{\n${lines.join(',\n')}\n${indent}}`;
	}
	return JSON.stringify(value);
}

function isNumberRow(value: unknown): boolean {
	return (
		typeof value === 'number' ||
		(Array.isArray(value) && value.every((item) => typeof item === 'number'))
	);
}
