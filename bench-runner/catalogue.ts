import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { type Experiment, ExperimentSchema } from '../src/core/schemas/experiment.ts';
import {
	type Implementation,
	ImplementationSchema,
	partsOf,
} from '../src/core/schemas/implementation.ts';
import { parseOrExplain } from '../src/core/schemas/sentence.ts';
import { type Workload, WorkloadSchema } from '../src/core/schemas/workload.ts';
import { expandWorkload } from '../src/core/workloads/expand.ts';
import { CliError } from './error.ts';
import { parseText, readJson } from './json-file.ts';

/** Everything that can be asked and measured, as the folders say. */
export interface Catalogue {
	experiments: Map<string, Experiment>;
	workloads: Map<string, Workload>;
	/** Keyed by id, which is the folder's path below `implementations/`. */
	implementations: Map<string, Implementation & { folder: string }>;
}

/** @throws InvalidInput with the file and the wrong fields */
export function readCatalogue(root: string): Catalogue {
	const workloads = readYamlFolder(join(root, 'content/workloads'), WorkloadSchema);
	return {
		experiments: readYamlFolder(join(root, 'content/experiments'), ExperimentSchema),
		workloads: new Map([...workloads].map(([id, declared]) => [id, expandWorkload(declared)])),
		implementations: readImplementations(join(root, 'implementations')),
	};
}

export function findExperiment(catalogue: Catalogue, id: string): Experiment {
	const experiment = catalogue.experiments.get(id);
	if (experiment) return experiment;
	const known = [...catalogue.experiments.keys()].join(', ');
	throw new CliError(`There is no experiment "${id}".`, `These exist: ${known}.`);
}

export function findWorkload(catalogue: Catalogue, experiment: Experiment): Workload {
	const workload = catalogue.workloads.get(experiment.workload);
	if (workload) return workload;
	throw new CliError(
		`Experiment "${experiment.id}" names the workload "${experiment.workload}", which does not exist.`,
		`Add content/workloads/${experiment.workload}.yaml or correct the name.`,
	);
}

/** `go/net-http:single` into its two parts, both known to the catalogue. */
export function findSubject(
	catalogue: Catalogue,
	subject: string,
): { implementation: Implementation & { folder: string }; variant: string } {
	const [id = '', variant = ''] = subject.split(':');
	const implementation = catalogue.implementations.get(id);
	if (!implementation) {
		throw new CliError(
			`There is no implementation "${id}".`,
			`Add implementations/${id}/implementation.json or correct the subject "${subject}".`,
		);
	}
	if (!implementation.variants[variant]) {
		throw new CliError(
			`Implementation "${id}" has no variant "${variant}".`,
			`It has: ${Object.keys(implementation.variants).join(', ')}.`,
		);
	}
	return { implementation, variant };
}

/** The subjects that run beside a front; none where it is a server by itself. */
export function partSubjects(catalogue: Catalogue, subject: string): string[] {
	const { implementation, variant } = findSubject(catalogue, subject);
	return partsOf(implementation, variant).map(([, part]) => part.subject);
}

/** With `<<`, so that loads which differ in one field are written in one line. */
const parseYaml = (text: string): unknown => parse(text, { merge: true });

function readYamlFolder<Schema extends z.ZodType<{ id: string }>>(
	folder: string,
	schema: Schema,
): Map<string, z.output<Schema>> {
	const found = new Map<string, z.output<Schema>>();
	for (const name of readdirSync(folder)
		.filter((file) => file.endsWith('.yaml'))
		.sort()) {
		const path = join(folder, name);
		const value = parseOrExplain(
			schema,
			parseText(readFileSync(path, 'utf8'), path, parseYaml),
			path,
		);
		if (`${value.id}.yaml` !== name) {
			throw new CliError(`${path} says id "${value.id}".`, 'A file is named after its id.');
		}
		found.set(value.id, value);
	}
	return found;
}

function readImplementations(folder: string): Catalogue['implementations'] {
	const found: Catalogue['implementations'] = new Map();
	for (const language of ['node', 'go', 'rust', 'systems']) {
		const names = existsSync(join(folder, language)) ? readdirSync(join(folder, language)) : [];
		for (const name of names.sort()) {
			const path = join(folder, language, name, 'implementation.json');
			if (!existsSync(path)) continue;
			const value = readJson(path, ImplementationSchema);
			if (value.id !== `${language}/${name}`) {
				throw new CliError(`${path} says id "${value.id}".`, 'The id is the path of the folder.');
			}
			found.set(value.id, { ...value, folder: join(folder, language, name) });
		}
	}
	return found;
}
