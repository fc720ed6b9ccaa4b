import { timesTried } from '../../core/selection/times-tried.ts';
import { runs } from './index.ts';

/** How often an experiment has a committed run, shown or kept back: `once`, `twice`, `3 times`; undefined where it has none. */
export function tried(experiment: string): string | undefined {
	const committed = runs().filter(({ origin }) => origin === 'committed');
	return timesTried(
		committed.map(({ run }) => run),
		experiment,
	);
}
