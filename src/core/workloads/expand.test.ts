import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WorkloadSchema } from '../schemas/workload.ts';
import { parseOrExplain } from '../schemas/sentence.ts';
import { expandOperation, expandWorkload } from './expand.ts';
import { workResult } from './xorshift.ts';

const made = (from: 'orders' | 'records' | 'listed' | 'echo') =>
	expandOperation({
		method: 'POST',
		path: '/x',
		made: { from, count: 3, seed: 9 },
		expect: { status: 200 },
	});

describe('expandOperation', () => {
	it('makes a body and the answer of the reference implementation', () => {
		const { body, expect: expected } = made('orders');
		expect(JSON.parse(body ?? '')).toMatchObject({ orders: [{ id: 100_000 }, {}, {}] });
		expect(JSON.parse(expected.body)).toHaveProperty('revenueCents');
	});

	it('raises each score of the records that are sent, and sends an echo back as it is', () => {
		const sent = made('echo');
		expect(sent.expect.body).toBe(sent.body);
		const changed = made('records');
		expect(changed.body).toBe(sent.body);
		expect(JSON.parse(changed.expect.body)).toMatchObject({ count: 3 });
	});

	it('has no body where the server makes the records itself', () => {
		expect(made('listed')).not.toHaveProperty('body');
		expect(made('listed').expect.body).toBe(made('echo').expect.body);
	});
});

describe('content/workloads', () => {
	const folder = 'content/workloads';
	const workloads = globSync(`${folder}/*.yaml`).map((path) =>
		expandWorkload(
			parseOrExplain(WorkloadSchema, parse(readFileSync(path, 'utf8'), { merge: true }), path),
		),
	);

	it('states the results of the reference implementation, to the byte', () => {
		const asked = workloads
			.filter(({ id }) => id === 'work' || id === 'wait')
			.flatMap(({ operations, proofs }) => [...Object.values(operations), ...proofs]);
		expect(asked.length).toBeGreaterThan(10);
		for (const { path, expect: expected } of asked) {
			const units = Number(/units=(\d+)/.exec(path)?.[1]);
			expect(JSON.parse(expected.body), path).toMatchObject({ units, result: workResult(units) });
		}
	});

	it('names as unit two operations that differ in its number alone', () => {
		const units = workloads.flatMap(({ unit, operations }) => (unit ? [{ unit, operations }] : []));
		expect(units.length).toBeGreaterThan(0);
		for (const { unit, operations } of units) {
			expect(operations[unit.with.operation]?.demand?.[unit.name]).toBe(unit.with.units);
			expect(operations[unit.without]?.demand?.[unit.name]).toBeUndefined();
		}
	});
});
