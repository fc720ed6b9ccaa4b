import type { APIRoute } from 'astro';
import { cellIndex } from '../../site/data/cell-index.ts';

/** What the explorer loads. */
export const GET: APIRoute = () => new Response(JSON.stringify(cellIndex()));
