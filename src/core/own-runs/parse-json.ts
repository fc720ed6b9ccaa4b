import { InvalidInput } from '../schemas/sentence.ts';
import { limits, shorten } from './limits.ts';

/**
 * JSON of somebody else: of bounded size and depth, and without keys that mean something to JavaScript itself.
 *
 * @param name of the file, for the sentence
 * @throws InvalidInput with one sentence
 */
export function parseJson(text: string, name: string): unknown {
	if (text.startsWith('PK\u0003\u0004')) {
		throw new InvalidInput(`${name} is a ZIP archive: unpack it, and choose the folder.`);
	}
	if (text.length > limits.fileBytes) {
		throw new InvalidInput(`${name} is larger than a file of a run (${limits.fileBytes} bytes).`);
	}
	// Before parsing: an engine may parse recursively, and run out of stack.
	if (isDeeperThan(text, limits.depth)) {
		throw new InvalidInput(`${name} nests deeper than a file of a run (${limits.depth} levels).`);
	}
	try {
		return JSON.parse(text, (key, value: unknown) => {
			if (forbidden.has(key)) throw new InvalidInput(`${name} has a key named ${key}.`);
			return value;
		});
	} catch (error) {
		if (error instanceof InvalidInput) throw error;
		throw new InvalidInput(shorten(`${name} is not JSON: ${(error as Error).message}.`));
	}
}

/** Each would be something else than a key somewhere in JavaScript, and is none of ours. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Counts brackets outside of strings, in one pass whatever the text is; whether they match is for the parser. */
function isDeeperThan(text: string, most: number): boolean {
	let depth = 0;
	let inString = false;
	for (let place = 0; place < text.length; place++) {
		const character = text[place] ?? '';
		if (inString && character === '\\') place += 1;
		else if (character === '"') inString = !inString;
		else if (inString) continue;
		else if ('[{'.includes(character)) depth += 1;
		else if (']}'.includes(character)) depth -= 1;
		if (depth > most) return true;
	}
	return false;
}
