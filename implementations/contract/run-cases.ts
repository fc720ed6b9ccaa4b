import { contractCases } from './cases/index.ts';
import { appliesTo, type Asked, type ContractCase, type ServerAddress } from './contract-case.ts';

/**
 * More would be overload, which a server with a bounded queue rightly refuses: a pool of one thread lets 128 requests wait,
 * and a rule may ask several at once.
 */
const AT_ONCE = 32;

/**
 * Asks a running server all rules that neither take long nor need its process.
 *
 * @param asked what the server is, which decides the rules that it is asked
 * @returns one sentence for each rule that it breaks
 */
export async function runCases(
	server: ServerAddress,
	asked: Asked,
	rules: readonly ContractCase[] = contractCases,
): Promise<{ checked: number; failures: string[] }> {
	const cases = rules.filter((rule) => !rule.slow && appliesTo(rule, asked));
	const failures: string[] = [];
	const waiting = cases.values();
	const askOneByOne = async () => {
		for (const { name, run } of waiting) {
			await run(server, asked.workloads).catch((error: Error) => {
				failures.push(`${name}: ${error.message}.`);
			});
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, askOneByOne));
	return { checked: cases.length, failures };
}
