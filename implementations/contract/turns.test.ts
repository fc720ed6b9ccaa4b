import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('so many run at a time, in their order, and one that fails gives its place away', async () => {
	const inTurn = turns(2);
	let running = 0;
	let most = 0;
	const begun: number[] = [];
	const results = await Promise.allSettled(
		[0, 1, 2, 3, 4].map((index) =>
			inTurn(async () => {
				begun.push(index);
				most = Math.max(most, ++running);
				await Promise.resolve();
				running -= 1;
				if (index === 1) throw new Error('it did not start');
				return index;
			}),
		),
	);
	expect(most).toBe(2);
	expect(begun).toEqual([0, 1, 2, 3, 4]);
	expect(results.map(({ status }) => status === 'fulfilled')).toEqual([
		true,
		false,
		true,
		true,
		true,
	]);
});
