import { coresChart } from './cores-chart.ts';

/** Fifty users who ask again at once: who lets them have all cores? */
export const transformCores = coresChart({
	question: 'transform-cores',
	experiment: 'transform',
	title: 'Cores kept busy by 50 users, when all may be used',
	load: 'users-50',
});
