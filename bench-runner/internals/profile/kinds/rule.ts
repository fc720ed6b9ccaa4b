import type { ProfileKind } from '../../../../src/core/schemas/internals-summary.ts';

/** Functions of one kind. */
export interface KindRule {
	kind: ProfileKind;
	symbol: RegExp;
	/** The program or library that they are in; absent: any. */
	object?: RegExp;
}

export const anySymbol = /^/;
