import type { APIRoute } from 'astro';
import { z } from 'zod';
import { CellSchema } from '../../core/schemas/cell.ts';
import { ArticleClaimsSchema } from '../../core/schemas/claim.ts';
import { ExperimentSchema } from '../../core/schemas/experiment.ts';
import { ImplementationSchema } from '../../core/schemas/implementation.ts';
import { InternalsSummarySchema } from '../../core/schemas/internals-summary.ts';
import { RunSchema } from '../../core/schemas/run.ts';
import { WorkloadSchema } from '../../core/schemas/workload.ts';

const schemas: Readonly<Record<string, z.ZodType>> = {
	cell: CellSchema,
	claims: ArticleClaimsSchema,
	experiment: ExperimentSchema,
	implementation: ImplementationSchema,
	internals: InternalsSummarySchema,
	run: RunSchema,
	workload: WorkloadSchema,
};

export const getStaticPaths = () => Object.keys(schemas).map((name) => ({ params: { name } }));

/** The schemas that the runner and the site check files with, for other people's tools. */
export const GET: APIRoute<Record<string, never>, { name: string }> = ({ params }) => {
	const schema = schemas[params.name];
	return schema
		? new Response(JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, '\t'))
		: new Response(null, { status: 404 });
};
