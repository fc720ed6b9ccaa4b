import { formatCount } from '../../core/format.ts';
import type { Implementation } from '../../core/schemas/implementation.ts';
import { operationsOf } from '../../core/operations-of.ts';
import type { Run } from '../../core/schemas/run.ts';
import type {
	DeclaredLoad,
	Inspection,
	InspectionName,
	SendingLoad,
} from '../../core/schemas/experiment.ts';
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

/** What a chart tells apart beside the language; absent, the variant. */
export type Tells = 'framework' | 'json-engine' | 'sharing';

type LabelSources = {
	/** Of the experiment. */
	subjects: readonly string[];
	implementations: ReadonlyMap<string, Implementation>;
	/** What the run knows of each implementation. */
	measured: Run['implementations'];
};

/** The labels of a chart. */
export function labelsOf(
	{ tells }: { tells?: Tells },
	sources: LabelSources,
): (subject: string) => SubjectLabel {
	const plain = (subject: string) =>
		subjectLabel(subject, sources.implementations.get(implementationOf(subject)));
	if (tells === 'framework') return (subject) => byFramework(plain(subject), subject, sources);
	if (tells === 'json-engine') return (subject) => byEngine(plain(subject), subject, sources);
	if (tells === 'sharing') return (subject) => bySharing(plain(subject), subject);
	return plain;
}

/** The variant is named too only where a framework has several. */
function byFramework(label: SubjectLabel, subject: string, { subjects }: LabelSources) {
	// `axum on Tokio` and `actix-web, a Tokio runtime a core` say more than fits beside a line.
	const framework = label.framework.split(/ on |, /)[0] ?? label.framework;
	const own = implementationOf(subject);
	const several = subjects.filter((other) => implementationOf(other) === own).length > 1;
	return { ...label, detail: several ? `${framework}, ${label.variant}` : framework };
}

/** Go has two packages for JSON, and which one it was decides more than its version. */
function byEngine(label: SubjectLabel, subject: string, { measured }: LabelSources): SubjectLabel {
	const versions = measured[implementationOf(subject)]?.versions;
	const version = subject.endsWith(':json-v2')
		? `v2, experimental in ${versions?.['runtime'] ?? 'its Go release'}`
		: versions?.['encoding/json'];
	if (version === undefined) return label;
	const detail = `json ${version.split(/[ ,]/)[0]}`;
	return { ...label, detail, full: `${label.full}, encoding/json ${version}` };
}

/** How the requests of a variant share state, where its own name is of something else. */
const sharing: Record<string, string> = {
	'go/net-http:single': 'Mutex',
	'go/net-http:rw-mutex': 'RWMutex',
	'go/net-http:sync-map': 'sync.Map',
	'rust/axum:inline': 'Mutex',
	'rust/axum:rw-lock': 'RwLock',
	'node/http:single': 'Map',
	'node/http:cluster': 'a Map each',
	'node/http:threads': 'Atomics',
};

function bySharing(label: SubjectLabel, subject: string): SubjectLabel {
	return { ...label, detail: sharing[subject] ?? label.detail };
}

const implementationOf = (subject: string): string => subject.split(':')[0] ?? '';

/** A load in words: `16 connections, closed loop` or `500 requests a second, open loop`. */
export function loadLabel(load: DeclaredLoad): string {
	const asked = operationsOf(load)
		.map(({ id }) => id)
		.join(' and ');
	if (load.kind === 'inspection') return inspectionLabel(load);
	const by = load.generator === undefined ? '' : `, by ${load.generator}`;
	const fresh = load.newConnections ? ', each on a connection of its own' : '';
	if (load.kind !== 'closed') return `${asked}, ${rateWords(load)} in an open loop${fresh}${by}`;
	const ceiling =
		load.ratePerSecondMax === undefined ? '' : ` of at most ${load.ratePerSecondMax} a second`;
	return `${asked}, ${load.connections} connections in a closed loop${ceiling}${fresh}${by}`;
}

/** What was looked at without any load, in words. */
function inspectionLabel({ inspects, count }: Inspection): string {
	const what = inspectionWords[inspects];
	return count === undefined ? what : `${what}, ${formatCount(count)} of them`;
}

const inspectionWords: Record<InspectionName, string> = {
	footprint: 'files and idle memory, no load',
	'cold-start': 'from start to first answer, no load',
	'build-cost': 'builds of the source, no load',
	'debug-speed': 'requests one by one to the debug build',
	'release-speed': 'requests one by one to the release build',
	'idle-cost': 'memory of what waits, no load',
};

/** `500 requests a second`, with the share of the capacity that it is. */
function rateWords(load: Exclude<SendingLoad, { kind: 'closed' }>): string {
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
