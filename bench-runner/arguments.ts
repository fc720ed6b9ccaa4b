import { parseArgs } from 'node:util';
import { type MetricName, MetricNameSchema } from '../src/core/schemas/cell.ts';
import { type ProfileName, ProfileNameSchema } from '../src/core/schemas/experiment.ts';
import { type InstrumentProfile, type Peer, peers } from './benchmark/profiles.ts';
import { CliError } from './error.ts';

export interface RunOptions {
	experiments: string[];
	profile: ProfileName;
	/** Patterns such as `go/*` or `node/http:pool`; empty: every subject. */
	only: string[];
	rounds?: number;
	/** Only the loads that articles published, with the articles' tools. */
	asPublished: boolean;
	resume: boolean;
	commit: boolean;
}

export interface CampaignOptions {
	profile: ProfileName;
	/** Experiments that are measured before the others, in this order. */
	first: readonly string[];
	commit: boolean;
	/** Measures again what failed. */
	retry: boolean;
}

export type Command =
	| { name: 'run'; options: RunOptions }
	| { name: 'campaign'; options: CampaignOptions }
	| { name: 'list' }
	| { name: 'verify'; only: string[] }
	| { name: 'show'; run: string | undefined }
	| { name: 'compare'; runs: [string, string]; metric: MetricName | undefined }
	| {
			name: 'compare-subjects';
			subjects: [string, string];
			run: string | undefined;
			metric: MetricName | undefined;
	  }
	| { name: 'publish'; run: string; commit: boolean }
	| { name: 'instrument'; profile: InstrumentProfile; only: Peer[]; commit: boolean }
	| { name: 'help' };

export const usage = `Measure the servers of this repository.

  npm run bench -- EXPERIMENT [...]   plan, build, verify, load, judge and publish
      --profile P     smoke (20 s), quick (2 min, the default), standard (12 min, publishable), full (1 h);
                      the last two take up to twice that beside busy neighbours, after a wait of a minute at most
      --only PATTERN  only these subjects, e.g. 'go/*' or node/http:pool; may be repeated
      --rounds N      instead of the profile's
      --as-published  only an article's own command, as it stands and with its own tool
      --resume        go on with the newest run of this experiment and profile that was stopped or has failed trials
      --commit        put the finished run into content/results and commit it; without it: .bench/published
  npm run bench -- campaign [EXPERIMENT ...]    every experiment, those named first; the same command goes on after a stop
      --profile P     standard unless given; --commit as above; --resume: try what failed once more
  npm run bench -- list               experiments, subjects and runs
  npm run bench -- verify [PATTERN]   build the servers and put them through the contract
  npm run bench -- show [RUN]         figures with intervals, and which subjects cannot be told apart
  npm run bench -- compare RUN RUN    what changed between two runs; a run's id or its beginning
      --metric M      instead of serverCpuMsPerRequest, e.g. latencyMsP50
  npm run bench -- compare SUBJECT SUBJECT    two of one run, e.g. node/http:single rust/axum:inline
      --run RUN       instead of the newest; --metric as above
  npm run bench -- instrument         pacer beside wrk and oha, and beside a known truth
      --profile P     smoke (30 s) or standard (12 min, the default); --commit puts it into content/instrument
      --only PEER     pacer (beside no other), wrk or oha; may be repeated
  npm run bench -- publish RUN        judge a measured run once more, by the gates of now, and publish it (--commit as above)
`;

