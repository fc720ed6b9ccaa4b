import { z } from 'zod';

/**
 * Parses `value` at a door of the program and answers with a sentence when it does not fit.
 *
 * @param what names the thing and where it came from, e.g. `content/workloads/prime.yaml`
 * @throws InvalidInput whose message lists the wrong fields (the first eight) and what was expected there
 */
export function parseOrExplain<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	what: string,
): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new InvalidInput(`${what} is not valid: ${sentence(parsed.error)}.`);
}

/** A mistake in something a person wrote; its message is complete and needs no stack trace. */
export class InvalidInput extends Error {
	override name = 'InvalidInput';
}

/** A histogram of another format has thousands; the first few say what it is. */
const issuesShown = 8;

function sentence(error: z.ZodError): string {
	const issues = error.issues.flatMap(nearestOfUnion);
	const described = issues.slice(0, issuesShown).map((issue) => {
		const place = issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'the whole';
		return `${place}: ${issue.message.replace(/\.$/, '')}`;
	});
	const more = issues.length - described.length;
	return [...described, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Of what may be one of several things: what is wrong with the one that it comes nearest to, not only that it is none. */
function nearestOfUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
	if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
	const inside = issue.errors.map((issues) =>
		issues.flatMap(nearestOfUnion).map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
	);
	return inside.reduce((fewest, issues) => (issues.length < fewest.length ? issues : fewest));
}
