import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, type ExpectedAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

export type WholeNumber = {
	workload: string;
	/** The target with `?` and whatever else it needs, to which `name=value` is added. */
	prefix: string;
	name: string;
	from: number;
	to: number;
};

/** Every way in which a query can fail to say a whole number once: each is refused with the same sentence. */
export function refusesAllBut(parameter: WholeNumber): ContractCase[] {
	const { workload, prefix, name, from, to } = parameter;
	const queries = [
		'',
		name,
		`${name}=`,
		`${name.toUpperCase()}=${to}`,
		...wrongValues(from, to).map((value) => `${name}=${value}`),
		`${name}=${to}&${name}=${to}`,
		`${name}=${to}&x=1&${name}=${from}`,
		`${name}[]=${to}`,
	];
	return queries.map((query) => {
		const target = prefix + query;
		return {
			name: `${target.length > 70 ? `${target.slice(0, 50)}... (huge)` : target} is refused`,
			workload,
			run: async (server) =>
				expectAnswer(`GET ${target}`, await ask(server, target), wholeNumberError(parameter)),
		};
	});
}

export function wholeNumberError({ name, from, to }: WholeNumber): ExpectedAnswer {
	const message = `${name} must be given once, as a whole number from ${from} to ${to}.`;
	return {
		status: 400,
		body: JSON.stringify({ error: { code: 'invalid-parameter', message } }),
	};
}

function wrongValues(from: number, to: number): string[] {
	return [
		'abc',
		'-1',
		'1.5',
		'5.0',
		'05',
		'+5',
		'%2B5',
		'5+',
		'%205',
		'5%00',
		'1e1',
		'0x10',
		'NaN',
		'%',
		'%zz',
		// Arabic-Indic five: a digit to Unicode, not to this contract.
		'%D9%A5',
		String(to + 1),
		...(from > 0 ? [String(from - 1)] : []),
		// A server that narrows to 32 or 64 bits before it checks would answer these.
		String(2 ** 32 + to),
		'18446744073709551617',
		'9'.repeat(400),
	];
}
