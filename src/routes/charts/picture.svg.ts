import type { APIRoute } from 'astro';
import { chartPaths, type ChartFileProps } from '../../site/chart-files/paths.ts';
import { standaloneOf } from '../../site/chart-files/pictures.ts';

export const getStaticPaths = chartPaths;

/** A chart as a file of its own. */
export const GET: APIRoute<ChartFileProps> = async ({ props }) =>
	new Response(await standaloneOf(props.drawn));
