import { bodySizeCurve } from './body-size-curve.ts';

/** One core, one kind of work: what does each need for the same orders? */
export const transformCpu = bodySizeCurve({
	question: 'transform-cpu',
	experiment: 'transform',
	title: 'CPU time to turn orders into a report, on one core',
	across: { scale: 'linear', values: [100, 250, 500] },
	up: 'linear',
	unit: 'ms',
	draws: (cell) => cell.load.startsWith('capacity-') && cell.track === '1' && !cell.duplicate,
});
