import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { ArticleClaimsSchema, type ArticleClaims } from '../../core/schemas/claim.ts';
import { ExperimentSchema, type Experiment } from '../../core/schemas/experiment.ts';
import { ImplementationSchema, type Implementation } from '../../core/schemas/implementation.ts';
import { InvalidInput, parseOrExplain } from '../../core/schemas/sentence.ts';
import { WorkloadSchema, type DeclaredWorkload } from '../../core/schemas/workload.ts';
import { repositoryRoot } from './folders.ts';

/** `content/experiments/<id>.yaml` of every experiment, by id. */
export const readExperiments = (): Map<string, Experiment> =>
	readYamlFolder('experiments', ExperimentSchema);

/** `content/workloads/<id>.yaml` of every workload, by id. */
export const readWorkloads = (): Map<string, DeclaredWorkload> =>
	readYamlFolder('workloads', WorkloadSchema);

/** `content/claims/<article>.yaml` of every article, by id. */
export const readArticles = (): Map<string, ArticleClaims> =>
	readYamlFolder('claims', ArticleClaimsSchema);

/** `implementations/<language>/<framework>/implementation.json`, by id. */
export function readImplementations(): Map<string, Implementation> {
	const root = join(repositoryRoot(), 'implementations');
	const files = readdirSync(root, { withFileTypes: true })
		.filter((language) => language.isDirectory())
		.flatMap((language) =>
			readdirSync(join(root, language.name), { withFileTypes: true })
				.filter((framework) => framework.isDirectory())
				.map((framework) => `${language.name}/${framework.name}/implementation.json`),
		);
	const found = files.flatMap((file) => {
		const text = readIfThere(join(root, file));
		if (text === undefined) return [];
		return [
			parseOrExplain(ImplementationSchema, JSON.parse(text) as unknown, `implementations/${file}`),
		];
	});
	return new Map(found.map((implementation) => [implementation.id, implementation]));
}

/** Parses each YAML file of `content/<folder>`; a file's name must be its id. */
function readYamlFolder<Schema extends z.ZodType<{ id: string }>>(
	folder: string,
	schema: Schema,
): Map<string, z.output<Schema>> {
	const path = join(repositoryRoot(), 'content', folder);
	const files = readdirSync(path).filter((file) => file.endsWith('.yaml'));
	return new Map(
		files.map((file) => {
			const name = `content/${folder}/${file}`;
			const value = parseOrExplain(
				schema,
				parse(readFileSync(join(path, file), 'utf8'), { merge: true }),
				name,
			);
			if (`${value.id}.yaml` !== file) {
				throw new InvalidInput(
					`${name} says its id is "${value.id}": rename the one or the other.`,
				);
			}
			return [value.id, value];
		}),
	);
}

function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
