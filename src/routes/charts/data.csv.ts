import type { APIRoute } from 'astro';
import { csvOf } from '../../site/chart-files/data-file.ts';
import { chartPaths, type ChartFileProps } from '../../site/chart-files/paths.ts';

export const getStaticPaths = chartPaths;

/** The exact rows behind a chart, for spreadsheets. */
export const GET: APIRoute<ChartFileProps> = ({ props }) => new Response(csvOf(props.drawn));
