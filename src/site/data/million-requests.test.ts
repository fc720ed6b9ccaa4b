import { expect, it } from 'vitest';
import { cellsOfExperiment, experimentOf } from '../../charts/experiment-samples.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import { subjectLabel } from './labels.ts';
import { millionRequestsTable } from './million-requests.ts';

const store = experimentOf('store');
const tableOf = (cells: Cell[]) => millionRequestsTable(store, cells, (id) => subjectLabel(id));

it('has CPU seconds of every load, and memory where a rate was asked', () => {
	const { columns, rows } = tableOf(cellsOfExperiment('store'));
	expect(columns).toEqual([
		'Subject',
		'CPU s, mix',
		'CPU s, read',
		'CPU s, write',
		'CPU s, 2,000/s',
		'GB-hours, 2,000/s',
	]);
	expect(rows.map(([subject]) => subject)).toEqual(
		store.subjects.map(({ id }) => `${subjectLabel(id).name} ${subjectLabel(id).detail}`),
	);
	for (const row of rows) {
		expect(row.slice(1).every((words) => /^[\d.,]+$/.test(words))).toBe(true);
	}
});

it('marks what failed a gate, and says what was not measured', () => {
	const gates = [{ gate: 'quiet-machine', pass: false, reason: 'Somebody was at work.' }];
	const cells = cellsOfExperiment('store').flatMap((cell) => {
		if (cell.implementation === 'go/net-http') return [];
		return cell.implementation === 'rust/hyper' ? [{ ...cell, gates }] : [cell];
	});
	const { rows } = tableOf(cells);
	const of = (subject: string) => rows.find(([name]) => name?.startsWith(subject))?.slice(1) ?? [];
	expect(of('Go single')).toEqual(Array(5).fill('not measured'));
	expect(of('Rust multi thread').every((words) => words.endsWith(' ×'))).toBe(true);
	expect(of('Rust inline').some((words) => words.includes('×'))).toBe(false);
});
