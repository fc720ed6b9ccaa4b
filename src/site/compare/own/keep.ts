import './without-eval.ts';

/* In a file of its own, since what checks a run comes only when one is kept. */
export { keptOf } from '../../../core/own-runs/kept-runs.ts';
export { keep, takeOff } from '../../own-marks/store.ts';
