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

/** `go` of `go/net-http:single`, and of `systems/gateway-go:rust-auth-cache`: a system has the mark of its front. */
export function languageOf(subjectOrImplementation: string): Language | undefined {
	const [first, name = ''] = subjectOrImplementation.split('/');
	const language = first === 'systems' ? name.split(':')[0]?.split('-').at(-1) : first;
	return language !== undefined && language in languages ? (language as Language) : undefined;
}
