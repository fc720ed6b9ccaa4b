import { expect, test } from 'vitest';
import { cellsOfExperiment } from './experiment-samples.ts';
import { whoWorked } from './who-worked.ts';

const cells = cellsOfExperiment('crud').filter(({ load }) => load === 'users-100');

test('says how busy database, servers and generator were', () => {
	expect(whoWorked({ cells })).toMatch(
		/^Cores in use: PostgreSQL 0\.70\d, the servers 0\.98\d, the load generator 0\.20\d\.$/,
	);
});

test('says nothing where one of them was not measured', () => {
	const without = cells.map((cell) => {
		if (cell.status === 'failed') return cell;
		const { databaseCoresUsed: _, ...summary } = cell.summary;
		return { ...cell, summary };
	});
	expect(whoWorked({ cells: without })).toBeUndefined();
});
