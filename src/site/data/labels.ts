import type { Implementation } from '../../core/schemas/implementation.ts';
import { operationsOf } from '../../core/operations-of.ts';
import type { DeclaredLoad } from '../../core/schemas/experiment.ts';
import { languageOf, languages } from './languages.ts';

/** A subject in words: `Go`, `net/http`, `as published`, and all three together. */
export type SubjectLabel = {
	name: string;
	framework: string;
	variant: string;
	/** What tells it from others of its language, beside the name: the variant, or what the chart tells apart. */
	detail: string;
	full: string;
};

/**
 * `go/net-http:as-published` in words a reader knows.
 *
 * @param implementation gives the framework its own spelling; without it the id is shown
 */
export function subjectLabel(subject: string, implementation?: Implementation): SubjectLabel {
	const [id = subject, variantId = ''] = subject.split(':');
	const language = languageOf(id);
	const name = language === undefined ? id : languages[language].name;
	const framework = frameworkName(id, name, implementation);
	const variant = variantId.replaceAll('-', ' ');
	return { name, framework, variant, detail: variant, full: `${name} ${framework}, ${variant}` };
}

/**
 * The labels of a chart.
 *
 * @param tells `framework` where it compares these: the variant is named too only where a framework has several
 * @param subjects of the experiment
 */
export function labelsOf(
	{ tells }: { tells?: 'framework' },
	subjects: readonly string[],
	implementations: ReadonlyMap<string, Implementation>,
): (subject: string) => SubjectLabel {
	const implementationOf = (subject: string) => subject.split(':')[0] ?? '';
	return (subject) => {
		const own = implementationOf(subject);
		const label = subjectLabel(subject, implementations.get(own));
		if (tells !== 'framework') return label;
		// `axum on Tokio` and `actix-web, a Tokio runtime a core` say more than fits beside a line.
		const framework = label.framework.split(/ on |, /)[0] ?? label.framework;
		const several = subjects.filter((other) => implementationOf(other) === own).length > 1;
		return { ...label, detail: several ? `${framework}, ${label.variant}` : framework };
	};
}

/** A load in words: `16 connections, closed loop` or `500 requests a second, open loop`. */
export function loadLabel(load: DeclaredLoad): string {
	const asked = operationsOf(load)
		.map(({ id }) => id)
		.join(' and ');
	const by = load.generator === undefined ? '' : `, by ${load.generator}`;
	const fresh = load.newConnections ? ', each on a connection of its own' : '';
	if (load.kind !== 'closed') return `${asked}, ${rateWords(load)} in an open loop${fresh}${by}`;
	const ceiling =
		load.ratePerSecondMax === undefined ? '' : ` of at most ${load.ratePerSecondMax} a second`;
	return `${asked}, ${load.connections} connections in a closed loop${ceiling}${fresh}${by}`;
}

/** `500 requests a second`, with the share of the capacity that it is. */
function rateWords(load: Exclude<DeclaredLoad, { kind: 'closed' }>): string {
	const ofCapacity = (share: number) => `${Number((share * 100).toFixed(1))} % of capacity`;
	if (load.kind === 'share') return ofCapacity(load.share);
	const rate = `${load.ratePerSecond} requests a second`;
	return load.capacity ? `${rate} (${ofCapacity(load.capacity.share)})` : rate;
}

export function trackLabel(track: '1' | 'all'): string {
	return track === '1' ? 'one core' : 'all cores';
}

function frameworkName(id: string, language: string, implementation?: Implementation): string {
	const title = implementation?.title;
	if (title === undefined) return id.split('/')[1] ?? '';
	// `Go, net/http` and `Rust axum` name the language once more than a label needs.
	return title.startsWith(language) ? title.slice(language.length).replace(/^[,: ]+/, '') : title;
}
