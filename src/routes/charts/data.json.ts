import type { APIRoute } from 'astro';
import { jsonOf } from '../../site/chart-files/data-file.ts';
import { chartPaths, type ChartFileProps } from '../../site/chart-files/paths.ts';

export const getStaticPaths = chartPaths;

/** The exact rows behind a chart. */
export const GET: APIRoute<ChartFileProps> = ({ props }) =>
	new Response(`${JSON.stringify(jsonOf(props.drawn), undefined, '\t')}\n`);
