import { formatCount, formatNumber } from '../format.ts';
import { littlesLawRatio } from '../statistics/littles-law.ts';
import type { Rule, TestOf } from './verdict.ts';

/** Rate x latency must give the requests that the article says were in flight, in each of its rows. */
export const littlesLaw: Rule<'littles-law'> = (test) => {
	const broken = test.rows.filter((row) => Math.abs(agreement(test, row) - 1) > test.tolerance);
	const rows = broken.length > 0 ? broken : test.rows;
	const listed = rows.map((row) => describe(test, row)).join('; ');
	const within = `${formatNumber(test.tolerance * 100)} %`;
	return broken.length > 0
		? {
				verdict: 'fails',
				reason: `Not in flight as stated, by more than ${within}: ${listed}.`,
				figures: [],
			}
		: {
				verdict: 'holds',
				reason: `In flight as stated, within ${within}: ${listed}.`,
				figures: [],
			};
};

type Row = TestOf<'littles-law'>['rows'][number];

function agreement(test: TestOf<'littles-law'>, row: Row): number {
	return littlesLawRatio(row.ratePerSecond, row.latencyMs, row.users ?? test.users);
}

function describe(test: TestOf<'littles-law'>, row: Row): string {
	const users = row.users ?? test.users;
	const inFlight = agreement(test, row) * users;
	return `${row.label}, ${formatCount(row.ratePerSecond)} a second x ${formatNumber(row.latencyMs)} ms = ${formatNumber(inFlight)} of ${formatCount(users)}`;
}
