import { contractCases } from './cases/index.ts';
import { appliesTo, type Asked, type ServerAddress } from './contract-case.ts';

/**
 * Asks a running server all rules that neither take long nor need its process.
 *
 * @param asked what the server is, which decides the rules that it is asked
 * @returns one sentence for each rule that it breaks
 */
export async function runCases(
	server: ServerAddress,
	asked: Asked,
): Promise<{ checked: number; failures: string[] }> {
	const cases = contractCases.filter((rule) => !rule.slow && appliesTo(rule, asked));
	const outcomes = await Promise.all(
		cases.map(({ name, run }) =>
			run(server, asked.workloads).then(
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
