import type { Language } from '../../../../src/core/schemas/implementation.ts';
import type { ProfileKind } from '../../../../src/core/schemas/internals-summary.ts';
import type { Frame } from '../perf-script.ts';
import { everywhere } from './everywhere.ts';
import { go } from './go.ts';
import { node } from './node.ts';
import type { KindRule } from './rule.ts';
import { rust } from './rust.ts';

const rules: Record<Language, readonly KindRule[]> = {
	node: [...everywhere, ...node],
	go: [...everywhere, ...go],
	rust: [...everywhere, ...rust],
};

/**
 * What a function's own time was spent on, by the first rule that fits. Which rules there have to be was found with call
 * stacks, of the workload `json`: where nine of ten samples of a helper came from one kind of caller it is that kind's, and
 * otherwise `other`. So the rules are for that workload. Giving each sample of `other` to its nearest caller of a kind, tried
 * with Node.js at three sizes of body, Go at two and Rust at one, adds 1 to 3 points to the share of JSON; most of the rest goes
 * to HTTP, and in Node.js a third to the compiler.
 */
export function kindOf({ symbol, object }: Frame, language: Language): ProfileKind {
	const rule = rules[language].find(
		(one) => one.symbol.test(symbol) && (one.object?.test(object) ?? true),
	);
	return rule?.kind ?? 'other';
}
