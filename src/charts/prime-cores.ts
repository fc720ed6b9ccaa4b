import { coresChart } from './cores-chart.ts';

/** How many cores does a runtime keep busy with requests that compute, when it may have them all? */
export const primeCores = coresChart({
	question: 'prime-cores',
	experiment: 'prime',
	title: 'Cores kept busy when all may be used',
	load: 'capacity-n20000',
});
