import { sep } from 'node:path';
import type { Answer } from './http-connection.ts';

/** This repository as the machine knows it, which no answer may name. */
const HERE = import.meta.dirname.split(sep).slice(0, -2).join(sep);

const INTERNAL: readonly [what: string, pattern: RegExp][] = [
	['a stack trace', /^\s+at .+:\d+|goroutine \d+|stack backtrace|\.(?:ts|js|go|rs):\d+/m],
	['a panic', /panicked at|runtime error|thread '.*'/],
	[
		'the text of a library',
		/\b(?:[A-Z]\w*Error|ERR_[A-Z]|FST_ERR|E(?:PIPE|INVAL|CONN\w+))\b|serde|hyper::|axum::|actix|json: cannot|invalid character|at line \d+ column \d+|position \d+|unexpected token/i,
	],
	['a path of this machine', new RegExp(`${HERE}/|node_modules|/home/|/root/|/usr/`)],
];

/**
 * What a stranger must not read in an answer: it tells of the code that runs, and where. Only what the server says of
 * itself counts, so an answer that holds text of its request is not for this.
 *
 * @throws Error in a sentence with what was found
 */
export function expectNothingInternal({ status, body, headers }: Answer): void {
	const text = [...headers].flatMap(([name, values]) => [`${name}: ${values.join(', ')}`]);
	const whole = `${text.join('\n')}\n${body.replaceAll('\\n', '\n')}`;
	const found = INTERNAL.find(([, pattern]) => pattern.test(whole));
	if (found === undefined) return;
	throw new Error(`expected no word of what is inside, got ${found[0]}: ${status} ${body}`);
}
