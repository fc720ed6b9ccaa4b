import { contractCases } from './cases/index.ts';
import type { ServerAddress } from './contract-case.ts';

/**
 * Asks a running server all rules that neither take long nor need its process.
 *
 * @param options.asPublished an article's own code, which is not asked for what its deviations lack
 * @returns one sentence for each rule that it breaks
 */
export async function runCases(
	server: ServerAddress,
	options: { asPublished?: boolean } = {},
): Promise<{ checked: number; failures: string[] }> {
	const cases = contractCases.filter(
		({ slow, notAsPublished }) => !slow && !(options.asPublished && notAsPublished),
	);
	const outcomes = await Promise.all(
		cases.map(({ name, run }) =>
			run(server).then(
				() => undefined,
				(error: Error) => `${name}: ${error.message}.`,
			),
		),
	);
	return {
		checked: cases.length,
		failures: outcomes.filter((failure) => failure !== undefined),
	};
}
