import type { Language } from '../../core/schemas/implementation.ts';

/**
 * How a language is told apart, the same in prose, charts and drawings: by its mark's shape, by its
 * line's dashes and by its colour, so that no reader depends on colour alone (WCAG 2.2, 1.4.1).
 */
export type LanguageIdentity = {
	name: string;
	shape: 'circle' | 'square' | 'triangle-up';
	/** SVG `stroke-dasharray`; empty is a solid line. */
	dash: number[];
	/** The design token that holds its colour in both themes. */
	colour: string;
};

export const languages: Record<Language, LanguageIdentity> = {
	node: { name: 'Node.js', shape: 'circle', dash: [], colour: 'var(--language-node)' },
	go: { name: 'Go', shape: 'square', dash: [7, 3], colour: 'var(--language-go)' },
	rust: { name: 'Rust', shape: 'triangle-up', dash: [2, 3], colour: 'var(--language-rust)' },
};

/** `go` of `go/net-http:single`; undefined for a system, which joins several languages. */
export function languageOf(subjectOrImplementation: string): Language | undefined {
	const [first] = subjectOrImplementation.split('/');
	return first !== undefined && first in languages ? (first as Language) : undefined;
}
