import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { runs } from '../../site/data/index.ts';
import { machineWords } from '../../site/data/provenance.ts';
import { here, thisBuild } from '../../site/this-build.ts';

/** The committed runs, the newest first, for whoever wants to hear of one. */
export const GET: APIRoute = () =>
	rss({
		title: `${thisBuild.title}: runs`,
		description: 'Each run of the benchmarks as it is published.',
		site: new URL(here('/'), thisBuild.origin).href,
		items: runs()
			.filter(({ origin }) => origin === 'committed')
			.reverse()
			.map(({ run }) => ({
				title: `${run.experiments.join(', ')}, ${run.profile}`,
				link: new URL(here(`/results/${run.id}/`), thisBuild.origin).href,
				pubDate: new Date(run.endedAt),
				description: [
					machineWords(run),
					`${run.rounds} rounds`,
					`${run.trials.measured} of ${run.trials.planned} trials measured`,
					...run.gates.filter(({ pass }) => !pass).map(({ gate }) => `did not pass ${gate}`),
					...run.labels,
				].join('; '),
			})),
	});
