import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import { histogramOf, loadResult, openLoad } from '../samples.ts';
import { type GateCase, inOpenLoop } from './gate-case.ts';
import type { WindowContext } from './gate.ts';

export const casesOfScheduleLag: readonly GateCase[] = [
	['schedule-lag', '50 us, 1 ms', inOpenLoop(lag(50, 1000, 2, 100)), 'passes'],
	[
		'schedule-lag',
		'late at the median',
		inOpenLoop(lag(51, 60, 2, 100)),
		/^Half of the requests left more than 51 us late/,
	],
	['schedule-lag', 'a tenth of the median', inOpenLoop(lag(20, 60, 0.2, 100)), 'passes'],
	['schedule-lag', 'more than a tenth', inOpenLoop(lag(21, 60, 0.2, 100)), /^Half of the requests/],
	[
		'schedule-lag',
		'late at p99',
		inOpenLoop(lag(10, 1001, 2, 100)),
		/^One request in a hundred left more than 1001 us late/,
	],
	['schedule-lag', 'a tenth of p99', inOpenLoop(lag(10, 100, 0.1, 1)), 'passes'],
	[
		'schedule-lag',
		'more than a tenth of p99',
		inOpenLoop(lag(10, 101, 0.1, 1)),
		/^One request in a hundred/,
	],
	['schedule-lag', 'what waking up costs', inOpenLoop(lag(10, 100, 0.03, 0.2)), 'passes'],
	[
		'schedule-lag',
		'more than waking up',
		inOpenLoop(lag(10.1, 20, 0.03, 2)),
		/^Half of the requests/,
	],
	[
		'schedule-lag',
		'more than that at p99',
		inOpenLoop(lag(5, 101, 0.03, 0.2)),
		/^One request in a/,
	],
	[
		'schedule-lag',
		'what waking up costs one that has to sleep',
		{ ...lag(40, 60, 0.2, 2), load: openLoad, result: loadResult() },
		'passes',
	],
	[
		'schedule-lag',
		'more than that',
		{ ...lag(41, 60, 0.2, 2), load: openLoad, result: loadResult() },
		/^Half of the requests left more than 41 us late/,
	],
	[
		'schedule-lag',
		'late at p99, of which stolen time leaves p95',
		stolenFrom(0.02, { late: 0.04, byUs: 900 }),
		'passes',
	],
	[
		'schedule-lag',
		'late at the p95 that it leaves',
		stolenFrom(0.02, { late: 0.06, byUs: 900 }),
		/^One request in twenty left more than 900 us late/,
	],
	[
		'schedule-lag',
		'late at the p90 that is left of p95',
		stolenFrom(0.04, { late: 0.11, byUs: 900 }),
		/^One request in ten left more than 900 us late/,
	],
	[
		'schedule-lag',
		'in a run where none but the median is left',
		stolenFrom(0.06, { late: 0.2, byUs: 900 }),
		'does not apply',
	],
	[
		'schedule-lag',
		'late at p99 of a cell that gave it up',
		{ ...stolenFrom(0, { late: 0.04, byUs: 900 }), isStolenFrom: false, tailUpTo: 95 },
		'passes',
	],
	[
		'schedule-lag',
		'late at the p95 of such a cell',
		{ ...stolenFrom(0, { late: 0.06, byUs: 900 }), isStolenFrom: false, tailUpTo: 95 },
		/^One request in twenty left more than 900 us late/,
	],
	['schedule-lag', 'not measured', inOpenLoop({}), /could not be measured/],
	['schedule-lag', 'a closed loop', lag(9999, 9999, 1, 1), 'does not apply'],
];

function lag(p50Us: number, p99Us: number, latencyMsP50: number, latencyMsP99: number) {
	const metrics: WindowMetrics = {
		scheduleLagUsP50: p50Us,
		scheduleLagUsP99: p99Us,
		latencyMsP50,
		latencyMsP99,
	};
	return { metrics };
}

/** An open loop beside a thief: this share of the requests left so much later than the rest. */
function stolenFrom(
	stealShare: number,
	{ late, byUs }: { late: number; byUs: number },
): Partial<WindowContext> {
	const lags = Array.from({ length: 1000 }, (_, index) => (index < 1000 * late ? byUs : 5));
	const { metrics } = lag(5, byUs, 2, 100);
	return {
		...inOpenLoop({ metrics: { ...metrics, latencyMsP90: 3, latencyMsP95: 4, stealShare } }),
		result: loadResult({ spinSeconds: 0.1, scheduleLag: histogramOf(lags) }),
		isStolenFrom: true,
	};
}
