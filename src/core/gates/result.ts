import { LEAST_EXCEEDANCES } from '../statistics/percentiles.ts';
import { type GateDescription, percent } from './description.ts';

/*
 * Is there enough, and was it steady enough, to publish the cell and to show the run?
 */

const fewestRounds = 6;
export const rounds: GateDescription = {
	id: 'rounds',
	level: 'cell',
	asks: 'Did enough rounds pass every gate?',
	limit: fewestRounds,
	threshold: `at least ${fewestRounds} rounds; in a quick or smoke run, which is never published, and in an experiment that ranks nobody, one`,
	source:
		'With n rounds the whole range covers the median with 1 − 2 × 0.5ⁿ: six are the first to reach 95 %.',
	blind: 'What all rounds share, such as a layout of memory that one build has.',
};

const drift = 0.03;
export const steadyState: GateDescription = {
	id: 'steady-state',
	level: 'cell',
	asks: 'Was the server as fast at the end of its windows as at their start?',
	limit: drift,
	threshold: `p50 of the last third against the first within ${percent(drift)}, or no proof over the rounds that it is not (99 % interval)`,
	source:
		'Barrett et al., "Virtual machine warmup blows hot and cold", OOPSLA 2017: at most 43.5 % of the pairs of VM and benchmark reach a steady peak, so it is tested and not assumed.',
	blind:
		'Windows shorter than two seconds, or with too few requests a second, to which it does not apply; a drift that the noise of the rounds hides.',
};

export const exceedances: GateDescription = {
	id: 'exceedances',
	level: 'cell',
	asks: 'Were enough requests slower than each published percentile?',
	limit: LEAST_EXCEEDANCES,
	threshold: `at least ${LEAST_EXCEEDANCES} in all rounds together; a percentile with fewer is not published, and the gate says so`,
	source:
		'An extreme percentile of few exceedances is one request’s luck: with 100 the count itself is known to about 10 % (its Poisson deviation).',
	blind:
		'Requests of one stall count as many, though they are one event; the interval over rounds shows that.',
};

export const cleanCheckout: GateDescription = {
	id: 'clean-checkout',
	level: 'run',
	asks: 'Can a reader check out what was measured?',
	limit: 0,
	threshold: 'no tracked file differed from the commit',
	source: 'A result is reproduced from its commit, or not at all.',
	blind: 'Tools and libraries of the machine; their versions are in run.json.',
};

export const sameMachine: GateDescription = {
	id: 'same-machine',
	level: 'run',
	asks: 'Was it the same machine at the end as at the start?',
	limit: 0,
	threshold: 'processor model, frequency governor, clock source and kernel unchanged',
	source:
		'A run can be resumed elsewhere, and hosted runners have several processor models (OpenTelemetry, issue 15436).',
	blind: 'A virtual machine that was moved to a like one.',
};

const lostShare = 0.2;
export const cells: GateDescription = {
	id: 'cells',
	level: 'run',
	asks: 'Did nearly all cells come through?',
	limit: lostShare,
	threshold: `at most ${percent(lostShare)} of the cells that pacer drove failed or did not pass a gate; a server that in ${fewestRounds} rounds did not keep up with a rate, and had no other fault in those, is not counted`,
	source: 'Ours: a run that lost more says more about the machine than about the servers.',
	blind: 'Which cells were lost.',
};
