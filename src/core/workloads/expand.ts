import type {
	DeclaredOperation,
	DeclaredWorkload,
	Made,
	Operation,
	Workload,
} from '../schemas/workload.ts';
import { documentOf } from './document.ts';
import { makeOrders } from './orders.ts';
import { overviewOf } from './overview.ts';
import { answerRecords, makeRecords } from './records.ts';
import { transformOrders } from './transform.ts';

/** A workload with the bodies and answers in it that its file only names. */
export function expandWorkload(workload: DeclaredWorkload): Workload {
	const operations = Object.entries(workload.operations).map(
		([id, operation]) => [id, expandOperation(operation)] as const,
	);
	return {
		...workload,
		operations: Object.fromEntries(operations),
		proofs: workload.proofs.map(expandOperation),
	};
}

export function expandOperation({ made, expect, ...rest }: DeclaredOperation): Operation {
	const { body, answer } = made ? make(made) : { body: rest.body, answer: expect.body };
	if (answer === undefined) throw new Error(`${rest.path} has no answer to expect.`);
	return {
		...rest,
		...(body !== undefined && { body }),
		expect: { ...expect, body: answer },
	};
}

function make({ from, count, seed }: Made): { body?: string; answer: string } {
	switch (from) {
		case 'orders': {
			const orders = makeOrders(count, seed);
			return { body: JSON.stringify({ orders }), answer: JSON.stringify(transformOrders(orders)) };
		}
		case 'records': {
			const records = makeRecords(count, seed);
			return { body: JSON.stringify({ records }), answer: JSON.stringify(answerRecords(records)) };
		}
		case 'listed':
			return { answer: JSON.stringify({ records: makeRecords(count, seed) }) };
		case 'echo': {
			const body = JSON.stringify({ records: makeRecords(count, seed) });
			return { body, answer: body };
		}
		case 'overview':
			return { answer: JSON.stringify(overviewOf(count)) };
		case 'document':
			return { answer: documentOf(String(count)) };
		case 'private-document':
			return { answer: documentOf(`private-${count}`) };
	}
}
