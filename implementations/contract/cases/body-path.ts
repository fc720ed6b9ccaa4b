import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, type ExpectedAnswer } from '../expect-answer.ts';
import type { Answer } from '../http-connection.ts';

/** A path that takes a body, and one that it takes. */
export type BodyPath = {
	workload: string;
	method: 'POST' | 'PUT';
	target: string;
	/** Short, because some rules cut it at every byte. */
	valid: string;
	answer: ExpectedAnswer;
};

/** "Bodies" in WORKLOADS.md. */
export const LIMIT_BYTES = 1_048_576;

export type Rule = (name: string, run: ContractCase['run']) => ContractCase;

/** Makes cases that say which path they ask, for the servers that have it. */
export function ruleOf({ method, target, workload }: BodyPath): Rule {
	return (name, run) => ({ name: `${method} ${target}: ${name}`, workload, run });
}

/** The answer, where a server must give one. @throws Error in a sentence */
export function expectAnswerOf(
	asked: string,
	answer: Answer | 'closed',
	expected: ExpectedAnswer,
): void {
	if (answer === 'closed') throw new Error(`${asked}: expected an answer, the connection closed`);
	expectAnswer(asked, answer, expected);
}

/** Where languages legitimately differ: one of these, each to the byte. @throws Error in a sentence */
export function expectOneOf(
	asked: string,
	answer: Answer | 'closed',
	allowed: readonly ExpectedAnswer[],
): void {
	const same = allowed.find(({ status }) => answer !== 'closed' && answer.status === status);
	const statuses = allowed.map(({ status }) => status).join(' or ');
	if (answer === 'closed') throw new Error(`${asked}: expected ${statuses}, the connection closed`);
	if (same === undefined)
		throw new Error(`${asked}: expected ${statuses}, got ${answer.status} ${answer.body}`);
	expectAnswer(asked, answer, same);
}
