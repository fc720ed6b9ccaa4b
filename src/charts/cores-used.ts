import { coresChart } from './cores-chart.ts';

/** Who keeps every core busy with tasks of about 10 ms? */
export const coresUsed = coresChart({
	question: 'cores-used',
	experiment: 'cores',
	title: 'Cores kept busy by tasks of about 10 ms when all may be used',
	load: 'capacity-u5000',
});
