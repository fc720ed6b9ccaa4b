import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { timesOfLoad } from './times-of-load.ts';

/** What does a request cost whose token is checked? */
export const protectingVerified = byLoad(
	'protecting-verified',
	'verified',
	'CPU time of a request whose token is checked, on one core',
	{ load: 'unchecked', words: 'the same request with a token that nobody reads' },
);

/** And one whose subject is limited too? */
export const protectingLimited = byLoad(
	'protecting-limited',
	'limited',
	'CPU time of a request whose token is checked and whose subject is limited, on one core',
	{ load: 'verified', words: 'a request that is only checked' },
);

/** What does it cost to refuse a token that somebody forged? */
export const protectingForged = byLoad(
	'protecting-forged',
	'forged',
	'CPU time of a request that is refused because its token is forged, on one core',
	{ load: 'verified', words: 'a request with a good token' },
);

/** And to refuse somebody who asks too often? */
export const protectingOverLimit = byLoad(
	'protecting-over-limit',
	'over-limit',
	'CPU time of a request that is refused because its subject asks too often, on one core',
);

function byLoad(
	question: string,
	load: string,
	title: string,
	beside?: { load: string; words: string },
) {
	const metric = 'serverCpuMsPerRequest';
	return estimateChart({
		question,
		experiment: 'protecting',
		title,
		metric,
		load,
		track: '1',
		axis: 'of CPU per request, whole server',
		finding: (context) => {
			const spread = spreadFinding(context, metric, 'CPU time per request');
			const times = beside && timesOfLoad(context, metric, beside.load);
			const sentence = times && `Beside ${beside.words} it is ${times}.`;
			return spread && [spread, sentence].filter(Boolean).join(' ');
		},
	});
}