/** @throws CliError whose message quotes the wrong word */
export function parseCommand(argv: readonly string[]): Command {
	const { values, positionals } = parse(argv);
	const [first, ...rest] = positionals;
	if (values.help || first === undefined) return { name: 'help' };
	if (first === 'campaign') {
		const profile = parseProfile(values.profile ?? 'standard');
		const options = { profile, first: rest, commit: values.commit, retry: values.resume };
		return { name: 'campaign', options };
	}
	if (first === 'list') {
		refuseMoreThan(0, rest, 'list takes no further word');
		return { name: 'list' };
	}
	if (first === 'verify') return { name: 'verify', only: [...values.only, ...rest] };
	if (first === 'show') {
		refuseMoreThan(1, rest, 'show takes one run');
		return { name: 'show', run: rest[0] };
	}
	if (first === 'compare') {
		return parseCompare(rest, values.run, parseMetric(values.metric));
	}
	if (first === 'publish') {
		refuseMoreThan(1, rest, 'publish takes one run');
		if (rest[0] === undefined) throw new CliError('publish needs the id of a run.', seeList);
		return { name: 'publish', run: rest[0], commit: values.commit };
	}
	if (first === 'instrument') {
		refuseMoreThan(0, rest, 'instrument takes no further word');
		return {
			name: 'instrument',
			profile: parseInstrumentProfile(values.profile),
			only: values.only.map(parsePeer),
			commit: values.commit,
		};
	}
	if (values.resume && (values.only.length > 0 || values.rounds !== undefined)) {
		throw new CliError(
			'--resume goes on with the plan as it was made, so it takes neither --only nor --rounds.',
			'Leave them out, or start a new run without --resume.',
			2,
		);
	}
	return {
		name: 'run',
		options: {
			// Twice the same would give two trials one name.
			experiments: [...new Set(positionals)],
			profile: parseProfile(values.profile ?? 'quick'),
			only: values.only,
			...(values.rounds === undefined ? {} : { rounds: parseRounds(values.rounds) }),
			asPublished: values['as-published'],
			resume: values.resume,
			commit: values.commit,
		},
	};
}

/** A subject has a colon before its variant, and a run's id has none. */
function parseCompare(
	words: readonly string[],
	run: string | undefined,
	metric: MetricName | undefined,
): Command {
	refuseMoreThan(2, words, 'compare takes two runs or two subjects');
	const [a, b] = words;
	if (!a || !b) {
		throw new CliError('compare needs the ids of two runs, or two subjects of one.', seeList, 2);
	}
	if (a.includes(':') !== b.includes(':')) {
		throw new CliError(`${a} and ${b} are not both runs or both subjects.`, seeList, 2);
	}
	if (a.includes(':')) return { name: 'compare-subjects', subjects: [a, b], run, metric };
	return { name: 'compare', runs: [a, b], metric };
}

function refuseMoreThan(limit: number, words: readonly string[], rule: string): void {
	if (words.length > limit) throw new CliError(`${rule}, not "${words.join(' ')}".`, seeList, 2);
}

const seeList = '`npm run bench -- list` shows what there is.';

function parse(argv: readonly string[]) {
	try {
		return parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {
				profile: { type: 'string' },
				only: { type: 'string', multiple: true, default: [] },
				rounds: { type: 'string' },
				metric: { type: 'string' },
				run: { type: 'string' },
				'as-published': { type: 'boolean', default: false },
				resume: { type: 'boolean', default: false },
				commit: { type: 'boolean', default: false },
				help: { type: 'boolean', short: 'h', default: false },
			},
		});
	} catch (error) {
		throw new CliError((error as Error).message, 'See `npm run bench -- --help`.', 2);
	}
}

function parseProfile(text: string): ProfileName {
	const parsed = ProfileNameSchema.safeParse(text);
	if (parsed.success) return parsed.data;
	throw new CliError(
		`There is no profile "${text}".`,
		`Choose one of ${ProfileNameSchema.options.join(', ')}.`,
		2,
	);
}

function parseInstrumentProfile(text = 'standard'): InstrumentProfile {
	if (text === 'smoke' || text === 'standard') return text;
	throw new CliError(`instrument has no profile "${text}".`, 'Choose smoke or standard.', 2);
}

function parsePeer(text: string): Peer {
	const peer = peers.find((id) => id === text);
	if (peer) return peer;
	throw new CliError(
		`instrument knows no load generator "${text}".`,
		`Choose of ${peers.join(', ')}.`,
		2,
	);
}

function parseMetric(text: string | undefined): MetricName | undefined {
	const parsed = MetricNameSchema.optional().safeParse(text);
	if (parsed.success) return parsed.data;
	throw new CliError(
		`There is no metric "${text}".`,
		`Choose one of ${MetricNameSchema.options.join(', ')}.`,
		2,
	);
}

function parseRounds(text: string): number {
	const rounds = Number(text);
	if (Number.isInteger(rounds) && rounds >= 1) return rounds;
	throw new CliError(
		`--rounds is "${text}".`,
		'Give a whole number from 1; a publishable run needs 6.',
		2,
	);
}
