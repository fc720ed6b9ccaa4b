import { type Page, proseOf, withoutFolds, withoutPlaceholders } from './page.ts';

/*
 * Style that no linter has, from CONTRIBUTING.md. Each rule is a function of the text that gives a sentence a fault.
 * The three limits are those of a page that is read on a phone, in one sitting.
 */
const wordsMax = 1_200;
const widgetsMax = 3;
const newTermsMax = 7;

/** Praise, which is no measurement. A word in quotation marks is somebody else's; “at best” is a bound. */
export function praise(text: string): string[] {
	const words =
		/\b(?:blazing(?:ly)?|lightning[- ]fast|amazing(?:ly)?|awesome|incredibl[ey]|insane(?:ly)?|fastest|(?<!at )best|ultimate|unbeatable|unmatched|superior|inferior|massive(?:ly)?|tremendous(?:ly)?|world-class|cutting-edge|game[- ]chang(?:er|ing))\b/gi;
	return [...withoutQuotes(text).matchAll(words)].map(([word]) => `“${word}” praises or blames`);
}

/** A runtime is neither better nor a winner: what it does to whom is said by its policy and a figure. */
export function languageAsWinner(text: string): string[] {
	const runtime = 'Node(?:\\.js)?|Go|Rust|Tokio|axum|actix(?:-web)?|Fastify|chi|hyper';
	const judged =
		'(?:is|was|are)(?: \\w+)? (?:faster|slower|better|worse|quicker)|wins?|loses?|beats?|outperforms?';
	const sentence = new RegExp(`\\b(?:${runtime}) (?:${judged})\\b`, 'g');
	return [...withoutQuotes(text).matchAll(sentence)].map(
		([words]) => `“${words}” names a language where a policy or a figure belongs`,
	);
}

/** A dash joins what two sentences, a colon or a comma would join with less weight. */
export function dashes(text: string): string[] {
	return withoutQuotes(text).includes('—') ? ['“—” joins what a colon or two sentences can'] : [];
}

export function tooLong({ body }: Page): string[] {
	const words = proseOf(withoutPlaceholders(body)).match(/[\p{L}\d][\p{L}\d’.,-]*/gu) ?? [];
	return words.length <= wordsMax ? [] : [`${words.length} words, of at most ${wordsMax}`];
}

/** What a reader may touch, as far as it stands open. */
export function tooManyWidgets({ body }: Page): string[] {
	const widgets =
		withoutFolds(body).match(
			/<(?:Player|Lanes|Chart|Exhibit|Experiment|YourNumbers|YourLoop)\b/g,
		) ?? [];
	return widgets.length <= widgetsMax
		? []
		: [`${widgets.length} widgets stand open, of at most ${widgetsMax}; fold the others`];
}

/** A term is new where the page sends its reader to the glossary for it. */
export function tooManyTerms({ body }: Page): string[] {
	const terms = new Set(body.match(/\/learn\/glossary\/#[\w-]+/g));
	return terms.size <= newTermsMax ? [] : [`${terms.size} new terms, of at most ${newTermsMax}`];
}

/** A figure with a unit is printed by a component, quoted, linked to its source, or declared with it. */
export function typedFigures({ body, title, description, constants }: Page): string[] {
	const own = proseOf(withoutSources([title, description, body].join('\n')));
	const found = new Set([...withoutQuotes(own).matchAll(figure)].map(([words]) => normal(words)));
	const declared = new Set(Object.keys(constants));
	return [
		...[...found.difference(declared)].map(
			(words) => `“${words}” is typed: bind it, or say under "constants" what it is of`,
		),
		...[...declared.difference(found)].map((words) => `no “${words}” is left to declare`),
	];
}

const figure =
	/\d[\d,.]*\s(?:to\s\d[\d,.]*\s)?(?:ns|µs|ms|s|seconds?|minutes?|%|[KMG]B|bytes|times|cores?|a second|requests a second)(?![\w])/g;

const normal = (words: string) => words.replaceAll(/\s+/g, ' ');

const withoutQuotes = (text: string) => text.replaceAll(/“[^”]*”|"[^"\n]*"/g, '');

/** Words that link to another site have their source beside them. */
const withoutSources = (text: string) => text.replaceAll(/\[[^\]]*\]\(https?:[^)]*\)/g, '');
