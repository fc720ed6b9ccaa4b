import { expect, it } from 'vitest';
import type { ContractCase } from './contract-case.ts';
import { runCases } from './run-cases.ts';

const asked = { asPublished: false, workloads: ['hello'] };

it('asks every rule, at most 32 at once, and says which are broken', async () => {
	let now = 0;
	let most = 0;
	const rules: ContractCase[] = Array.from({ length: 100 }, (_, index) => ({
		name: `rule ${index}`,
		run: async () => {
			most = Math.max(most, ++now);
			await new Promise((done) => setTimeout(done, 1));
			now--;
			if (index === 50) throw new Error('it was not so');
		},
	}));
	const result = await runCases({ host: '127.0.0.1', port: 1 }, asked, rules);
	expect(result).toEqual({ checked: 100, failures: ['rule 50: it was not so.'] });
	expect(most).toBe(32);
});

it('asks what one client sees of another only where processes share state', async () => {
	const rules: ContractCase[] = [
		{ name: 'alone', run: async () => {} },
		{ name: 'together', sharesState: true, run: () => Promise.reject(new Error('two states')) },
	];
	const server = { host: '127.0.0.1', port: 1 };
	expect(await runCases(server, { ...asked, statePerProcess: true }, rules)).toEqual({
		checked: 1,
		failures: [],
	});
	expect((await runCases(server, asked, rules)).failures).toEqual(['together: two states.']);
});
