import type { GeneratorId } from '../../src/core/schemas/generator.ts';
import type { LoadGenerator } from './generator.ts';
import { autocannon } from './autocannon.ts';
import { k6 } from './k6.ts';
import { oha } from './oha.ts';
import { pacer } from './pacer.ts';
import { sockets } from './sockets.ts';
import { wrk } from './wrk.ts';

/** Every load generator that the runner can drive. */
const generators: readonly LoadGenerator[] = [pacer, oha, wrk, autocannon, k6, sockets];

/** @param id absent in a load that names none: pacer */
export function findGenerator(id: GeneratorId = 'pacer'): LoadGenerator {
	const found = generators.find((generator) => generator.id === id);
	if (found) return found;
	throw new Error(`No load generator is called ${id}.`);
}
