import type { Test, VerdictName } from '../core/schemas/claim.ts';

/** How a reader is told what a kind of test decides, and which verdicts it may give. */
export interface RuleWords {
	readonly title: string;
	readonly decides: string;
	readonly verdicts: readonly VerdictName[];
}

/** In words, one for each rule of src/core/claims/rules.ts; the type keeps the two tables alike. */
export const ruleWords: Readonly<Record<Test['kind'], RuleWords>> = {
	figure: {
		title: 'A figure of the article’s machine',
		decides:
			'On another machine it can neither hold nor fail. Ours stands beside it; the ratios it implies and its arithmetic are judged by the rules below.',
		verdicts: ['other-machine'],
	},
	reported: {
		title: 'A pause or delay of the article’s machine',
		decides:
			'As a figure of another machine. Ours is the longest that the runtime reported of itself, in a trial of its own; other programs on our machine can make it longer, not shorter.',
		verdicts: ['other-machine'],
	},
	ratio: {
		title: 'A ratio of two subjects',
		decides:
			'By the interval of our ratio, with the cores that the test names. On a shared machine the interval is widened by the noise between twins, because a second run can differ by more than it says. Inside the claimed range it holds, outside it fails, across its edge it is inconclusive. Where the article used more cores than we have, ours is multiplied by the ratio of its cores, as if both scaled perfectly: if even that falls short the claim fails, otherwise this machine cannot say.',
		verdicts: ['holds', 'fails', 'inconclusive', 'not-measurable-here'],
	},
	demand: {
		title: 'A rate with a known demand',
		decides:
			'Operations a request times requests a second, against cores times clock times operations a cycle, all rounded in the article’s favour. More than that no machine named can do.',
		verdicts: ['impossible', 'other-machine'],
	},
	'littles-law': {
		title: 'Rate, latency and requests in flight',
		decides:
			'Requests in flight are rate times mean latency, whatever the system (Little, 1961). The article’s three figures must agree.',
		verdicts: ['holds', 'fails'],
	},
	'response-size': {
		title: 'Bandwidth, rate and size of an answer',
		decides:
			'Bytes a second over requests a second are the bytes of an answer. They must agree with the answer that the article’s own code sends, as measured.',
		verdicts: ['holds', 'fails'],
	},
	'own-figures': {
		title: 'Figures of the article among themselves',
		decides: 'What the article says in one place must follow from what it prints in another.',
		verdicts: ['holds', 'fails'],
	},
	tie: {
		title: 'A tie',
		decides: 'Every pair must lie within the tolerance, by the intervals of their ratios.',
		verdicts: ['holds', 'fails', 'inconclusive'],
	},
	order: {
		title: 'A ranking',
		decides:
			'Each step up must be clear, by the interval of its ratio. A step that clearly goes down refutes the ranking; one that noise leaves open decides nothing.',
		verdicts: ['holds', 'fails', 'inconclusive'],
	},
	share: {
		title: 'A share of a cost',
		decides:
			'What goes away when a part of the work is left out, with its interval, in several sizes where the article names none. Within the claimed range in all of them it holds, on one side of it in all of them it fails; otherwise it depends on what the article does not say.',
		verdicts: ['holds', 'fails', 'inconclusive'],
	},
	source: {
		title: 'A fact',
		decides:
			'A primary source settles it, named with its version: source code, a specification, documentation.',
		verdicts: ['holds', 'fails'],
	},
	untestable: {
		title: 'An opinion',
		decides:
			'About people or markets. Nothing we measure decides it; a proxy is named where there is one.',
		verdicts: ['untestable'],
	},
};
