import type { APIRoute } from 'astro';
import { chartPaths, type ChartFileProps } from '../../site/chart-files/paths.ts';
import { viewOf } from '../../site/chart-files/pictures.ts';

/** Of views alone: a page has its charts already. */
export const getStaticPaths = () =>
	chartPaths().filter(({ props }) => props.drawn.view !== undefined);

/** What a script puts in a chart's place when another view of it is asked for. */
export const GET: APIRoute<ChartFileProps> = async ({ props }) =>
	new Response(JSON.stringify(await viewOf(props.drawn)));
