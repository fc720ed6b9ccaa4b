import type { APIRoute } from 'astro';
import { bitmap } from '../../site/chart-files/bitmap.ts';
import { chartPaths, type ChartFileProps } from '../../site/chart-files/paths.ts';
import { standaloneOf } from '../../site/chart-files/pictures.ts';

/** Of charts alone: a bitmap costs a build 0.1 s, and a view has its SVG. */
export const getStaticPaths = () =>
	chartPaths().filter(({ props }) => props.drawn.view === undefined);

/** A chart as a bitmap. */
export const GET: APIRoute<ChartFileProps> = async ({ props }) =>
	new Response(await bitmap(await standaloneOf(props.drawn)));
